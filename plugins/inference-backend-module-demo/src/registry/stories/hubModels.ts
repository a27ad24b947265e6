import type { LineageLink } from '@inference-portal/plugin-inference-common';
import { hexOf } from '../../fleet/deterministic';
import type { ModelStory, VersionStory } from '../storyTypes';

/** A model that was taken from a public hub as it is. */
interface HubModel {
  readonly id: string;
  /** Entity name; by default what the portal would make of the id. */
  readonly name?: string;
  readonly title: string;
  readonly about: string;
  readonly team: string;
  readonly license: string;
  readonly architecture: string;
  readonly parameters: number;
  readonly contextLength: number;
  readonly precision?: string;
  readonly quantization?: string;
  readonly tags: readonly string[];
  /** What its maker says it was made from. */
  readonly base: readonly LineageLink[];
  /** Snapshots that were taken, oldest first: commit (made up when left out), and when. */
  readonly snapshots: readonly { daysAgo: number; sha?: string }[];
  readonly by: string;
  readonly score: readonly [name: string, dataset: string, value: number];
}

const from = (
  relation: LineageLink['relation'],
  ...ids: readonly string[]
): LineageLink[] => ids.map(id => ({ relation, to: `hf://${id}` }));

const models: readonly HubModel[] = [
  {
    id: 'Qwen/Qwen3-32B',
    name: 'qwen3-32b',
    title: 'Qwen3 32B',
    about: 'The chat model of customer support.',
    team: 'support-ai',
    license: 'Apache-2.0',
    architecture: 'Qwen3ForCausalLM',
    parameters: 32_762_123_264,
    contextLength: 40_960,
    tags: ['llm', 'chat'],
    base: [],
    snapshots: [
      { daysAgo: 560 },
      { daysAgo: 480 },
      { daysAgo: 95, sha: '9216db5781bf21249d130ec9da846c4624c16137' },
    ],
    by: 'user:default/mara.lindqvist',
    score: ['resolution-rate', 'support-replay-2k', 0.71],
  },
  {
    id: 'Qwen/Qwen3-8B',
    title: 'Qwen3 8B',
    about: 'Rewrites what people type into the search box.',
    team: 'search-relevance',
    license: 'Apache-2.0',
    architecture: 'Qwen3ForCausalLM',
    parameters: 8_190_735_360,
    contextLength: 40_960,
    tags: ['llm'],
    base: from('finetune', 'Qwen/Qwen3-8B-Base'),
    snapshots: [
      { daysAgo: 540 },
      { daysAgo: 120, sha: 'b968826d9c46dd6066d109eabc6255188de91218' },
    ],
    by: 'user:default/ines.carvalho',
    score: ['ndcg@10', 'query-rewrites-2026', 0.62],
  },
  {
    id: 'Qwen/Qwen3-Coder-30B-A3B-Instruct',
    title: 'Qwen3 Coder 30B A3B',
    about: 'Completions in the editor.',
    team: 'code-assist',
    license: 'Apache-2.0',
    architecture: 'Qwen3MoeForCausalLM',
    parameters: 30_532_122_624,
    contextLength: 262_144,
    tags: ['llm', 'code'],
    base: from('finetune', 'Qwen/Qwen3-30B-A3B-Base'),
    snapshots: [{ daysAgo: 440 }, { daysAgo: 210 }, { daysAgo: 88 }],
    by: 'user:default/priya.raman',
    score: ['pass@1', 'humaneval-plus', 0.81],
  },
  {
    id: 'Qwen/Qwen3-235B-A22B-Instruct-2507-FP8',
    title: 'Qwen3 235B A22B FP8',
    about: 'The assistant of the developer portal.',
    team: 'code-assist',
    license: 'Apache-2.0',
    architecture: 'Qwen3MoeForCausalLM',
    parameters: 235_093_634_560,
    contextLength: 262_144,
    precision: 'fp8',
    quantization: 'fp8',
    tags: ['llm', 'chat'],
    base: from('quantized', 'Qwen/Qwen3-235B-A22B-Instruct-2507'),
    snapshots: [{ daysAgo: 420 }, { daysAgo: 70 }],
    by: 'user:default/lukas.brandt',
    score: ['accuracy', 'internal-code-qa', 0.84],
  },
  {
    id: 'deepseek-ai/DeepSeek-V3.1',
    title: 'DeepSeek V3.1',
    about: 'Reviews pull requests; judged by the evaluation team.',
    team: 'code-assist',
    license: 'MIT',
    architecture: 'DeepseekV3ForCausalLM',
    parameters: 684_531_386_000,
    contextLength: 131_072,
    precision: 'fp8',
    tags: ['llm', 'code'],
    base: from('finetune', 'deepseek-ai/DeepSeek-V3.1-Base'),
    snapshots: [{ daysAgo: 400 }, { daysAgo: 140 }],
    by: 'user:default/priya.raman',
    score: ['finding-precision', 'review-gold-500', 0.66],
  },
  {
    id: 'zed-industries/zeta',
    title: 'Zeta',
    about: 'Predicts the next edit.',
    team: 'code-assist',
    license: 'Apache-2.0',
    architecture: 'Qwen2ForCausalLM',
    parameters: 7_615_616_512,
    contextLength: 32_768,
    tags: ['llm', 'code'],
    base: from('finetune', 'Qwen/Qwen2.5-Coder-7B'),
    snapshots: [
      { daysAgo: 610 },
      { daysAgo: 90, sha: '2fd3a1f1a3bb3f5f2b6e7d3a2d9f6a4d0c5b8e71' },
    ],
    by: 'user:default/lukas.brandt',
    score: ['acceptance-rate', 'edit-predictions-1k', 0.41],
  },
  {
    id: 'nvidia/Llama-3.3-70B-Instruct-FP8',
    name: 'llama-3-3-70b-fp8',
    title: 'Llama 3.3 70B FP8',
    about: 'Shared model for translation and everything else.',
    team: 'platform-ml',
    license: 'LicenseRef-llama3.3',
    architecture: 'LlamaForCausalLM',
    parameters: 70_553_706_496,
    contextLength: 131_072,
    precision: 'fp8',
    quantization: 'modelopt-fp8',
    tags: ['llm', 'fp8'],
    base: from('quantized', 'meta-llama/Llama-3.3-70B-Instruct'),
    snapshots: [{ daysAgo: 640 }, { daysAgo: 300 }, { daysAgo: 84 }],
    by: 'user:default/daniel.kim',
    score: ['chrf++', 'flores-de-fr-es', 0.58],
  },
  {
    id: 'meta-llama/Llama-3.3-70B-Instruct',
    title: 'Llama 3.3 70B Instruct',
    about: 'Writes reports for risk officers.',
    team: 'fraud-risk',
    license: 'LicenseRef-llama3.3',
    architecture: 'LlamaForCausalLM',
    parameters: 70_553_706_496,
    contextLength: 131_072,
    tags: ['llm'],
    base: from('finetune', 'meta-llama/Llama-3.1-70B'),
    snapshots: [{ daysAgo: 690 }, { daysAgo: 240 }],
    by: 'user:default/noor.haddad',
    score: ['factuality', 'risk-reports-300', 0.77],
  },
  {
    id: 'meta-llama/Llama-3.1-8B-Instruct',
    title: 'Llama 3.1 8B Instruct',
    about: 'Base of our intent classifiers, and the voice agent.',
    team: 'support-ai',
    license: 'LicenseRef-llama3.1',
    architecture: 'LlamaForCausalLM',
    parameters: 8_030_261_248,
    contextLength: 131_072,
    tags: ['llm'],
    base: from('finetune', 'meta-llama/Llama-3.1-8B'),
    snapshots: [
      { daysAgo: 720 },
      { daysAgo: 500 },
      { daysAgo: 160, sha: '0e9e39f249a16976918f6564b8830bc894c89659' },
    ],
    by: 'user:default/tomasz.nowak',
    score: ['accuracy', 'mmlu', 0.69],
  },
  {
    id: 'BAAI/bge-m3',
    name: 'bge-m3',
    title: 'BGE M3',
    about: 'Embeddings of products and queries.',
    team: 'search-relevance',
    license: 'MIT',
    architecture: 'XLMRobertaModel',
    parameters: 567_754_752,
    contextLength: 8_192,
    tags: ['embeddings'],
    base: from('finetune', 'FacebookAI/xlm-roberta-large'),
    snapshots: [
      { daysAgo: 700 },
      { daysAgo: 410 },
      { daysAgo: 110, sha: '5617a9f61b028005a4858fdac845db406aefb181' },
    ],
    by: 'user:default/ines.carvalho',
    score: ['recall@100', 'product-search-gold', 0.93],
  },
  {
    id: 'BAAI/bge-reranker-v2-m3',
    title: 'BGE Reranker v2 M3',
    about: 'Puts the best hits first.',
    team: 'search-relevance',
    license: 'Apache-2.0',
    architecture: 'XLMRobertaForSequenceClassification',
    parameters: 567_755_777,
    contextLength: 8_192,
    tags: ['reranker'],
    base: from('finetune', 'BAAI/bge-m3'),
    snapshots: [{ daysAgo: 600 }, { daysAgo: 105 }],
    by: 'user:default/ines.carvalho',
    score: ['ndcg@10', 'product-search-gold', 0.74],
  },
  {
    id: 'google/gemma-3-27b-it',
    title: 'Gemma 3 27B',
    about: 'Drafts advertisements.',
    team: 'content-studio',
    license: 'LicenseRef-gemma',
    architecture: 'Gemma3ForConditionalGeneration',
    parameters: 27_432_406_640,
    contextLength: 131_072,
    tags: ['llm', 'vision'],
    base: from('finetune', 'google/gemma-3-27b-pt'),
    snapshots: [{ daysAgo: 580 }, { daysAgo: 180 }],
    by: 'user:default/chloe.martin',
    score: ['preference', 'ad-copy-panel', 0.63],
  },
  {
    id: 'mistralai/Mistral-Small-3.2-24B-Instruct-2506',
    title: 'Mistral Small 3.2',
    about: 'Summarises tickets.',
    team: 'support-ai',
    license: 'Apache-2.0',
    architecture: 'Mistral3ForConditionalGeneration',
    parameters: 24_011_361_280,
    contextLength: 131_072,
    tags: ['llm'],
    base: from('finetune', 'mistralai/Mistral-Small-3.1-24B-Base-2503'),
    snapshots: [{ daysAgo: 500 }, { daysAgo: 130 }],
    by: 'user:default/mara.lindqvist',
    score: ['rouge-l', 'ticket-summaries-400', 0.48],
  },
  {
    id: 'openai/gpt-oss-120b',
    title: 'gpt-oss 120B',
    about: 'Judges answers of other models.',
    team: 'platform-ml',
    license: 'Apache-2.0',
    architecture: 'GptOssForCausalLM',
    parameters: 116_829_156_672,
    contextLength: 131_072,
    precision: 'mxfp4',
    quantization: 'mxfp4',
    tags: ['llm', 'judge'],
    base: [],
    snapshots: [{ daysAgo: 450 }],
    by: 'user:default/daniel.kim',
    score: ['agreement', 'judge-gold-1k', 0.88],
  },
  {
    id: 'openai/whisper-large-v3-turbo',
    title: 'Whisper large v3 turbo',
    about: 'Transcribes calls while people speak.',
    team: 'speech-media',
    license: 'MIT',
    architecture: 'WhisperForConditionalGeneration',
    parameters: 808_878_080,
    contextLength: 448,
    precision: 'fp16',
    tags: ['speech'],
    base: from('finetune', 'openai/whisper-large-v3'),
    snapshots: [
      { daysAgo: 650 },
      { daysAgo: 100, sha: '41f01f3fe87f28c78e2fbf8b568835947dd65ed9' },
    ],
    by: 'user:default/hana.suzuki',
    score: ['wer', 'calls-de-en-2h', 0.093],
  },
];

