import type { DeploymentRequestInput } from '../request/DeploymentRequest';

const COMMIT = '9216db5781bf21249d130ec9da846c4624c16137';

/** vLLM on two H100 with everything around it. */
export const supportChat = {
  name: 'support-chat',
  owner: 'group:default/support',
  cluster: 'eu-west',
  namespace: 'support',
  description: 'Answers tickets of customers',
  model: {
    name: 'default/support-chat',
    version: '2026-11-20',
    source: `hf://Qwen/Qwen3-32B@${COMMIT}`,
    weightsGiB: 61.1,
    servedName: 'support-chat',
    tokenSecret: { name: 'hub-token', key: 'token' },
  },
  engine: { name: 'vllm', version: '0.30.0' },
  gpu: { product: 'NVIDIA-H100-80GB-HBM3', tensorParallel: 2 },
  settings: { maxModelLen: 32768, gpuMemoryUtilization: 0.92 },
  autoscaling: {
    kind: 'keda',
    prometheusUrl: 'http://prometheus.monitoring.svc:9090',
  },
  gateway: {
    name: 'inference',
    namespace: 'gateways',
    hostname: 'support-chat.example.com',
  },
  warmUp: {
    kind: 'startup-gate',
    prompts: ['Summarise this ticket: the parcel is late.'],
  },
  alerts: { release: 'kube-prometheus-stack' },
  budget: { amount: 9000, currency: 'EUR' },
  secondRegion: {
    cluster: 'us-east',
    gpuProduct: 'NVIDIA-H200',
    standby: true,
  },
  exitPlan: {
    alternative: 'The hosted model of the same family.',
    contact: 'support-leads@example.com',
  },
} satisfies DeploymentRequestInput;

/** The same server, made by KServe. */
export const kserve = {
  ...supportChat,
  kind: 'llm-inference-service',
  model: {
    ...supportChat.model,
    tokenSecret: { name: 'hub-token', key: 'HF_TOKEN' },
  },
  warmUp: { kind: 'none' },
} satisfies DeploymentRequestInput;

const { tokenSecret, ...openModel } = supportChat.model;

/** TensorRT-LLM on four H200 without an autoscaler; clients ask for the name of the server. */
export const rankText = {
  ...supportChat,
  name: 'rank-text',
  model: { ...openModel, servedName: null, tokenSecret },
  engine: { name: 'tensorrt-llm', version: '1.2.1' },
  gpu: { product: 'NVIDIA-H200', tensorParallel: 4, spare: true },
  settings: {
    maxModelLen: 16384,
    gpuMemoryUtilization: 0.85,
    maxNumSeqs: 128,
    kvCacheDtype: 'fp8',
  },
  secondRegion: null,
} satisfies DeploymentRequestInput;
