/** Objects of a large synthetic fleet, shaped as an API server would return them. */
export interface FleetSize {
  readonly nodes: number;
  readonly servers: number;
  readonly podsPerServer: number;
}

const models = [
  'Qwen/Qwen3-32B',
  'meta-llama/Llama-3.1-8B-Instruct',
  'mistralai/Mistral-Small-24B-Instruct-2501',
  'openai/gpt-oss-20b',
];
const products = ['NVIDIA-H100-80GB-HBM3', 'NVIDIA-L4', 'NVIDIA-H200'];
const gpusPerNode = 64;
const createdAt = '2026-10-01T08:00:00Z';

const pick = <T>(list: readonly T[], index: number): T =>
  list[index % list.length] as T;
const uid = (kind: number, index: number) =>
  `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${index
    .toString(16)
    .padStart(12, '0')}`;

export function* nodes({ nodes: count }: FleetSize) {
  for (let i = 0; i < count; i += 1) {
    const quantity = {
      cpu: '192',
      memory: '2048Gi',
      pods: '250',
      'nvidia.com/gpu': String(gpusPerNode),
    };
    yield {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name: `gpu-${i}`,
        uid: uid(1, i),
        creationTimestamp: createdAt,
        labels: {
          'nvidia.com/gpu.product': pick(products, i),
          'nvidia.com/gpu.count': String(gpusPerNode),
          'node.kubernetes.io/instance-type': 'p5.48xlarge',
        },
      },
      spec: {},
      status: {
        capacity: quantity,
        allocatable: quantity,
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    };
  }
}

export const namespaceOf = (server: number) => `team-${server % 50}`;
export const nameOf = (server: number) => `server-${server}`;

function template(server: number) {
  return {
    metadata: { labels: { app: nameOf(server) } },
    spec: {
      containers: [
        {
          name: 'vllm',
          image: 'vllm/vllm-openai:v0.30.0',
          args: [
            pick(models, server),
            '--revision=0123456789abcdef0123456789abcdef01234567',
            '--max-model-len=32768',
            '--tensor-parallel-size=1',
          ],
          env: [
            {
              name: 'HF_TOKEN',
              valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } },
            },
          ],
          ports: [{ name: 'http', containerPort: 8000 }],
          resources: { limits: { 'nvidia.com/gpu': '1' } },
          readinessProbe: { httpGet: { path: '/health', port: 8000 } },
        },
      ],
      tolerations: [
        { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
      ],
    },
  };
}

export function* deployments({ servers, podsPerServer }: FleetSize) {
  for (let i = 0; i < servers; i += 1) {
    yield {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: nameOf(i),
        namespace: namespaceOf(i),
        uid: uid(2, i),
        creationTimestamp: createdAt,
        generation: 1,
        annotations: { 'deployment.kubernetes.io/revision': '1' },
        labels: { 'inference-portal/owner': `team-${i % 50}` },
      },
      spec: {
        replicas: podsPerServer,
        selector: { matchLabels: { app: nameOf(i) } },
        template: template(i),
      },
      status: {
        observedGeneration: 1,
        replicas: podsPerServer,
        readyReplicas: podsPerServer,
        updatedReplicas: podsPerServer,
        availableReplicas: podsPerServer,
      },
    };
  }
}

export function* replicaSets({ servers, podsPerServer }: FleetSize) {
  for (let i = 0; i < servers; i += 1) {
    const { metadata, spec } = template(i);
    yield {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${nameOf(i)}-5d4f8c7b9`,
        namespace: namespaceOf(i),
        uid: uid(3, i),
        creationTimestamp: createdAt,
        annotations: { 'deployment.kubernetes.io/revision': '1' },
        labels: { ...metadata.labels, 'pod-template-hash': '5d4f8c7b9' },
        ownerReferences: [owner('apps/v1', 'Deployment', nameOf(i), uid(2, i))],
      },
      spec: {
        replicas: podsPerServer,
        selector: { matchLabels: { app: nameOf(i) } },
        template: {
          metadata: {
            labels: { ...metadata.labels, 'pod-template-hash': '5d4f8c7b9' },
          },
          spec,
        },
      },
      status: { replicas: podsPerServer, readyReplicas: podsPerServer },
    };
  }
}

export function* pods(size: FleetSize) {
  for (let i = 0; i < size.servers; i += 1) {
    for (let j = 0; j < size.podsPerServer; j += 1) {
      const index = i * size.podsPerServer + j;
      const { metadata, spec } = template(i);
      yield {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: `${nameOf(i)}-5d4f8c7b9-${j}`,
          namespace: namespaceOf(i),
          uid: uid(4, index),
          creationTimestamp: createdAt,
          labels: { ...metadata.labels, 'pod-template-hash': '5d4f8c7b9' },
          ownerReferences: [
            owner('apps/v1', 'ReplicaSet', `${nameOf(i)}-5d4f8c7b9`, uid(3, i)),
          ],
        },
        spec: { ...spec, nodeName: `gpu-${index % size.nodes}` },
        status: podStatus(true),
      };
    }
  }
}

/** Status of a running pod whose one container is ready or not. */
export function podStatus(ready: boolean) {
  return {
    phase: 'Running',
    startTime: createdAt,
    conditions: [
      { type: 'PodScheduled', status: 'True', lastTransitionTime: createdAt },
      { type: 'Ready', status: ready ? 'True' : 'False' },
    ],
    containerStatuses: [
      {
        name: 'vllm',
        ready,
        restartCount: 0,
        image: 'vllm/vllm-openai:v0.30.0',
        imageID: `docker.io/vllm/vllm-openai@sha256:${'a'.repeat(64)}`,
        state: { running: { startedAt: createdAt } },
      },
    ],
  };
}

function owner(apiVersion: string, kind: string, name: string, id: string) {
  return {
    apiVersion,
    kind,
    name,
    uid: id,
    controller: true,
    blockOwnerDeletion: true,
  };
}
