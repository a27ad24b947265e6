/** What the test's MLflow holds: 40 models with 25 versions each, five of them from one run. */
export const MODELS = 40;
export const VERSIONS = 25;
const VERSIONS_A_RUN = 5;

const TASKS = ['fraud', 'churn', 'ranking', 'captions', 'support-chat'];
const STARTED = Date.UTC(2025, 8, 1, 8);

/** A run and what it logged. */
export interface TrainingRun {
  readonly user: string;
  readonly startedAt: number;
  readonly accuracy: number;
  readonly loss: number;
  readonly learningRate: string;
  readonly commit: string;
  readonly dataset: { readonly name: string; readonly digest: string };
}

/** A registered model of the test's MLflow. */
export interface RegisteredModel {
  readonly name: string;
  readonly description: string;
  readonly license: string;
  /** One for each five versions, oldest first. */
  readonly runs: readonly TrainingRun[];
  readonly aliases: { readonly [alias: string]: number };
}

function hex(seed: number, length: number): string {
  return (seed * 2_654_435_761)
    .toString(16)
    .padStart(length, '0')
    .repeat(4)
    .slice(0, length);
}

export const fleet: readonly RegisteredModel[] = Array.from(
  { length: MODELS },
  (_, index) => {
    const task = TASKS[index % TASKS.length] ?? 'fraud';
    const runs = Array.from(
      { length: VERSIONS / VERSIONS_A_RUN },
      (_run, number) => ({
        user: index % 2 === 0 ? 'ada' : 'grace',
        startedAt: STARTED + (index * 100 + number) * 3_600_000,
        accuracy: 0.8 + index / 1000 + number / 100,
        loss: 0.4 - number / 100,
        learningRate: `${number + 1}e-5`,
        commit: hex(index * 100 + number + 1, 40),
        dataset: {
          name: `${task}-events`,
          digest: hex(index * 100 + number + 7, 8),
        },
      }),
    );
    return {
      name: `${task}-${String(index).padStart(2, '0')}`,
      description: `Scores ${task} for tenant ${index}.`,
      license: index % 3 === 0 ? 'mit' : 'Apache 2.0',
      runs,
      aliases: { champion: VERSIONS - 1, challenger: VERSIONS },
    };
  },
);

/** Run of a version, counted from 1. */
export function runIndexOf(version: number): number {
  return Math.floor((version - 1) / VERSIONS_A_RUN);
}

export function sourceOf(model: string, version: number): string {
  return `s3://ml-models/${model}/${version}`;
}
