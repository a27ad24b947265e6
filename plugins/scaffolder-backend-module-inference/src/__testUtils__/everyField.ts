import { formValues } from './templates';

/** A form in which every field is filled in. */
export const everything = {
  description: 'Answers tickets',
  target: { cluster: 'eu-west', namespace: 'support', owner: null },
  owner: 'group:default/other',
  newVersion: {
    version: '2026-12-01',
    source: `hf://Qwen/Qwen3-32B@${'a'.repeat(40)}`,
  },
  gpu: { ...formValues().gpu, quantization: 'fp8', kvCacheDtype: 'fp8' },
  spare: true,
  maxNumSeqs: 64,
  maxNumBatchedTokens: 4096,
  trustRemoteCode: true,
  toolCallParser: 'qwen3',
  reasoningParser: 'qwen3',
  tokenSecret: { name: 'hub', key: 'token' },
  modelCache: { storageClass: 'fast', accessMode: 'ReadWriteMany' },
  autoscaling: {
    kind: 'scale-to-zero',
    prometheusUrl: 'http://prometheus:9090',
    gatewayQuery: 'sum(pending)',
    maxReplicas: 4,
    waitingRequests: 3,
    // Left from another choice.
    minReplicas: 2,
    gpuUtilization: 70,
  },
  gateway: {
    name: 'inference',
    namespace: 'gateways',
    hostname: 'chat.example.com',
  },
  canary: {
    kind: 'three-steps',
    by: 'route',
    stableService: 'chat-1',
    route: 'chat',
    // Left from another choice.
    pauseMinutes: 60,
  },
  warmUp: { kind: 'job', prompts: ['Hello'] },
  longestRequestSeconds: 120,
  clientNamespaces: ['web'],
  monitoringNamespace: 'observability',
  tracesEndpoint: 'http://collector:4317',
  alerts: { enabled: true, p99Seconds: 10, errorRatio: 0.01, release: 'kps' },
  budget: { amount: 9000, currency: 'EUR' },
  secondRegion: {
    cluster: 'us-east',
    gpuProduct: 'NVIDIA-H200',
    standby: true,
  },
  exitPlan: { alternative: 'Another', contact: 'leads', notes: 'None' },
};

/** Fields of vLLM alone. */
export const onlyVllm = { servedName: 'chat', quantizeOnLoad: true, nodes: 2 };

/** What that form asks for. */
export const requestOfEverything = {
  name: 'support-chat',
  owner: 'group:default/other',
  cluster: 'eu-west',
  namespace: 'support',
  description: 'Answers tickets',
  model: {
    name: 'default/support-chat',
    ...everything.newVersion,
    weightsGiB: 61.1,
    tokenSecret: everything.tokenSecret,
    trustRemoteCode: true,
  },
  gpu: {
    product: 'NVIDIA-H100-80GB-HBM3',
    tensorParallel: 2,
    pipelineParallel: 1,
    spare: true,
  },
  settings: {
    maxModelLen: 32768,
    gpuMemoryUtilization: 0.9,
    maxNumSeqs: 64,
    maxNumBatchedTokens: 4096,
    dtype: 'bfloat16',
    quantization: 'fp8',
    kvCacheDtype: 'fp8',
    toolCallParser: 'qwen3',
    reasoningParser: 'qwen3',
  },
  modelCache: everything.modelCache,
  autoscaling: {
    kind: 'keda',
    prometheusUrl: 'http://prometheus:9090',
    minReplicas: 0,
    maxReplicas: 4,
    waitingRequests: 3,
    gatewayQuery: 'sum(pending)',
  },
  gateway: everything.gateway,
  canary: {
    kind: 'httproute',
    stableService: 'chat-1',
    route: 'chat',
    steps: [10, 50, 100],
  },
  warmUp: everything.warmUp,
  longestRequestSeconds: 120,
  network: { monitoringNamespace: 'observability', clientNamespaces: ['web'] },
  requestLog: { tracesEndpoint: 'http://collector:4317' },
  alerts: { p99Seconds: 10, errorRatio: 0.01, release: 'kps' },
  budget: everything.budget,
  secondRegion: everything.secondRegion,
  exitPlan: everything.exitPlan,
};