/** The name that the portal gives an entity for an id of a hub. */
function entityName(id: string): string {
  return id.toLowerCase().replace(/\//g, '.');
}

function toStory(model: HubModel): ModelStory {
  const [metric, dataset, value] = model.score;
  const versions = model.snapshots.map(({ daysAgo, sha }, index) => {
    const commit = sha ?? hexOf(40, model.id, 'snapshot', index);
    const isLast = index === model.snapshots.length - 1;
    const previous = model.snapshots[index - 1];
    const link: LineageLink[] = previous
      ? [
          {
            relation: 'previous-version',
            to: `model:default/${model.name ?? entityName(model.id)}@${(
              previous.sha ?? hexOf(40, model.id, 'snapshot', index - 1)
            ).slice(0, 10)}`,
          },
        ]
      : [];
    // Each snapshot is a little better than the one before it.
    const gain = (index - model.snapshots.length + 1) * 0.02;
    const isError = metric === 'wer';
    const version: VersionStory = {
      version: commit.slice(0, 10),
      daysAgo,
      source: `hf://${model.id}@${commit}`,
      creator: model.by,
      description: `Snapshot of ${model.id} on the hub.`,
      precision: model.precision ?? 'bf16',
      quantization: model.quantization,
      lineage: [...model.base, ...link],
      metrics: [
        {
          name: metric,
          dataset,
          value: Math.round((value + (isError ? -gain : gain)) * 1e4) / 1e4,
          better: isError ? 'lower' : 'higher',
        },
      ],
      retired:
        isLast || index > 0
          ? undefined
          : 'Replaced by a newer snapshot; kept for rollback.',
    };
    return version;
  });
  return {
    name: model.name ?? entityName(model.id),
    title: model.title,
    description: model.about,
    team: model.team,
    sourceIds: [model.id],
    tags: model.tags,
    license: model.license,
    format: 'safetensors',
    architecture: model.architecture,
    parameters: model.parameters,
    contextLength: model.contextLength,
    homepage: `https://huggingface.co/${model.id}`,
    card: `# ${model.title}\n\n${model.about}\n\nTaken from [${model.id}](https://huggingface.co/${model.id}) at a fixed commit; nothing was changed.\n`,
    versions,
    aliases: [
      {
        alias: 'production',
        moves: versions.map(({ version, daysAgo }, index) => ({
          daysAgo: daysAgo - 6,
          to: version,
          by: model.by,
          reason:
            index === 0
              ? 'First release'
              : `Passed the evaluation on ${dataset}`,
          approvedBy: index === 0 ? undefined : 'user:default/daniel.kim',
        })),
      },
    ],
  };
}

/** Models of public hubs that teams of the demo use as they are. */
export const hubModels: readonly ModelStory[] = models.map(toStory);
