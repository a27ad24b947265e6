import type { LineageLink } from '@inference-portal/plugin-inference-common';
import { hexOf } from '../../fleet/deterministic';
import type { ModelStory, VersionStory } from '../storyTypes';

const mara = 'user:default/mara.lindqvist';
const tomasz = 'user:default/tomasz.nowak';
const aylin = 'user:default/aylin.demir';
const grace = 'user:default/grace.okafor';

const link = (
  relation: LineageLink['relation'],
  to: string,
  note?: string,
): LineageLink =>
  note === undefined ? { relation, to } : { relation, to, note };

const llama8b = hexOf(40, 'meta-llama/Llama-3.1-8B-Instruct', 'snapshot', 0);

/** Each row: version, days ago, accuracy, base, creator. */
const intentRows = [
  ['2024-12', 705, 0.861, llama8b, tomasz],
  ['2025-03', 615, 0.874, llama8b, tomasz],
  ['2025-06', 522, 0.883, llama8b, aylin],
  ['2025-09', 431, 0.889, llama8b, aylin],
  ['2025-12', 340, 0.897, llama8b, tomasz],
  ['2026-03', 250, 0.902, llama8b, tomasz],
  ['2026-07', 128, 0.911, llama8b, aylin],
  ['2026-10', 36, 0.934, '0e9e39f249a16976918f6564b8830bc894c89659', tomasz],
] as const;

const intent: readonly VersionStory[] = intentRows.map(
  ([version, daysAgo, accuracy, base, creator], index) => ({
    version,
    daysAgo,
    source: `s3://demo-models/support-intent/${version}/`,
    creator,
    precision: 'bf16',
    lineage: [
      link(
        'finetune',
        `model:default/meta-llama.llama-3.1-8b-instruct@${base.slice(0, 10)}`,
      ),
      link('trained-on', `dataset:support-tickets@${version}`),
      link('produced-by', `run:training/support-intent/${version}`),
      ...(index === 0
        ? []
        : [
            link(
              'previous-version',
              `model:default/support-intent@${intentRows[index - 1]?.[0]}`,
            ),
          ]),
    ],
    metrics: [
      { name: 'accuracy', dataset: 'intents-gold', value: accuracy },
      {
        name: 'accuracy',
        dataset: 'intents-gold',
        slice: 'german',
        value: Math.round((accuracy - 0.021) * 1e3) / 1e3,
      },
      {
        name: 'p95-latency-ms',
        dataset: 'load-test',
        value: 118 - index * 4,
        better: 'lower',
      },
    ],
    signed: index > 4,
    retired: index < 4 ? 'Superseded; labels changed since.' : undefined,
  }),
);

/** Each row: version, days ago, base on the hub, resolution rate, note. */
const chatRows = [
  ['sft-1', 690, 'hf://Qwen/Qwen2.5-32B-Instruct', 0.52, 'first tuning'],
  ['sft-2', 602, 'hf://Qwen/Qwen2.5-32B-Instruct', 0.57, 'refund policy'],
  ['sft-3', 505, 'hf://Qwen/Qwen2.5-32B-Instruct', 0.6, 'shorter answers'],
  ['sft-4', 418, 'model:default/qwen3-32b', 0.66, 'new base'],
  ['sft-5', 301, 'model:default/qwen3-32b', 0.68, 'tool calls'],
  ['sft-6', 166, 'model:default/qwen3-32b', 0.7, 'German and Polish'],
  ['sft-7', 58, 'model:default/qwen3-32b', 0.73, 'answers cite articles'],
] as const;

const qwenAt = (daysAgo: number) =>
  (daysAgo > 300
    ? hexOf(40, 'Qwen/Qwen3-32B', 'snapshot', 0)
    : hexOf(40, 'Qwen/Qwen3-32B', 'snapshot', 1)
  ).slice(0, 10);

