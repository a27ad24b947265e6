import type {
  ImportChange,
  ImportConflict,
  ModelRef,
} from '@inference-portal/plugin-inference-common';
import type { ImportProgress } from '../../record';

/** Problems in a report at most; the last place says how many more there were. */
const MAX_PROBLEMS = 100;
/** Conflicts in a report at most; all of them are recorded. */
const MAX_CONFLICTS = 1000;
/** Changes in a report at most; all of them are counted. */
const MAX_CHANGES = 1000;
/** Longest explanation of a change. */
const MAX_DETAIL = 500;

/** What became of one thing that was imported. */
export type Fate = 'created' | 'changed' | 'unchanged' | 'skipped';

/** What happened to a model, version or alias; `name` null for a model. */
export interface ToldFate {
  readonly fate: Fate;
  readonly model: ModelRef;
  readonly name: string;
  readonly detail?: string;
}

const none = () => ({ created: 0, changed: 0, unchanged: 0, skipped: 0 });

/** Counts what an import does, and lists what it changes. */
export class ImportTally {
  readonly #models = none();
  readonly #versions = none();
  readonly #aliases = none();
  #retired = 0;
  #restored = 0;
  readonly #changes: ImportChange[] = [];
  #changesOmitted = 0;
  readonly #conflicts: ImportConflict[] = [];
  #conflictsFound = 0;
  readonly #problems: string[] = [];
  #problemsFound = 0;

  countModel(fate: Fate, model: ModelRef): void {
    this.#models[fate] += 1;
    if (fate === 'created' || fate === 'changed') {
      this.#addChange({ kind: `model-${fate}`, model, name: null });
    }
  }

  countVersion(fate: Fate, model: ModelRef, name: string): void {
    this.#versions[fate] += 1;
    if (fate === 'created' || fate === 'changed') {
      this.#addChange({ kind: `version-${fate}`, model, name });
    }
  }

  countAlias({ fate, detail, ...alias }: ToldFate): void {
    this.#aliases[fate] += 1;
    if (fate === 'created' || fate === 'changed') {
      this.#addChange({ ...alias, kind: `alias-${fate}`, detail });
    }
  }

  countRetired(model: ModelRef, name: string, detail: string): void {
    this.#retired += 1;
    this.#addChange({ kind: 'version-retired', model, name, detail });
  }

  countRestored(model: ModelRef, name: string): void {
    this.#restored += 1;
    this.#addChange({ kind: 'version-restored', model, name });
  }

  addConflicts(conflicts: readonly ImportConflict[]): void {
    this.#conflictsFound += conflicts.length;
    this.#conflicts.push(
      ...conflicts.slice(0, MAX_CONFLICTS - this.#conflicts.length),
    );
  }

  /** Notes what could not be imported of a model, and why; null for what belongs to no model. */
  addProblem(model: ModelRef | null, problem: string): void {
    this.#problemsFound += 1;
    if (this.#problems.length < MAX_PROBLEMS - 1) {
      this.#problems.push(
        model === null
          ? problem
          : `${model.namespace}/${model.name}: ${problem}`,
      );
    }
  }

  /** As it is now; what comes later does not change it. */
  toReport(): ImportProgress {
    const omitted = this.#problemsFound - this.#problems.length;
    return {
      models: { ...this.#models },
      versions: { ...this.#versions },
      aliases: { ...this.#aliases },
      retired: this.#retired,
      restored: this.#restored,
      conflicts: this.#conflictsFound,
      problems: this.#problemsFound,
      changes: [...this.#changes],
      changesOmitted: this.#changesOmitted,
      foundConflicts: [...this.#conflicts],
      foundProblems: [
        ...this.#problems,
        ...(omitted === 0 ? [] : [`and ${omitted} more`]),
      ],
    };
  }

  #addChange({
    model: { namespace, name: modelName },
    detail = null,
    ...change
  }: Omit<ImportChange, 'detail'> & { detail?: string | null }): void {
    if (this.#changes.length < MAX_CHANGES) {
      this.#changes.push({
        ...change,
        model: { namespace, name: modelName },
        detail: detail?.slice(0, MAX_DETAIL) ?? null,
      });
    } else {
      this.#changesOmitted += 1;
    }
  }
}
