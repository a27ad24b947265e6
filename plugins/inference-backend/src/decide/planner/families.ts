/** What is known of the memory of a family of models. */
export interface ModelFamily {
  readonly name: string;
  /** `none`: never compared with logs of an engine. */
  readonly calibration: 'vllm' | 'none';
  /** Activation beyond that of a dense text model, GiB at 8192 batched tokens. */
  readonly extraGiB: number;
  /** Why the arithmetic of tokens may be wrong; null where it is exact. */
  readonly doubt: string | null;
}

const UNEVEN =
  'some layers keep a state instead of a cache, and engines derive the size that they print';

/** The first that matches the last part of an id decides. */
const families: readonly (ModelFamily & { readonly match: RegExp })[] = (
  [
    ['qwen-next', /qwen-?3-next|qwen-?3\.[5-9]|qwen-?[4-9]/, UNEVEN],
    ['granite-4', /granite-?4/, UNEVEN],
    ['nemotron-h', /nemotron-(?:h|nano|3)/, UNEVEN],
    [
      'state-space',
      /mamba|jamba|bamba|zamba|falcon-h|kimi-linear|minimax-(?:text-)?0?1|lfm|rwkv|plamo|hymba|olmo-hybrid/,
      UNEVEN,
    ],
    [
      'deepseek-sparse',
      /deepseek-v(?:3\.[2-9]|[4-9])|glm-5/,
      'an indexer keeps a cache of its own, and engines derive the size that they print',
    ],
    [
      'gemma-uneven',
      /gemma-?(?:3n|[4-9](?!b))/,
      'layers share caches or have heads of two sizes',
    ],
    [
      'encoder',
      /(?:^|[-_])(?:t5|bart|bert|whisper|mllama)|llama-3\.2-(?:11|90)b/,
      'encoders and cross-attention keep memory that is not counted',
    ],
  ] as const
).map(([name, match, doubt]) => ({
  name,
  match,
  doubt,
  calibration: 'none',
  extraGiB: 0,
}));

/** Families whose caches are understood, and whose activations nobody published. */
const uncompared: readonly (ModelFamily & { readonly match: RegExp })[] = (
  [
    ['deepseek-v3', /deepseek-(?:v3|r1)/],
    ['kimi-k2', /kimi-k2/],
    ['glm-4', /glm-4/],
    ['minimax-m2', /minimax-m2/],
  ] as const
).map(([name, match]) => ({
  name,
  match,
  doubt: null,
  calibration: 'none',
  extraGiB: 0.45,
}));

const calibrated: readonly (ModelFamily & { readonly match: RegExp })[] = (
  [
    ['llama-4', /llama-?4/, 0.25],
    ['llama', /llama/, 0],
    ['qwen-moe', /qwen-?3.*-a\d+b|qwen1\.5-moe/, 0.45],
    ['qwen', /qwen-?(?:[123]|2\.5|1\.5)|qwq/, 0],
    ['mixtral', /mixtral/, 0.6],
    ['mistral', /mistral|codestral|devstral|magistral/, 0.1],
    ['gemma-3', /gemma-?3/, 0.3],
    ['gemma', /gemma/, 0],
    ['gpt-oss', /gpt-oss/, 0],
    ['deepseek-v2', /deepseek-(?:coder-)?v2/, 0.45],
    ['kimi-vl', /kimi-vl/, 0.5],
    ['kimi-dev', /kimi-dev/, 0],
    ['phi', /(?:^|[-_])phi-?[1-4]/, 0],
    ['granite', /granite-?3/, 0],
  ] as const
).map(([name, match, extraGiB]) => ({
  name,
  match,
  extraGiB,
  calibration: 'vllm',
  doubt: null,
}));

const UNKNOWN: ModelFamily = {
  name: 'unknown',
  calibration: 'none',
  extraGiB: 0.2,
  doubt: null,
};

/** The last part of an id, in lower case: what families and the table are matched by. */
export function modelName(id: string): string {
  return id.trim().toLowerCase().split('/').at(-1) ?? '';
}

/** The family of a model by its id. A distilled model is of the family that it was distilled into. */
export function findFamily(id: string): ModelFamily {
  const name = modelName(id);
  const student = /distill-(.+)$/.exec(name)?.[1] ?? name;
  return (
    families.find(({ match }) => match.test(student)) ??
    uncompared.find(({ match }) => match.test(student)) ??
    calibrated.find(({ match }) => match.test(student)) ??
    UNKNOWN
  );
}
