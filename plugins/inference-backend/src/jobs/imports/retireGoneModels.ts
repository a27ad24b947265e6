import type {
  ImportConflict,
  ModelRef,
  ModelVersion,
} from '@inference-portal/plugin-inference-common';
import type { ImportListing } from '@inference-portal/plugin-inference-node';
import { modelKey } from '../../decide/registry/nodeId';
import type { RegistryStore } from '../../record';
import {
  findGoneAliases,
  followPresence,
  isGoneAlias,
  readOwnVersions,
  type PresenceImport,
} from './followPresence';
import { findUnlisted } from './findUnlisted';
import type { SeenModel } from './ImportMemory';

/** From so many models on, losing more than half of them at once is more likely a lost permission than the truth. */
const BELIEVED_MODELS = 4;

/** What is needed to retire the versions of models that a source has lost. */
export interface GoneModelsImport extends PresenceImport {
  readonly store: PresenceImport['store'] &
    Pick<RegistryStore, 'listConflicts'>;
  /** Models that were read in this run: all is said of them. */
  readonly read: ReadonlySet<string>;
}

/** A model that the source no longer lists, with what was imported of it. */
interface GoneModel extends SeenModel {
  readonly versions: readonly ModelVersion[];
  /** Versions of it that the source still has. */
  readonly present: ReadonlySet<string>;
}

async function findGone(
  listing: ImportListing,
  options: GoneModelsImport,
): Promise<{ gone: GoneModel[]; present: SeenModel[] }> {
  const seen = options.memory.seenModels();
  const listed = new Set(listing.models);
  const missing = seen.filter(({ id }) => !listed.has(id));
  // A list that changes while it is read page by page may leave one out.
  const confirmed =
    missing.length === 0 ? [] : await listing.listAgain(options.signal);
  if (confirmed === null) {
    return { gone: [], present: [] };
  }
  const known = new Set([...listed, ...confirmed]);
  const gone: GoneModel[] = [];
  for (const entry of missing.filter(({ id }) => !known.has(id))) {
    const versions = await readOwnVersions(entry.model, options);
    const unlisted = await findUnlisted(entry.id, versions, options);
    if (unlisted !== null) {
      gone.push({ ...entry, ...unlisted });
    }
  }
  return { gone, present: seen.filter(({ id }) => known.has(id)) };
}

/** Why it is not believed that so much is gone; null when it is. */
function findDoubt(
  gone: readonly GoneModel[],
  present: readonly SeenModel[],
  source: string,
): string | null {
  const lost = gone.filter(({ versions, present: still }) =>
    versions.some(
      ({ state, version }) => state === 'active' && !still.has(version),
    ),
  ).length;
  const total = lost + present.length;
  const isAll = lost > 0 && present.length === 0;
  return isAll || (total >= BELIEVED_MODELS && lost * 2 > total)
    ? `${source} no longer lists ${lost} of ${total} models that were imported from there: nothing is retired for it. Look whether the login of the import may still see them; if they are gone for good, retire their versions here.`
    : null;
}

/**
 * Retires the versions of models that are no longer in the complete list of the source, and tells which aliases point to versions that are
 * gone. Answers the conflicts of models that were not read in this run, and which models those are.
 */
export async function retireGoneModels(
  listing: ImportListing,
  options: GoneModelsImport,
): Promise<{ conflicts: ImportConflict[]; seen: ModelRef[] }> {
  const { store, source, memory, tally, read } = options;
  const { gone, present } = await findGone(listing, options);
  const doubt = findDoubt(gone, present, source.name);
  if (doubt !== null) {
    tally.addProblem(null, doubt);
  }
  const here = new Set(present.map(({ model }) => modelKey(model)));
  for (const { versions, present: still, ...entry } of doubt === null
    ? gone
    : []) {
    // Not when it is at the source under another name that comes to the same here.
    if (!here.has(modelKey(entry.model))) {
      await followPresence(entry.model, versions, still, {
        ...options,
        isOther: () => false,
      });
    }
    // It is read in full when it comes back.
    memory.forget(entry);
  }
  const conflicts: ImportConflict[] = [];
  const seen: ModelRef[] = [];
  for (const model of memory.goneModels()) {
    if (!read.has(modelKey(model))) {
      const before = (await store.listConflicts({ model })).filter(
        conflict => conflict.source === source.name && !isGoneAlias(conflict),
      );
      const aliases = await findGoneAliases(model, options);
      tally.addConflicts(aliases);
      conflicts.push(...before, ...aliases);
      seen.push(model);
    }
  }
  return { conflicts, seen };
}
