import type {
  EvaluationMetric,
  ModelVersion,
  ModelVersionDetail,
} from '@inference-portal/plugin-inference-common';
import { daysAgo } from './models';

const metric = (
  name: string,
  value: number,
  rest: Partial<EvaluationMetric> = {},
): EvaluationMetric => ({ name, value, at: daysAgo(47), ...rest });

const CARD = `# Qwen3 32B, support edition

Answers tickets in **nine languages**. See the [paper](https://arxiv.org/abs/2505.09388).

| Split | Tickets |
| --- | --- |
| train | 0 |
| held out | 12,400 |

<script>alert('a card is not trusted')</script>
`;

/** The version in production, with what a test wants different. */
export function versionDetail(
  overrides: Partial<ModelVersionDetail> = {},
): ModelVersionDetail {
  const metrics = overrides.metrics ?? [
    metric('mmlu', 0.834, { better: 'higher' }),
    metric('ticket-resolution', 0.712, {
      dataset: 'support-tickets-2026q3',
      better: 'higher',
    }),
    metric('ticket-resolution', 0.655, {
      dataset: 'support-tickets-2026q3',
      slice: 'de',
      better: 'higher',
    }),
    metric('perplexity', 6.21, { better: 'lower' }),
  ];
  return {
    model: { namespace: 'default', name: 'qwen3-32b' },
    version: '2026-10-04',
    state: 'active',
    retirement: null,
    source: {
      uri: 'hf://Qwen/Qwen3-32B@9216db5781bf21249d130ec9da846c4624c16137',
      kind: 'hugging-face',
      pinned: true,
      revision: '9216db5781bf21249d130ec9da846c4624c16137',
    },
    digest: `sha256:${'5e7c0b'.repeat(10)}a1b2`,
    format: 'safetensors',
    architecture: 'Qwen3ForCausalLM',
    parameters: 32_762_123_264,
    precision: 'bf16',
    quantization: null,
    contextLength: 40_960,
    license: 'Apache-2.0',
    description: 'Upstream weights as evaluated for the support desk.',
    homepage: 'https://huggingface.co/Qwen/Qwen3-32B',
    creator: 'Qwen team',
    createdAt: daysAgo(52),
    registeredAt: daysAgo(49),
    registeredBy: 'user:default/jonas.weber',
    origin: 'hugging-face',
    signature: {
      bundleDigest: `sha256:${'0a'.repeat(32)}`,
      identity: 'release@models.example.com',
      issuer: 'https://accounts.example.com',
      status: 'verified',
      verifiedAt: daysAgo(49),
    },
    aliases: ['production'],
    servers: 2,
    headlineMetrics: metrics.slice(0, 3),
    conflicts: 1,
    modelCard: CARD,
    metrics,
    lineage: [
      { relation: 'finetune', to: 'hf://Qwen/Qwen3-32B-Base' },
      { relation: 'trained-on', to: 'dataset:support-tickets-2026q3' },
      {
        relation: 'previous-version',
        to: 'model:default/qwen3-32b@2026-07-01',
      },
    ],
    tags: { evaluation: 'run 88', ticket: 'ML-1204' },
    ...overrides,
  };
}

/** Three versions of qwen3-32b: a candidate that is not pinned, production, and a retired one. */
export function versionDetails(): ModelVersionDetail[] {
  return [
    versionDetail({
      version: '2026-11-12-fp8',
      source: {
        uri: 's3://models/qwen3-32b/fp8',
        kind: 's3',
        pinned: false,
        revision: null,
      },
      digest: null,
      precision: 'fp8',
      quantization: 'fp8-dynamic',
      description: null,
      homepage: null,
      creator: 'platform team',
      createdAt: daysAgo(10),
      registeredAt: daysAgo(10),
      registeredBy: 'service:ci',
      origin: 'api',
      signature: null,
      aliases: ['staging'],
      servers: 0,
      conflicts: 0,
      modelCard: null,
      metrics: [
        metric('mmlu', 0.831, { better: 'higher' }),
        metric('ticket-resolution', 0.729, {
          dataset: 'support-tickets-2026q3',
          better: 'higher',
        }),
        metric('perplexity', 6.21, { better: 'lower' }),
        metric('tokens-per-second', 2210),
      ],
      lineage: [
        {
          relation: 'quantized',
          to: 'model:default/qwen3-32b@2026-10-04',
          note: 'llm-compressor, dynamic activation scales',
        },
        { relation: 'produced-by', to: 'run:ci/quantize/5512' },
      ],
      tags: {},
    }),
    versionDetail(),
    versionDetail({
      version: '2026-07-01',
      state: 'retired',
      retirement: {
        reason: 'Answers in French were wrong in every tenth ticket.',
        by: 'user:default/jonas.weber',
        at: daysAgo(40),
      },
      source: {
        uri: 'hf://Qwen/Qwen3-32B@30b8421510892303dc5ddd6cd0ac90ca2053478d',
        kind: 'hugging-face',
        pinned: true,
        revision: '30b8421510892303dc5ddd6cd0ac90ca2053478d',
      },
      createdAt: daysAgo(150),
      registeredAt: daysAgo(144),
      signature: null,
      aliases: [],
      servers: 0,
      conflicts: 0,
      modelCard: null,
      metrics: [metric('mmlu', 0.829, { better: 'higher' })],
      lineage: [{ relation: 'finetune', to: 'hf://Qwen/Qwen3-32B-Base' }],
      tags: {},
    }),
  ];
}

/** The version as lists have it. */
export function versionOf(detail: ModelVersionDetail): ModelVersion {
  const {
    modelCard: _card,
    metrics: _m,
    lineage: _l,
    tags: _t,
    ...version
  } = detail;
  return version;
}
