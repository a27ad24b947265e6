import type {
  EvaluationMetric,
  LineageLink,
} from '@inference-portal/plugin-inference-common';
import { readBaseRelation, toModelReference } from '../namedFacts';
import type { VersionDraft } from '../VersionDraft';
import type { Card, HubConfig, HubModel } from './hubSchemas';

/** Names of number types, as transformers and safetensors write them. */
const PRECISIONS: ReadonlyMap<string, string> = new Map([
  ['bfloat16', 'bf16'],
  ['bf16', 'bf16'],
  ['float16', 'fp16'],
  ['half', 'fp16'],
  ['f16', 'fp16'],
  ['float32', 'fp32'],
  ['float', 'fp32'],
  ['f32', 'fp32'],
  ['float64', 'fp64'],
  ['float8_e4m3fn', 'fp8'],
  ['f8_e4m3', 'fp8'],
  ['f8_e5m2', 'fp8'],
  ['i8', 'int8'],
  ['u8', 'int8'],
]);

const FORMATS = ['safetensors', 'gguf', 'onnx', 'pytorch'];

/** A version out of what the Hub tells of a commit. */
export function toHubVersion(options: {
  readonly model: HubModel;
  readonly config: HubConfig | null;
  readonly modelCard: string | null;
}): VersionDraft {
  const { model, config, modelCard } = options;
  const card: Card = model.cardData ?? {};
  const tags = model.tags ?? [];
  const quantization =
    config?.quantization_config?.quant_method ??
    config?.quantization_config?.quant_algo ??
    undefined;
  return {
    version: model.sha,
    source: `hf://${model.name}@${model.sha}`,
    format: model.safetensors
      ? 'safetensors'
      : FORMATS.find(format => tags.includes(format)),
    architecture: config?.architectures?.[0] ?? config?.model_type ?? undefined,
    parameters: model.safetensors?.total ?? undefined,
    precision: precisionOf(model, config),
    quantization: quantization?.toLowerCase(),
    contextLength:
      config?.max_position_embeddings ??
      config?.text_config?.max_position_embeddings ??
      undefined,
    license: licenseOf(card),
    modelCard: modelCard ?? undefined,
    creator: model.author ?? model.name.split('/')[0],
    metrics: metricsOf(model['model-index'] ?? card['model-index']),
    lineage: [
      ...baseLinks(card, tags, quantization !== undefined),
      ...(card.datasets ?? []).map(dataset => ({
        relation: 'trained-on' as const,
        to: `dataset:${dataset}`,
      })),
    ],
    tags: {
      ...(model.task ? { pipeline_tag: model.task } : {}),
      ...(model.library_name ? { library_name: model.library_name } : {}),
      ...(card.language && card.language.length > 0
        ? { language: card.language.join(', ') }
        : {}),
    },
  };
}

function precisionOf(
  model: HubModel,
  config: HubConfig | null,
): string | undefined {
  const told =
    config?.dtype ??
    config?.torch_dtype ??
    config?.text_config?.dtype ??
    config?.text_config?.torch_dtype ??
    mostOf(model.safetensors?.parameters ?? {});
  const word = told?.replace(/^torch\./, '').toLowerCase();
  return word === undefined ? undefined : PRECISIONS.get(word) ?? word;
}

function mostOf(counts: Readonly<Record<string, number>>): string | undefined {
  return Object.entries(counts).sort(
    ([a, m], [b, n]) => n - m || a.localeCompare(b),
  )[0]?.[0];
}

function licenseOf(card: Card): string | undefined {
  const [license] = card.license ?? [];
  return license === 'other' || license === undefined
    ? card.license_name ?? license
    : license;
}

/**
 * The relation that the card tells, else that which the Hub inferred and put into a tag, else by the Hub's own rules: several bases are a merge, adapter files an
 * adapter, a quantization in the configuration is quantized.
 */
function baseLinks(
  card: Card,
  tags: readonly string[],
  isQuantized: boolean,
): LineageLink[] {
  const bases = card.base_model ?? [];
  const told = readBaseRelation(card.base_model_relation);
  return bases.map(base => {
    const inferred = tags
      .map(tag => /^base_model:([a-z]+):(.+)$/.exec(tag))
      .find(match => match?.[2] === base)?.[1];
    return {
      relation:
        told ?? readBaseRelation(inferred) ?? guess(bases, tags, isQuantized),
      to: toModelReference(base),
    };
  });
}

function guess(
  bases: readonly string[],
  tags: readonly string[],
  isQuantized: boolean,
): LineageLink['relation'] {
  if (bases.length > 1) {
    return 'merge';
  }
  if (tags.includes('peft') || tags.includes('adapter')) {
    return 'adapter';
  }
  return isQuantized || tags.includes('gguf') ? 'quantized' : 'finetune';
}

function metricsOf(index: Card['model-index']): EvaluationMetric[] {
  return (index ?? []).flatMap(entry =>
    (entry?.results ?? []).flatMap(result => {
      const dataset = result?.dataset?.name ?? result?.dataset?.type;
      const slice = [result?.dataset?.config, result?.dataset?.split]
        .filter(Boolean)
        .join('/');
      return (result?.metrics ?? []).flatMap(metric => {
        const name = metric?.type ?? metric?.name;
        const value = toNumber(metric?.value);
        return name && value !== null
          ? [
              {
                name,
                value,
                ...(dataset ? { dataset } : {}),
                ...(slice === '' ? {} : { slice }),
              },
            ]
          : [];
      });
    }),
  );
}

/** Cards hold `0.83`, `"83.1"` and `"83.1%"`. */
function toNumber(value: unknown): number | null {
  const number =
    typeof value === 'string' && value.trim() !== ''
      ? Number(value.trim().replace(/%$/, ''))
      : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
