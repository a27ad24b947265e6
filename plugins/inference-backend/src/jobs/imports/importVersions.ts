import type {
  ImportConflict,
  Model,
  ModelRef,
} from '@inference-portal/plugin-inference-common';
import { compareContent } from '../../decide/registry/compareContent';
import { readDetail } from './readDetail';
import type {
  ContentDifference,
  RegisterOutcome,
  RegistryStore,
  VersionContent,
  Writer,
} from '../../record';
import type { ImportTally } from './ImportTally';

/** A version to import, of a model that is registered. */
export interface VersionOfModel {
  readonly model: Model;
  readonly content: VersionContent;
}

/** What is needed to copy versions. */
export interface VersionImport {
  readonly store: RegistryStore;
  readonly writer: Writer;
  readonly dryRun: boolean;
  readonly tally: ImportTally;
  /** The source tells a few facts only: what it leaves out it does not deny. */
  readonly isPartial: boolean;
}

function isGrowing({ field }: ContentDifference): boolean {
  return field.startsWith('metrics: ') || field.startsWith('lineage: ');
}

/** Results and lineage learnt after the registration are added to it; everything else that differs is a conflict. */
function isLaterFact(difference: ContentDifference): boolean {
  return difference.recorded === null && isGrowing(difference);
}

/**
 * Tags and descriptions are notes that sources let everybody change: those of the registration stay, and nobody is bothered. So do results
 * and lineage that the source no longer tells: they were true, or were added here.
 */
function isHarmless(difference: ContentDifference): boolean {
  return (
    difference.field === 'description' ||
    difference.field.startsWith('tags: ') ||
    (difference.offered === null && isGrowing(difference))
  );
}

function toConflicts(
  model: ModelRef,
  version: string,
  differences: readonly ContentDifference[],
): ImportConflict[] {
  return differences.map(({ field, recorded, offered }) => ({
    model: { namespace: model.namespace, name: model.name },
    version,
    field,
    recorded,
    found: offered,
  }));
}

async function addLaterFacts(
  { model, content }: VersionOfModel,
  later: readonly ContentDifference[],
  { store, writer }: VersionImport,
): Promise<{ changed: boolean; differences: readonly ContentDifference[] }> {
  let changed = false;
  const differences: ContentDifference[] = [];
  const outcomes = [
    later.some(({ field }) => field.startsWith('metrics: ')) &&
      (await store.addMetrics(model, content.version, content.metrics, writer)),
    later.some(({ field }) => field.startsWith('lineage: ')) &&
      (await store.addLineage(model, content.version, content.lineage, writer)),
  ];
  for (const outcome of outcomes) {
    if (outcome && outcome.status === 'conflict') {
      differences.push(...outcome.differences);
    } else if (outcome && outcome.status === 'cycle') {
      differences.push({
        field: 'lineage',
        recorded: null,
        offered: `a cycle: ${outcome.path.join(' → ')}`,
      });
    }
    changed ||= outcome !== false && outcome.status === 'added';
  }
  return { changed, differences };
}

async function settleConflict(
  version: VersionOfModel,
  differences: readonly ContentDifference[],
  options: VersionImport,
): Promise<ImportConflict[]> {
  const { tally, dryRun } = options;
  const later = differences.filter(isLaterFact);
  const added = dryRun
    ? { changed: later.length > 0, differences: [] }
    : await addLaterFacts(version, later, options);
  const real = [
    ...differences.filter(
      one =>
        !isLaterFact(one) &&
        !isHarmless(one) &&
        !(options.isPartial && one.offered === null),
    ),
    ...added.differences,
  ];
  const fate = added.changed ? 'changed' : 'unchanged';
  const { model, content } = version;
  tally.countVersion(
    real.length > 0 ? 'skipped' : fate,
    model,
    content.version,
  );
  return toConflicts(model, content.version, real);
}

async function preview(
  { model, content }: VersionOfModel,
  store: RegistryStore,
): Promise<RegisterOutcome> {
  const recorded = await store.findVersion(model, content.version);
  if (!recorded) {
    return { status: 'registered' };
  }
  const differences = compareContent(readDetail(recorded), content);
  return differences.length === 0
    ? { status: 'unchanged' }
    : { status: 'conflict', differences };
}

/** Registers versions, or says what would become of them. Answers the conflicts with what is registered. */
export async function importVersions(
  versions: readonly VersionOfModel[],
  options: VersionImport,
): Promise<ImportConflict[]> {
  const { store, writer, dryRun, tally } = options;
  const outcomes = dryRun
    ? await Promise.all(versions.map(version => preview(version, store)))
    : await store.registerVersions(versions, writer);
  const conflicts: ImportConflict[] = [];
  for (const [index, version] of versions.entries()) {
    const outcome = outcomes[index];
    const { model, content } = version;
    switch (outcome?.status) {
      case 'registered':
        tally.countVersion('created', model, content.version);
        break;
      case 'unchanged':
        tally.countVersion('unchanged', model, content.version);
        break;
      case 'conflict':
        conflicts.push(
          ...(await settleConflict(version, outcome.differences, options)),
        );
        break;
      default:
        tally.countVersion('skipped', model, content.version);
        tally.addProblem(
          model,
          outcome?.status === 'cycle'
            ? `version ${
                content.version
              }: its lineage leads back to itself (${outcome.path.join(' → ')})`
            : `version ${content.version} could not be registered`,
        );
    }
  }
  return conflicts;
}
