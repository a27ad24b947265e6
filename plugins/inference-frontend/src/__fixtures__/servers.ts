import type {
  ModelServer,
  ModelServerDetail,
  RuntimeName,
  ServerState,
} from '@inference-portal/plugin-inference-common';

/** The moment at which all fixtures are looked at. */
export const FIXTURE_NOW = Date.parse('2026-11-22T04:00:00Z');

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const before = (ms: number) => new Date(FIXTURE_NOW - ms).toISOString();

/** A healthy vLLM server of the support team, with what a test wants different. */
export function modelServer(overrides: Partial<ModelServer> = {}): ModelServer {
  return {
    id: 'c3f1a2',
    cluster: 'eu-west',
    namespace: 'support',
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    name: 'support-chat',
    uid: '0d9a4e0e-6f0f-4c39-9f5e-6cf0f5d4a001',
    entityRef: 'component:default/support-chat',
    owner: {
      ref: 'group:default/support',
      source: 'workload',
      reason: 'annotation inference-portal/owner on the Deployment',
    },
    model: {
      id: 'Qwen/Qwen3-32B',
      entityRef: 'resource:default/qwen3-32b',
      version: '2026-10-04',
      revision: '9216db5781bf21249d130ec9da846c4624c16137',
      source: 'hf://Qwen/Qwen3-32B@9216db5781bf21249d130ec9da846c4624c16137',
      pinned: true,
    },
    registration: {
      namespace: 'default',
      name: 'qwen3-32b',
      version: '2026-10-04',
      reason:
        'annotation inference-portal/version on the Deployment names the version',
      confidence: 'certain',
    },
    runtime: { name: 'vllm', version: '0.11.2' },
    gpus: {
      perReplica: 2,
      held: 4,
      product: 'H100',
      products: ['H100'],
      requests: [{ resource: 'nvidia.com/gpu', count: 2 }],
      shared: false,
    },
    replicas: { desired: 2, ready: 2, updated: 2 },
    state: 'serving',
    stateReason: null,
    stateSince: before(3 * DAY),
    manager: { name: 'argo-cd', instance: 'support-chat' },
    currentRevision: 7,
    createdAt: before(90 * DAY),
    changedAt: before(3 * DAY),
    lastSeenAt: before(1_000),
    removedAt: null,
    warnings: [],
    ...overrides,
  };
}

const TEAMS = [
  'support',
  'search-relevance',
  'translations',
  'fraud',
  'developer-tools',
  'speech',
  'vision',
] as const;

const MODELS: readonly {
  id: string;
  runtime: RuntimeName;
  version: string;
  product: string;
  perReplica: number;
}[] = [
  {
    id: 'Qwen/Qwen3-32B',
    runtime: 'vllm',
    version: '0.11.2',
    product: 'H100',
    perReplica: 2,
  },
  {
    id: 'meta-llama/Llama-3.3-70B-Instruct',
    runtime: 'vllm',
    version: '0.10.1',
    product: 'H200',
    perReplica: 4,
  },
  {
    id: 'BAAI/bge-m3',
    runtime: 'triton',
    version: '25.09',
    product: 'L4',
    perReplica: 1,
  },
  {
    id: 'openai/whisper-large-v3-turbo',
    runtime: 'triton',
    version: '25.06',
    product: 'A100',
    perReplica: 1 / 7,
  },
  {
    id: 'mistralai/Mistral-Small-3.2-24B-Instruct-2506',
    runtime: 'tensorrt-llm',
    version: '1.1.0',
    product: 'H100',
    perReplica: 1,
  },
  {
    id: 'nvidia/llama-3.1-nemotron-70b-instruct',
    runtime: 'nim',
    version: '1.8.4',
    product: 'H100',
    perReplica: 4,
  },
  {
    id: 'google/gemma-3-27b-it',
    runtime: 'sglang',
    version: '0.5.3',
    product: 'A100',
    perReplica: 1,
  },
];

const FAILURES: { [index: number]: { state: ServerState; reason: string } } = {
  3: {
    state: 'crash-looping',
    reason:
      'Container vllm exited with code 1, 14 restarts: ValueError: max_model_len 131072 exceeds the KV cache.',
  },
  8: {
    state: 'pending',
    reason: '0/24 nodes are available: 24 Insufficient nvidia.com/gpu.',
  },
  12: { state: 'degraded', reason: '1 of 2 replicas is ready.' },
  17: { state: 'scaled-to-zero', reason: 'No replica is wanted.' },
  23: {
    state: 'image-pull-error',
    reason:
      'Back-off pulling image "registry.example/llm/trt:1.1.0-rc4": not found.',
  },
  31: {
    state: 'starting',
    reason: 'Loading weights: 0 of 2 replicas is ready.',
  },
  36: {
    state: 'out-of-memory',
    reason: 'Container triton was killed: it used more than 64Gi of memory.',
  },
};