const chat: readonly VersionStory[] = chatRows.flatMap(
  ([version, daysAgo, base, rate, note], index): VersionStory[] => {
    const previous = chatRows[index - 1]?.[0];
    const tuned: VersionStory = {
      version,
      daysAgo,
      source: `s3://demo-models/support-chat/${version}/`,
      creator: mara,
      description: `Tuned for support: ${note}.`,
      precision: 'bf16',
      lineage: [
        link(
          'finetune',
          base.startsWith('model:') ? `${base}@${qwenAt(daysAgo)}` : base,
        ),
        link('trained-on', `dataset:support-chats@${version}`),
        link('produced-by', `run:training/support-chat/${version}`),
        ...(previous
          ? [link('previous-version', `model:default/support-chat@${previous}`)]
          : []),
      ],
      metrics: [
        {
          name: 'resolution-rate',
          dataset: 'support-replay-2k',
          value: rate,
          better: 'higher',
        },
        {
          name: 'toxicity',
          dataset: 'red-team-600',
          value: Math.round((0.021 - index * 0.002) * 1e4) / 1e4,
          better: 'lower',
        },
      ],
      signed: index > 3,
      retired: index < 3 ? 'Its base is no longer served.' : undefined,
    };
    if (index < 4) return [tuned];
    return [
      tuned,
      {
        ...tuned,
        version: `${version}-fp8`,
        daysAgo: daysAgo - 3,
        source: `s3://demo-models/support-chat/${version}-fp8/`,
        creator: tomasz,
        description: `${version} at half the memory.`,
        precision: 'fp8',
        quantization: 'fp8',
        lineage: [
          link(
            'quantized',
            `model:default/support-chat@${version}`,
            'llm-compressor, dynamic activations',
          ),
          link('produced-by', `run:quantization/support-chat/${version}-fp8`),
        ],
        metrics: [
          {
            name: 'resolution-rate',
            dataset: 'support-replay-2k',
            value: Math.round((rate - 0.004) * 1e4) / 1e4,
            better: 'higher',
          },
        ],
      },
    ];
  },
);

/** Adapters that one team trains on a model of another. */
const tone: readonly VersionStory[] = [
  ['brand-1', 290],
  ['brand-2', 201],
  ['brand-3', 74],
].map(([version, daysAgo], index) => ({
  version: String(version),
  daysAgo: Number(daysAgo),
  source: `hf://demo-content/gemma-3-27b-tone@${
    index === 2 ? 'main' : hexOf(40, 'tone', index)
  }`,
  creator: 'user:default/emil.soerensen',
  precision: 'bf16',
  lineage: [
    link('adapter', 'hf://google/gemma-3-27b-it'),
    link('trained-on', `dataset:brand-voice@${index + 1}`),
  ],
  metrics: [
    {
      name: 'preference',
      dataset: 'ad-copy-panel',
      value: 0.61 + index * 0.03,
      better: 'higher' as const,
    },
  ],
  // The newest names a branch, so nobody can say what is behind it.
  unpinned: index === 2,
}));

function production(
  versions: readonly VersionStory[],
  by: string,
): ModelStory['aliases'] {
  return [
    {
      alias: 'production',
      moves: versions.map(({ version, daysAgo }, index) => ({
        daysAgo: daysAgo - 7,
        to: version,
        by,
        reason: index === 0 ? 'First release' : 'Passed the evaluation',
        approvedBy: grace,
      })),
    },
  ];
}

/** Models that teams of the demo tuned from others. */
export const tunedModels: readonly ModelStory[] = [
  {
    name: 'support-intent',
    title: 'Support intent',
    description: 'Tells what a customer wants from the first message.',
    team: 'support-ai',
    sourceIds: ['s3://demo-models/support-intent'],
    tags: ['classifier'],
    license: 'LicenseRef-llama3.1',
    format: 'safetensors',
    architecture: 'LlamaForSequenceClassification',
    parameters: 7_504_924_672,
    contextLength: 8_192,
    card: '# Support intent\n\nOne of 64 intents from the first message of a customer.\n\nA fine-tune of Llama 3.1 8B Instruct on labelled tickets.\n',
    versions: intent,
    aliases: production(intent, tomasz),
  },
  {
    name: 'support-chat',
    title: 'Support chat',
    description: 'Qwen tuned on solved support conversations.',
    team: 'support-ai',
    sourceIds: ['s3://demo-models/support-chat'],
    tags: ['llm', 'chat'],
    license: 'Apache-2.0',
    format: 'safetensors',
    architecture: 'Qwen3ForCausalLM',
    parameters: 32_762_123_264,
    contextLength: 40_960,
    card: '# Support chat\n\nTuned on conversations that were solved, with names removed.\n\n| | |\n|---|---|\n| Languages | English, German, Polish |\n| Not for | legal or medical questions |\n',
    versions: chat,
    aliases: production(
      chat.filter(({ version }) => !version.endsWith('fp8')),
      mara,
    ).map(alias => ({
      ...alias,
      wish: {
        daysAgo: 0.1,
        to: 'sft-7-fp8',
        by: tomasz,
        reason:
          'Half of the GPU memory; in the replay of 2,000 chats it resolves as many as sft-7, within 0.4 points.',
      },
    })),
  },
  {
    name: 'brand-tone',
    title: 'Brand tone',
    description: 'An adapter that writes as the brand speaks.',
    team: 'content-studio',
    sourceIds: ['demo-content/gemma-3-27b-tone'],
    tags: ['adapter', 'lora'],
    license: 'LicenseRef-gemma',
    format: 'safetensors',
    architecture: 'Gemma3ForConditionalGeneration',
    parameters: 113_541_120,
    card: '# Brand tone\n\nA LoRA adapter of rank 32 on Gemma 3 27B.\n',
    versions: tone,
    aliases: [],
  },
];
