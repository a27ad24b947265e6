import type { RuntimeName } from '@inference-portal/plugin-inference-common';
import { type CommandLine, isUnknownValue } from './commandLine';
import { type Flags, readFlags } from './flags';

/** A setting with the place it was read from, such as `args --dtype`. */
export interface Setting<T> {
  readonly value: T;
  readonly source: string;
}

/** What the command and environment of an engine say. */
export interface EngineSettings {
  /** Engine that the command starts; null when only the image tells. */
  readonly runtime: RuntimeName | null;
  readonly model: Setting<string> | null;
  readonly revision: Setting<string> | null;
  readonly servedNames: readonly string[];
  readonly precision: Setting<string> | null;
  readonly quantization: Setting<string> | null;
  readonly tensorParallel: number | null;
  readonly pipelineParallel: number | null;
  readonly maxModelLength: number | null;
}

interface Engine {
  readonly runtime: RuntimeName;
  /** Words after which arguments of the engine begin. */
  readonly starts: RegExp;
  /** True when a word without flag is the model. */
  readonly positional: boolean;
  readonly model: readonly string[];
  readonly environment: readonly string[];
}

const COMMON_ENVIRONMENT = ['MODEL_ID', 'HF_MODEL_ID', 'MODEL_NAME', 'MODEL'];

const ENGINES: readonly Engine[] = [
  {
    runtime: 'vllm',
    starts: /^vllm\.entrypoints|(?:^|\/)vllm$/,
    positional: true,
    model: ['model', 'model-tag'],
    environment: ['VLLM_MODEL', ...COMMON_ENVIRONMENT],
  },
  {
    runtime: 'tensorrt-llm',
    starts: /(?:^|\/)trtllm-serve$|^tensorrt_llm\./,
    positional: true,
    model: ['model'],
    environment: COMMON_ENVIRONMENT,
  },
  {
    runtime: 'sglang',
    starts: /^sglang\.launch_server|(?:^|\/)sglang$/,
    positional: false,
    model: ['model-path', 'model'],
    environment: COMMON_ENVIRONMENT,
  },
  {
    runtime: 'tgi',
    starts: /text-generation-launcher$/,
    positional: false,
    model: ['model-id'],
    environment: ['MODEL_ID', ...COMMON_ENVIRONMENT],
  },
  {
    runtime: 'triton',
    starts: /(?:^|\/)tritonserver$|launch_triton_server/,
    positional: false,
    model: ['model-repository', 'model-store', 'model-repo'],
    environment: [],
  },
  {
    runtime: 'nim',
    starts: /^$/,
    positional: false,
    model: [],
    environment: ['NIM_MODEL_NAME', 'NIM_SERVED_MODEL_NAME'],
  },
];

/** Engine of an image whose entrypoint starts it; arguments come right away. */
const ANY_ENGINE: Engine = {
  runtime: 'unknown',
  starts: /^$/,
  positional: false,
  model: ['model', 'model-id', 'model-path', 'model-name'],
  environment: COMMON_ENVIRONMENT,
};

/** vLLM's sizes: `32k` is 32,000 and `32K` 32,768. Null for `auto` and for what is no size. */
export function readLength(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)([kKmMgG]?)$/.exec(text.trim());
  if (!match) {
    return null;
  }
  const factors: { readonly [suffix: string]: number } = {
    '': 1,
    k: 1e3,
    K: 2 ** 10,
    m: 1e6,
    M: 2 ** 20,
    g: 1e9,
    G: 2 ** 30,
  };
  const length = Number(match[1]) * (factors[match[2] ?? ''] ?? 1);
  return Number.isSafeInteger(length) && length > 0 ? length : null;
}

function findStart(
  words: readonly string[],
): { engine: Engine; rest: readonly string[] } | null {
  for (const [index, word] of words.entries()) {
    const engine = ENGINES.find(
      candidate => candidate.runtime !== 'nim' && candidate.starts.test(word),
    );
    if (engine) {
      const rest = words.slice(index + 1);
      return { engine, rest: rest[0] === 'serve' ? rest.slice(1) : rest };
    }
  }
  return null;
}

function positionalModel(flags: Flags): string | null {
  const word = flags.leading[0] ?? null;
  if (word !== null) {
    return isUnknownValue(word) ? null : word;
  }
  // `vllm serve --enable-prefix-caching org/name`: the only trailing word that looks like a hub id.
  const ids = flags.trailing.filter(value => /^[\w.-]+\/[\w.-]+$/.test(value));
  return ids.length === 1 ? ids[0] ?? null : null;
}

/** Reads the settings of a serving container; `image` is the engine that its image holds, null when unknown. */
export function readEngineSettings(
  command: CommandLine,
  image: RuntimeName | null,
): EngineSettings {
  const start = findStart(command.words);
  const engine =
    start?.engine ??
    ENGINES.find(candidate => candidate.runtime === image) ??
    ANY_ENGINE;
  const words = start?.rest ?? command.words;
  const flags = readFlags(words[0] === 'serve' ? words.slice(1) : words);

  const setting = (...names: readonly string[]): Setting<string> | null => {
    const found = flags.valuesOf(...names);
    const value = found?.values[0];
    return found && value !== undefined
      ? { value, source: `${command.source} ${found.name}` }
      : null;
  };
  const variable = (names: readonly string[]): Setting<string> | null => {
    for (const name of names) {
      const value = command.environment.get(name);
      if (value !== undefined && value !== '' && !isUnknownValue(value)) {
        return { value, source: `env ${name}` };
      }
    }
    return null;
  };
  const count = (names: readonly string[], environment: readonly string[]) => {
    const found = setting(...names) ?? variable(environment);
    return found !== null && /^\d{1,5}$/.test(found.value)
      ? Number(found.value)
      : null;
  };
  // Only where the image or the command says which engine it is can a bare word be told from anything else.
  const bare =
    engine.positional && (start !== null || command.source === 'args')
      ? positionalModel(flags)
      : null;
  const length =
    setting(
      'max-model-len',
      'max-seq-len',
      'context-length',
      'max-total-tokens',
    ) ?? variable(['MAX_MODEL_LEN', 'NIM_MAX_MODEL_LEN', 'MAX_TOTAL_TOKENS']);
  const served = flags.valuesOf('served-model-name', 'model-name');
  return {
    runtime: start?.engine.runtime ?? null,
    model:
      setting(...engine.model) ??
      (bare === null ? null : { value: bare, source: command.source }) ??
      variable(engine.environment),
    revision:
      setting('revision') ??
      variable(['REVISION', 'HF_REVISION', 'MODEL_REVISION']),
    servedNames: (served?.values ?? []).flatMap(value =>
      value
        .split(',')
        .map(name => name.trim())
        .filter(name => name !== ''),
    ),
    precision: setting('dtype') ?? variable(['DTYPE']),
    quantization:
      setting('quantization', 'q', 'quantize') ?? variable(['QUANTIZE']),
    tensorParallel: count(
      ['tensor-parallel-size', 'tp', 'tp-size', 'num-shard', 'tensor-parallel'],
      ['TENSOR_PARALLEL_SIZE', 'NUM_SHARD', 'NIM_TENSOR_PARALLEL_SIZE'],
    ),
    pipelineParallel: count(
      ['pipeline-parallel-size', 'pp', 'pp-size'],
      ['PIPELINE_PARALLEL_SIZE', 'NIM_PIPELINE_PARALLEL_SIZE'],
    ),
    maxModelLength: length === null ? null : readLength(length.value),
  };
}
