/** Engines that plans are made for. */
export type PlannedEngine = 'vllm' | 'tensorrt-llm';

/** How a version of an engine uses memory. */
export interface EngineTraits {
  readonly name: PlannedEngine;
  /** Such as `0.30`. */
  readonly version: string;
  /** Share of the memory that the engine takes: of all of it (vLLM), of what is free after loading (TensorRT-LLM). */
  readonly defaultUtilization: number;
  readonly utilizationOf: 'total' | 'free';
  /** Tokens of a block. */
  readonly defaultBlockSize: number;
  /** vLLM 0.17 made the sampler of its memory profile a third as large. */
  readonly largeSampler: boolean;
  /** Since vLLM 0.18 communicators of tensor parallelism are counted in full. */
  readonly fullNonTorch: boolean;
  /** Since vLLM 0.21 an estimate of the CUDA graphs is taken off the pool. */
  readonly countsCudaGraphs: boolean;
  /** Layers with a window share the pool with the others in groups. */
  readonly groupsWindows: boolean;
  /** Layer kinds that differ by less than this factor are padded to the larger one. */
  readonly paddingFactor: number;
  /** Since vLLM 0.21 the printed tokens are concurrency times length; before, blocks of one group. */
  readonly printsTokensByConcurrency: boolean;
  /** Why plans for the version are less than certain; null when they are not. */
  readonly doubt: string | null;
}

/** Taken when a request names no version. */
export const NEWEST_VERSION: { readonly [name in PlannedEngine]: string } = {
  vllm: '0.32',
  'tensorrt-llm': '1.2',
};

/** Major and minor as one number that compares; patch versions do not differ in memory. */
function order(version: string): number {
  const [, major = '0', minor = '0'] =
    /^v?(\d{1,6})\.(\d{1,6})/.exec(version) ?? [];
  return Number(major) * 1_000_000 + Number(minor);
}

function vllm(version: string): EngineTraits {
  const since = (minor: number) => order(version) >= minor;
  return {
    name: 'vllm',
    version,
    defaultUtilization: since(21) ? 0.92 : 0.9,
    utilizationOf: 'total',
    defaultBlockSize: 16,
    largeSampler: !since(17),
    fullNonTorch: since(18),
    countsCudaGraphs: since(21),
    groupsWindows: since(10),
    paddingFactor: since(19) ? 1.5 : 1.25,
    printsTokensByConcurrency: since(21),
    doubt: since(10)
      ? null
      : `vLLM ${version} is older than 0.10: its memory was never compared with logs`,
  };
}

function tensorRtLlm(version: string): EngineTraits {
  return {
    name: 'tensorrt-llm',
    version,
    defaultUtilization: 0.9,
    utilizationOf: 'free',
    defaultBlockSize: 32,
    largeSampler: false,
    fullNonTorch: true,
    countsCudaGraphs: false,
    groupsWindows: false,
    paddingFactor: 1,
    printsTokensByConcurrency: false,
    doubt:
      'What TensorRT-LLM needs beside weights is hardly published: expect the pool to differ',
  };
}

/** The traits of a version, the newest known when null. */
export function engineTraits(
  name: PlannedEngine,
  version: string | null,
): EngineTraits {
  const known = version ?? NEWEST_VERSION[name];
  return name === 'vllm' ? vllm(known) : tensorRtLlm(known);
}
