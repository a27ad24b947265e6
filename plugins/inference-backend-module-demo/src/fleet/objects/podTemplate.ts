import { engines } from '../engines';
import { getPool } from '../podStories';
import type { ResolvedRevision, ResolvedServer } from '../resolveServer';
import type { ServerStory } from '../storyTypes';
import type { Fields, PodTemplateFields } from './demoObject';

/** Labels by which the objects of a server find its pods. */
export function selectorOf(server: ResolvedServer): Record<string, string> {
  const { story } = server;
  switch (story.kind) {
    case 'InferenceService':
      return { app: `isvc.${story.name}-predictor` };
    case 'LLMInferenceService':
      return {
        'app.kubernetes.io/name': story.name,
        'app.kubernetes.io/part-of': 'llminferenceservice',
        'kserve.io/component': 'workload',
      };
    case 'NIMService':
      return { app: story.name };
    case 'LeaderWorkerSet':
      return { 'leaderworkerset.sigs.k8s.io/name': story.name };
    case 'RayService':
      return { 'ray.io/serve': story.name };
    default:
      return { 'app.kubernetes.io/name': story.name };
  }
}

/** Labels of the pods of a server, without those that a controller adds. */
export function podLabelsOf(server: ResolvedServer): Record<string, string> {
  const { story } = server;
  const version = story.annotations?.['inference-portal/version'];
  return {
    ...selectorOf(server),
    ...(story.kind === 'InferenceService'
      ? {
          'serving.kserve.io/inferenceservice': story.name,
          component: 'predictor',
        }
      : {}),
    ...(story.kind === 'NIMService'
      ? {
          'app.kubernetes.io/name': story.name,
          'app.kubernetes.io/part-of': 'nim-service',
          'app.kubernetes.io/managed-by': 'k8s-nim-operator',
        }
      : {}),
    ...(story.kind === 'LLMInferenceService'
      ? { 'llm-d.ai/role': 'both' }
      : {}),
    'app.kubernetes.io/component': 'model-server',
    ...(version === undefined ? {} : { 'app.kubernetes.io/version': version }),
    ...story.labels,
  };
}

/** The token of the Hugging Face Hub comes from a Secret, never from the manifest. */
const hubToken = {
  name: 'HF_TOKEN',
  valueFrom: { secretKeyRef: { name: 'hugging-face-hub', key: 'token' } },
};

function environment(
  server: ResolvedServer,
  revision: ResolvedRevision,
): Fields[] {
  const { engine, model } = server.story;
  const literal = Object.entries(revision.env).map(([name, value]) => ({
    name,
    value,
  }));
  switch (engine) {
    case 'nim':
      return [
        {
          name: 'NGC_API_KEY',
          valueFrom: {
            secretKeyRef: { name: 'ngc-api', key: 'NGC_API_KEY' },
          },
        },
        { name: 'NIM_CACHE_PATH', value: '/model-store' },
        ...literal,
      ];
    case 'triton':
      return [{ name: 'AWS_REGION', value: 'eu-west-1' }, ...literal];
    case 'plain':
      return [{ name: 'MODEL_ID', value: model }, hubToken, ...literal];
    default:
      return [
        { name: 'HF_HOME', value: '/models/.cache' },
        hubToken,
        ...literal,
      ];
  }
}

function probes(path: string): Fields {
  return {
    startupProbe: {
      httpGet: { path, port: 'http' },
      periodSeconds: 10,
      failureThreshold: 90,
    },
    readinessProbe: { httpGet: { path, port: 'http' }, periodSeconds: 5 },
    livenessProbe: {
      httpGet: { path, port: 'http' },
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 3,
    },
  };
}

function nodeSelector(server: ResolvedServer): Record<string, string> {
  const { story } = server;
  const pool = getPool(story.cluster, story.pool);
  if (story.cluster === 'demo-eu-west') {
    return {
      'cloud.google.com/gke-accelerator': pool.gpu?.accelerator ?? '',
      'cloud.google.com/gke-nodepool': pool.name,
    };
  }
  return pool.capacityType === 'on-prem'
    ? { 'demo.example/pool': pool.name }
    : { 'karpenter.sh/nodepool': pool.name };
}

/** Name of the container that serves. */
export function containerNameOf({ story }: ResolvedServer): string {
  switch (story.kind) {
    case 'InferenceService':
      return 'kserve-container';
    case 'LLMInferenceService':
      return 'main';
    default:
      return engines[story.engine].containerName;
  }
}

/** GiB of memory that a pod asks for with each GPU; never so much that a node's GPUs could not all be used. */
function gpuMemoryShareGi({ cluster, pool: name }: ServerStory): number {
  const pool = getPool(cluster, name);
  const share = pool.memoryGi / (pool.gpu?.count ?? 1);
  return Math.min(64, Math.floor(0.75 * share));
}

/** The container that serves. */
export function serverContainer(
  server: ResolvedServer,
  revision: ResolvedRevision,
): Fields & { readonly name: string; readonly image: string } {
  const { story } = server;
  const engine = engines[story.engine];
  const resource = story.resource ?? 'nvidia.com/gpu';
  const whole = resource === 'nvidia.com/gpu';
  const cpus = whole ? 8 * story.gpus : 2;
  const memory = `${whole ? gpuMemoryShareGi(story) * story.gpus : 16}Gi`;
  const metrics = engine.metrics;
  const kserve = story.kind === 'InferenceService';
  const path = kserve
    ? `/v2/models/${story.servedName}/ready`
    : engine.healthPath;
  const command = engine.command(story.model);
  const args = kserve
    ? [...engine.args('', revision.flags).slice(1), '--model_dir=/mnt/models']
    : engine.args(story.model, revision.flags);
  return {
    name: containerNameOf(server),
    image: revision.image,
    ...(command ? { command } : {}),
    ...(args.length > 0 ? { args } : {}),
    env: environment(server, revision),
    ports: [
      { name: 'http', containerPort: engine.port, protocol: 'TCP' },
      ...(metrics && metrics.port !== engine.port
        ? [{ name: 'metrics', containerPort: metrics.port, protocol: 'TCP' }]
        : []),
    ],
    resources: {
      requests: { cpu: String(cpus), memory, [resource]: String(story.gpus) },
      limits: { memory, [resource]: String(story.gpus) },
    },
    ...probes(path),
    volumeMounts: [
      { name: 'models', mountPath: '/models' },
      { name: 'shm', mountPath: '/dev/shm' },
    ],
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    },
  };
}

/** The pod template of a revision, as the API server would keep it. */
export function podTemplate(
  server: ResolvedServer,
  revision: ResolvedRevision,
): PodTemplateFields {
  const { story } = server;
  return {
    metadata: { labels: podLabelsOf(server) },
    spec: {
      containers: [serverContainer(server, revision)],
      nodeSelector: nodeSelector(server),
      tolerations: [
        { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
      ],
      volumes: [
        {
          name: 'models',
          persistentVolumeClaim: { claimName: 'model-cache' },
        },
        {
          name: 'shm',
          emptyDir: {
            medium: 'Memory',
            sizeLimit: story.gpus > 1 ? '20Gi' : '2Gi',
          },
        },
      ],
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 60,
      restartPolicy: 'Always',
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      securityContext: {},
    },
  };
}
