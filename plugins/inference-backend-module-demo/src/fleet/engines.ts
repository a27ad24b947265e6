import type { EngineName, Flags } from './storyTypes';

/** How an engine is started and looked at. */
export interface Engine {
  /** Image without tag. */
  image(model: string): string;
  readonly containerName: string;
  readonly port: number;
  readonly healthPath: string;
  readonly metrics: { readonly port: number; readonly path: string } | null;
  command(model: string): readonly string[] | undefined;
  args(model: string, flags: Flags): readonly string[];
}

/** `--name=value`, or `--name` alone. */
function flagList(flags: Flags): string[] {
  return Object.entries(flags).map(([name, value]) =>
    value === true ? `--${name}` : `--${name}=${value}`,
  );
}

function web(
  image: string,
  containerName: string,
  port: number,
  command: readonly string[] | undefined,
  args: Engine['args'],
  metricsPath = '/metrics',
): Engine {
  return {
    image: () => image,
    containerName,
    port,
    healthPath: '/health',
    metrics: { port, path: metricsPath },
    command: () => command,
    args,
  };
}

/** The serving engines of the story. */
export const engines: Readonly<Record<EngineName, Engine>> = {
  vllm: web('vllm/vllm-openai', 'vllm', 8000, undefined, (model, flags) => [
    model,
    ...flagList(flags),
  ]),
  'tensorrt-llm': web(
    'nvcr.io/nvidia/tensorrt-llm/release',
    'trtllm',
    8000,
    ['trtllm-serve'],
    (model, flags) => [
      model,
      '--host=0.0.0.0',
      '--port=8000',
      ...flagList(flags),
    ],
    '/prometheus/metrics',
  ),
  triton: {
    image: () => 'nvcr.io/nvidia/tritonserver',
    containerName: 'tritonserver',
    port: 8000,
    healthPath: '/v2/health/ready',
    metrics: { port: 8002, path: '/metrics' },
    command: () => ['tritonserver'],
    args: (model, flags) => [`--model-repository=${model}`, ...flagList(flags)],
  },
  sglang: web(
    'lmsysorg/sglang',
    'sglang',
    30000,
    ['python3', '-m', 'sglang.launch_server'],
    (model, flags) => [
      `--model-path=${model}`,
      '--host=0.0.0.0',
      '--port=30000',
      ...flagList(flags),
    ],
  ),
  tgi: web(
    'ghcr.io/huggingface/text-generation-inference',
    'tgi',
    8080,
    undefined,
    (model, flags) => [
      `--model-id=${model}`,
      '--port=8080',
      ...flagList(flags),
    ],
  ),
  tei: web(
    'ghcr.io/huggingface/text-embeddings-inference',
    'tei',
    8080,
    undefined,
    (model, flags) => [
      `--model-id=${model}`,
      '--port=8080',
      ...flagList(flags),
    ],
  ),
  nim: {
    image: model => `nvcr.io/nim/${model}`,
    containerName: 'nim',
    port: 8000,
    healthPath: '/v1/health/ready',
    metrics: { port: 8000, path: '/v1/metrics' },
    command: () => undefined,
    args: () => [],
  },
  ray: {
    image: () => 'rayproject/ray-llm',
    containerName: 'ray-worker',
    port: 8000,
    healthPath: '/-/healthz',
    metrics: { port: 8080, path: '/metrics' },
    command: () => undefined,
    args: () => [],
  },
  plain: {
    image: () => 'registry.demo.example/server',
    containerName: 'server',
    port: 8080,
    healthPath: '/healthz',
    metrics: null,
    command: () => undefined,
    args: (_model, flags) => flagList(flags),
  },
};
