import type {
  ImportConflict,
  ModelRef,
  ModelVersion,
} from '@inference-portal/plugin-inference-common';
import type { RegistrySource } from '@inference-portal/plugin-inference-node';
import type { RegistryStore, Writer } from '../../record';
import type { ImportMemory } from './ImportMemory';
import type { ImportTally } from './ImportTally';

const PAGE_SIZE = 500;

/** What is needed to retire versions that a source has lost. */
export interface PresenceImport {
  readonly store: Pick<
    RegistryStore,
    'listVersions' | 'setRetirement' | 'findModel'
  >;
  readonly source: Pick<RegistrySource, 'name' | 'findGone'>;
  readonly signal: AbortSignal;
  readonly writer: Writer;
  readonly dryRun: boolean;
  readonly tally: ImportTally;
  readonly memory: ImportMemory;
}

/** Reason of versions that were imported from a source and are there no longer. */
export function goneReason(source: string): string {
  return `gone from ${source}`;
}

/** Versions of a model that imports of this source registered: what else is registered is no business of theirs. */
export async function readOwnVersions(
  model: ModelRef,
  { store, writer }: Pick<PresenceImport, 'store' | 'writer'>,
): Promise<ModelVersion[]> {
  const own: ModelVersion[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.listVersions(model, { limit: PAGE_SIZE, cursor });
    own.push(
      ...page.items.filter(({ registeredBy }) => registeredBy === writer.actor),
    );
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return own;
}

/** Whether an import of this source retired the version as it was gone; nobody else's retirement is taken back. */
export function isRetiredAsGone(
  { retirement }: ModelVersion,
  { source, writer }: Pick<PresenceImport, 'source' | 'writer'>,
): boolean {
  return (
    retirement?.by === writer.actor &&
    retirement.reason === goneReason(source.name)
  );
}

/**
 * Retires imported versions of a model that the source no longer has, and takes those back into use that it has again. Nothing is deleted.
 * A version that a person retired stays retired, and one that they took back into use stays in use.
 */
export async function followPresence(
  model: ModelRef,
  versions: readonly ModelVersion[],
  /** Versions that the source has. */
  present: ReadonlySet<string>,
  options: PresenceImport & {
    /** Whether a version is another one than was imported under its name. */
    isOther(version: string): boolean;
  },
): Promise<void> {
  const { store, source, writer, dryRun, tally, memory } = options;
  for (const version of versions) {
    const name = version.version;
    if (!present.has(name)) {
      if (version.state === 'active' && !memory.isGone(model, name)) {
        const reason = goneReason(source.name);
        if (!dryRun) {
          await store.setRetirement(
            model,
            name,
            { retired: true, reason },
            writer,
          );
        }
        tally.countRetired(model, name, reason);
        memory.noteGone(model, name);
      } else if (isRetiredAsGone(version, options)) {
        // Noted already, unless the process ended before it could be.
        memory.noteGone(model, name);
      }
    } else if (!options.isOther(name)) {
      memory.noteReturned(model, name);
      if (isRetiredAsGone(version, options)) {
        if (!dryRun) {
          await store.setRetirement(
            model,
            name,
            { retired: false, reason: `at ${source.name} again` },
            writer,
          );
        }
        tally.countRestored(model, name);
      }
    }
  }
}

/** Aliases that point to versions which the source has lost: they stay, and somebody has to know. */
export async function findGoneAliases(
  model: ModelRef,
  { store, memory }: Pick<PresenceImport, 'store' | 'memory'>,
): Promise<ImportConflict[]> {
  if (!memory.hasGone(model)) {
    return [];
  }
  const found = await store.findModel(model);
  const { namespace, name } = found ?? model;
  return (found?.aliases ?? [])
    .filter(({ version }) => memory.isGone(model, version))
    .map(({ alias, version }) => ({
      model: { namespace, name },
      version,
      field: aliasField(alias),
      recorded: version,
      found: null,
    }));
}

function aliasField(alias: string): string {
  return `alias ${alias}`;
}

/** Whether a conflict was found by `findGoneAliases`. */
export function isGoneAlias({ field }: Pick<ImportConflict, 'field'>): boolean {
  return field.startsWith(aliasField(''));
}
