import { findRequestProblems } from '../request/parseDeploymentRequest';
import { pairwise } from './pairwise';
import { supportChat } from './requests';

const COMMIT = '9216db5781bf21249d130ec9da846c4624c16137';
const LONGEST_NAME = `chat-${'a'.repeat(40)}1`;

/** What can be chosen, and what of it; parts of a request that are put together below. */
const choices = {
  name: ['support-chat', LONGEST_NAME],
  engine: [
    { name: 'vllm', version: '0.10.0' },
    { name: 'vllm', version: '0.11.2' },
    { name: 'vllm', version: '0.16.0' },
    { name: 'vllm', version: '0.18.1' },
    { name: 'vllm', version: '0.30.0' },
    {
      name: 'vllm',
      version: '0.30.0',
      image: `registry.example.com/vllm@sha256:${'0'.repeat(64)}`,
    },
    { name: 'tensorrt-llm', version: '1.0.0' },
    { name: 'tensorrt-llm', version: '1.2.1' },
    { name: 'tensorrt-llm', version: '1.3.0' },
  ],
  source: [
    { source: `hf://Qwen/Qwen3-32B@${COMMIT}` },
    {
      source: `hf://meta-llama/Llama-3.3-70B-Instruct@${COMMIT}`,
      tokenSecret: { name: 'hub-token', key: 'token' },
    },
    { source: 'pvc://weights/chat/2026-11-20' },
    {
      source: `oci://registry.example.com/models/chat@sha256:${'1'.repeat(64)}`,
    },
  ],
  tensorParallel: [1, 2, 4, 8],
  pipelineParallel: [1, 2],
  nodes: [1, 2],
  spare: [false, true],
  precision: [
    {},
    { quantization: 'awq' },
    { quantization: 'fp8', quantizeOnLoad: true },
    { quantization: 'nvfp4', kvCacheDtype: 'fp8' },
    { dtype: 'auto', kvCacheDtype: 'fp8' },
  ],
  limits: [{}, { maxNumSeqs: 128, maxNumBatchedTokens: 8192 }],
  parsers: [{}, { toolCallParser: 'hermes', reasoningParser: 'qwen3' }],
  trustRemoteCode: [false, true],
  resources: [null, { cpu: 32, memoryGiB: 256 }],
  modelCache: [
    {},
    { storageClass: 'filestore.csi.example.com' },
    { accessMode: 'ReadWriteOnce' },
  ],
  autoscaling: [
    { kind: 'none' },
    supportChat.autoscaling,
    { ...supportChat.autoscaling, minReplicas: 2 },
    {
      ...supportChat.autoscaling,
      minReplicas: 0,
      gatewayQuery: 'sum(pending{route="chat"})',
    },
    { kind: 'hpa' },
  ],
  gateway: [null, supportChat.gateway],
  canary: [
    { kind: 'none' },
    { kind: 'httproute', stableService: 'old', route: 'chat', steps: [5] },
    {
      kind: 'httproute',
      stableService: 'old',
      route: 'chat',
      steps: [10, 50, 100],
    },
    { kind: 'rollout', by: 'httproute', steps: [5] },
    {
      kind: 'rollout',
      by: 'replicas',
      steps: [10, 50, 100],
      pauseMinutes: 60,
    },
  ],
  warmUp: [
    { kind: 'none' },
    { kind: 'job', prompts: ['Hello', "two\nlines: 'quoted' $(HOME)"] },
    supportChat.warmUp,
  ],
  longestRequestSeconds: [1, 60, 3600],
  network: [{}, { clientNamespaces: ['web', 'batch'] }],
  requestLog: [
    { tracesEndpoint: null },
    { tracesEndpoint: 'http://collector.observability.svc:4317' },
  ],
  alerts: [null, {}, { release: 'kube-prometheus-stack' }],
  budget: [null, { amount: 9000, currency: 'EUR' }],
  secondRegion: [
    null,
    { cluster: 'us-east' },
    { cluster: 'us-east', gpuProduct: 'NVIDIA-H200', standby: true },
  ],
} as const;

/** What can be chosen where KServe makes the pods; with the rest, most requests would be refused. */
const kserveChoices = {
  ...choices,
  kind: ['llm-inference-service'],
  name: ['support-chat', LONGEST_NAME.slice(0, 39)],
  engine: choices.engine.filter(({ name }) => name === 'vllm'),
  source: choices.source.map(source =>
    'tokenSecret' in source
      ? { ...source, tokenSecret: { name: 'hub-token', key: 'HF_TOKEN' } }
      : // Versions that share requests answer to one name, which only the hub gives both.
        { servedName: 'support-chat', ...source },
  ),
  nodes: [1],
  modelCache: [{}],
  autoscaling: choices.autoscaling.filter(({ kind }) => kind !== 'hpa'),
  canary: [
    { kind: 'none' },
    { kind: 'kserve', stableServer: 'support-chat-1', steps: [5] },
    {
      kind: 'kserve',
      stableServer: 'support-chat-2',
      group: 'support-chat-1',
      stableWeight: 90,
      steps: [10, 50],
    },
  ],
  warmUp: [{ kind: 'none' }],
};

function requestOf(picked: Record<string, any>): object | null {
  const { source, tensorParallel, pipelineParallel, nodes, ...rest } = picked;
  const { spare, precision, limits, parsers, trustRemoteCode, ...choice } =
    rest;
  const request = {
    ...supportChat,
    ...choice,
    model: {
      name: supportChat.model.name,
      version: supportChat.model.version,
      weightsGiB: supportChat.model.weightsGiB,
      trustRemoteCode,
      ...source,
    },
    kind: choice.kind ?? (nodes > 1 ? 'leader-worker-set' : 'deployment'),
    gpu: {
      product: 'NVIDIA-H200',
      tensorParallel,
      pipelineParallel,
      nodes,
      spare,
    },
    settings: {
      ...supportChat.settings,
      ...precision,
      ...limits,
      ...parsers,
    },
  };
  return findRequestProblems(request).length === 0 ? request : null;
}

/** At least 200 requests in which every two choices meet that are not refused together. */
export function everyPair() {
  const all = pairwise(choices, requestOf, 200);
  const byKserve = pairwise(kserveChoices, requestOf, 20);
  return {
    made: [...all.made, ...byKserve.made],
    never: [...all.never, ...byKserve.never],
  };
}
