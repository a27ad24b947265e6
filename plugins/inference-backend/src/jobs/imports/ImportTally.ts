import type {
  ImportReport,
  ModelRef,
  RegistryConflict,
} from '@inference-portal/plugin-inference-common';

/** Problems in a report at most; the last place says how many more there were. */
const MAX_PROBLEMS = 100;
/** Conflicts in a report at most; all of them are recorded. */
const MAX_CONFLICTS = 1000;

/** What became of one thing that was imported. */
export type Fate = 'created' | 'changed' | 'unchanged' | 'skipped';

/** A fact that differs from what was imported before. */
export type FoundConflict = Omit<
  RegistryConflict,
  'source' | 'firstSeenAt' | 'lastSeenAt'
>;

const none = () => ({ created: 0, changed: 0, unchanged: 0, skipped: 0 });

/** Counts what an import does. */
export class ImportTally {
  readonly #models = none();
  readonly #versions = none();
  readonly #aliases = none();
  readonly #conflicts: FoundConflict[] = [];
  readonly #problems: string[] = [];
  #problemsOmitted = 0;

  countModel(fate: Fate): void {
    this.#models[fate] += 1;
  }

  countVersion(fate: Fate): void {
    this.#versions[fate] += 1;
  }

  countAlias(fate: Fate): void {
    this.#aliases[fate] += 1;
  }

  addConflicts(conflicts: readonly FoundConflict[]): void {
    this.#conflicts.push(...conflicts);
  }

  /** Notes what could not be imported of a model, and why; null for what belongs to no model. */
  addProblem(model: ModelRef | null, problem: string): void {
    if (this.#problems.length < MAX_PROBLEMS - 1) {
      this.#problems.push(
        model === null
          ? problem
          : `${model.namespace}/${model.name}: ${problem}`,
      );
    } else {
      this.#problemsOmitted += 1;
    }
  }

  toReport(run: {
    readonly source: string;
    readonly dryRun: boolean;
    readonly startedAt: string;
    readonly finishedAt: string;
  }): ImportReport {
    return {
      ...run,
      models: { ...this.#models },
      versions: { ...this.#versions },
      aliases: { ...this.#aliases },
      conflicts: this.#conflicts.slice(0, MAX_CONFLICTS).map(conflict => ({
        ...conflict,
        source: run.source,
        firstSeenAt: run.startedAt,
        lastSeenAt: run.startedAt,
      })),
      problems:
        this.#problemsOmitted === 0
          ? [...this.#problems]
          : [...this.#problems, `and ${this.#problemsOmitted} more`],
    };
  }
}
