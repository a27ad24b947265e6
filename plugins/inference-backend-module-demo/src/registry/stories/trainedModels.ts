import type {
  EvaluationMetric,
  LineageLink,
} from '@inference-portal/plugin-inference-common';
import { hexOf, uniform } from '../../fleet/deterministic';
import type { ModelStory, VersionStory } from '../storyTypes';

/** Versions that a team trained on a schedule, each from the data of its time. */
interface TrainedModel {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly team: string;
  readonly format: string;
  readonly architecture: string;
  readonly parameters: number;
  readonly precision: string;
  readonly tags: readonly string[];
  readonly by: readonly string[];
  readonly dataset: string;
  /** Days between two versions; the newest is `newestDaysAgo` old, the oldest two years. */
  readonly everyDays: number;
  readonly newestDaysAgo: number;
  /** Value two years ago and today. */
  readonly metrics: readonly {
    readonly name: string;
    readonly slice?: string;
    readonly better: 'higher' | 'lower';
    readonly was: number;
    readonly is: number;
  }[];
}

const TWO_YEARS = 730;

const models: readonly TrainedModel[] = [
  {
    name: 'fraud-scorer',
    title: 'Fraud scorer',
    about: 'Scores card payments while the customer waits.',
    team: 'fraud-risk',
    format: 'onnx',
    architecture: 'FT-Transformer',
    parameters: 41_800_000,
    precision: 'fp16',
    tags: ['tabular', 'critical'],
    by: ['user:default/noor.haddad', 'user:default/sofia.rinaldi'],
    dataset: 'payments',
    everyDays: 30,
    newestDaysAgo: 19,
    metrics: [
      { name: 'auc', better: 'higher', was: 0.931, is: 0.968 },
      {
        name: 'auc',
        slice: 'card-not-present',
        better: 'higher',
        was: 0.902,
        is: 0.957,
      },
      {
        name: 'false-positive-rate',
        better: 'lower',
        was: 0.031,
        is: 0.014,
      },
    ],
  },
  {
    name: 'product-ranker',
    title: 'Product ranker',
    about: 'Orders the first page of search results.',
    team: 'search-relevance',
    format: 'onnx',
    architecture: 'DCNv2',
    parameters: 128_500_000,
    precision: 'fp16',
    tags: ['ranking'],
    by: ['user:default/ines.carvalho', 'user:default/jonas.weber'],
    dataset: 'clicks',
    everyDays: 28,
    newestDaysAgo: 32,
    metrics: [
      { name: 'ndcg@10', better: 'higher', was: 0.412, is: 0.486 },
      { name: 'mrr', better: 'higher', was: 0.377, is: 0.431 },
    ],
  },
  {
    name: 'thumbnail-tagger',
    title: 'Thumbnail tagger',
    about: 'Tags thumbnails with what they show.',
    team: 'content-studio',
    format: 'tensorrt',
    architecture: 'ConvNeXt-B',
    parameters: 88_600_000,
    precision: 'int8',
    tags: ['vision'],
    by: ['user:default/emil.soerensen'],
    dataset: 'thumbnails',
    everyDays: 61,
    newestDaysAgo: 66,
    metrics: [{ name: 'map', better: 'higher', was: 0.512, is: 0.598 }],
  },
];

function metricsAt(
  model: TrainedModel,
  version: string,
  share: number,
): EvaluationMetric[] {
  return model.metrics.map(({ name, slice, better, was, is }) => {
    const noise = (uniform(model.name, version, name, slice ?? '') - 0.5) * 0.1;
    const value = was + (is - was) * Math.min(1, Math.max(0, share + noise));
    return {
      name,
      dataset: `${model.dataset}-holdout`,
      ...(slice === undefined ? {} : { slice }),
      value: Math.round(value * 1e4) / 1e4,
      better,
    };
  });
}

function toStory(model: TrainedModel): ModelStory {
  const count =
    Math.floor((TWO_YEARS - model.newestDaysAgo) / model.everyDays) + 1;
  const versions = Array.from({ length: count }, (_, index): VersionStory => {
    const daysAgo = model.newestDaysAgo + (count - 1 - index) * model.everyDays;
    const version = `v${index + 1}`;
    const lineage: LineageLink[] = [
      {
        relation: 'trained-on',
        to: `dataset:${model.dataset}@${hexOf(
          12,
          model.name,
          version,
          'data',
        )}`,
      },
      {
        relation: 'produced-by',
        to: `run:training/${model.name}/${hexOf(
          8,
          model.name,
          version,
          'run',
        )}`,
      },
      {
        relation: 'produced-by',
        to: `commit:git.demo.example/${model.team}/${model.name}@${hexOf(
          40,
          model.name,
          version,
          'commit',
        )}`,
      },
    ];
    if (index > 0) {
      lineage.push({
        relation: 'previous-version',
        to: `model:default/${model.name}@v${index}`,
      });
    }
    return {
      version,
      daysAgo,
      source: `s3://demo-models/${model.name}/${version}/`,
      creator: model.by[index % model.by.length] ?? model.team,
      description: `Trained on ${model.dataset} of the months before it.`,
      precision: model.precision,
      lineage,
      metrics: metricsAt(model, version, index / (count - 1)),
      signed: index >= count - 8,
      retired:
        index < count - 6
          ? 'Older than six releases; its data may no longer be used.'
          : undefined,
    };
  });
  // A release that had to be taken back half-way through the story.
  const bad = Math.floor(count / 2);
  return {
    name: model.name,
    title: model.title,
    description: model.about,
    team: model.team,
    sourceIds: [`s3://demo-models/${model.name}`],
    tags: model.tags,
    license: 'LicenseRef-internal',
    format: model.format,
    architecture: model.architecture,
    parameters: model.parameters,
    card: `# ${model.title}\n\n${model.about}\n\n## Data\n\nRetrained every ${model.everyDays} days on \`${model.dataset}\`, without personal data.\n\n## Limits\n\nNot to be used for decisions without a person.\n`,
    versions,
    aliases: [
      {
        alias: 'production',
        moves: versions.flatMap(({ version, daysAgo, creator }, index) => {
          const move = {
            daysAgo: daysAgo - 2,
            to: version,
            by: creator,
            reason: index === 0 ? 'First release' : 'Better on the holdout',
            approvedBy: 'user:default/grace.okafor',
          };
          return index === bad
            ? [
                move,
                {
                  daysAgo: daysAgo - 4,
                  to: `v${index}`,
                  by: creator,
                  reason: 'Alerts rose after the release; back to the last one',
                  approvedBy: 'user:default/grace.okafor',
                },
              ]
            : [move];
        }),
      },
      {
        alias: 'candidate',
        moves: versions.slice(-3).map(({ version, daysAgo, creator }) => ({
          daysAgo: daysAgo - 0.5,
          to: version,
          by: creator,
          reason: 'Ready for the shadow run',
        })),
      },
    ],
  };
}

/** Models that teams of the demo train themselves, for two years. */
export const trainedModels: readonly ModelStory[] = models.map(toStory);