/** One server of a made-up fleet; the same `index` always gives the same server. */
export function fleetServer(index: number): ModelServer {
  const model = MODELS[index % MODELS.length] ?? MODELS[0];
  const team = TEAMS[(index * 3) % TEAMS.length] ?? TEAMS[0];
  const unowned = index % 13 === 5;
  const failure = FAILURES[index % 40];
  const desired = failure?.state === 'scaled-to-zero' ? 0 : 1 + (index % 3);
  const ready = failure
    ? Math.min(desired, failure.state === 'degraded' ? 1 : 0)
    : desired;
  const short = (model.id.split('/').at(-1) ?? model.id)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const name = `${short}-${team}-${index}`;
  return modelServer({
    id: `s${index.toString(36).padStart(5, '0')}`,
    uid: `00000000-0000-4000-8000-${index.toString().padStart(12, '0')}`,
    cluster: index % 3 === 0 ? 'us-east' : 'eu-west',
    namespace: team,
    name,
    kind: index % 9 === 4 ? 'InferenceService' : 'Deployment',
    apiVersion: index % 9 === 4 ? 'serving.kserve.io/v1beta1' : 'apps/v1',
    entityRef: unowned ? null : `component:default/${name}`,
    owner: unowned
      ? {
          ref: null,
          source: 'none',
          reason:
            'neither the workload, the catalog, the namespace nor a rule names an owner',
        }
      : {
          ref: `group:default/${team}`,
          source: 'namespace',
          reason: `annotation inference-portal/owner on the namespace ${team}`,
        },
    model: {
      id: index % 20 === 19 ? null : model.id,
      entityRef: null,
      version:
        index % 2 === 0
          ? `2026-${String((index % 9) + 1).padStart(2, '0')}-01`
          : null,
      revision: null,
      source: `hf://${model.id}`,
      pinned: index % 2 === 0,
    },
    registration:
      index % 3 === 0
        ? null
        : {
            namespace: 'default',
            name: model.id.replace(/^.*\//, '').toLowerCase(),
            version: index % 3 === 1 ? '1.0.0' : null,
            reason: 'model id and revision of the arguments',
            confidence: 'high',
          },
    runtime: { name: model.runtime, version: model.version },
    gpus: {
      perReplica: model.perReplica,
      held: model.perReplica * (failure?.state === 'pending' ? 0 : desired),
      product: model.product,
      products: [model.product],
      requests: [
        {
          resource:
            model.perReplica < 1 ? 'nvidia.com/mig-1g.10gb' : 'nvidia.com/gpu',
          count: Math.max(1, model.perReplica),
        },
      ],
      shared: model.perReplica < 1,
    },
    replicas: { desired, ready, updated: desired },
    state: failure?.state ?? 'serving',
    stateReason: failure?.reason ?? null,
    stateSince: before((index + 1) * 47 * MINUTE),
    manager:
      index % 4 === 0
        ? { name: 'argo-cd', instance: name }
        : { name: index % 4 === 1 ? 'helm' : 'none', instance: null },
    currentRevision: 1 + (index % 9),
    changedAt: before((index + 1) * 5 * HOUR),
    createdAt: before(90 * DAY),
    warnings: [],
  });
}

/** A fleet of any size, ordered by name as the backend does. */
export function fleet(size = 40): ModelServer[] {
  return Array.from({ length: size }, (_, index) => fleetServer(index)).sort(
    (a, b) => (a.name < b.name ? -1 : 1),
  );
}

/** The detail of a server, two pods included. */
export function serverDetail(
  server: ModelServer = modelServer(),
  overrides: Partial<ModelServerDetail> = {},
): ModelServerDetail {
  const failing = server.replicas.ready === 0 && server.replicas.desired !== 0;
  return {
    ...server,
    image: {
      reference: 'docker.io/vllm/vllm-openai:v0.11.2',
      digest:
        'sha256:5f2e7c1d7b1a4a0ccf0c5a6a7c4e8b3f2d1e0a9b8c7d6e5f4a3b2c1d0e9f8a7b',
    },
    servedNames: ['support-chat', 'qwen3'],
    precision: { value: 'bfloat16', source: 'args --dtype' },
    quantization: { value: null, source: 'args --quantization' },
    tensorParallel: 2,
    pipelineParallel: 1,
    maxModelLength: 32768,
    endpoints: [
      {
        url: 'http://support-chat.support.svc:8000/v1',
        source: 'Service support-chat',
      },
    ],
    pods: [0, 1].map(index => ({
      name: `${server.name}-7c9d8f6b5-${index === 0 ? 'x2x8k' : 'p9v4t'}`,
      uid: `pod-${server.id}-${index}`,
      node: failing ? null : `gpu-h100-${index + 3}`,
      phase: failing ? 'Pending' : 'Running',
      ready: !failing,
      restarts: failing ? 14 : index,
      reason: failing ? 'CrashLoopBackOff' : null,
      message: failing ? server.stateReason : null,
      gpuProduct: 'H100',
      gpus: 2,
      revisionHash: '7c9d8f6b5',
      createdAt: before(3 * DAY),
      startedAt: failing ? null : before(3 * DAY - 2 * MINUTE),
    })),
    podsOmitted: 0,
    labels: { app: server.name, 'app.kubernetes.io/part-of': 'support' },
    ...overrides,
  };
}
