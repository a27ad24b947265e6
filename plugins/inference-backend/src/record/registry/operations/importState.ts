import type {
  ModelRef,
  RegistryConflict,
} from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import type { InstantMs } from '../../../types';
import { chunks } from '../../database/chunks';
import { nullablePlainText, plainText } from '../../database/codec';
import { whereAmong } from '../../database/conditions';
import { modelRefKey, rowToConflict } from '../modelRows';
import type { BookmarkRow, ConflictRow } from '../tables';

/** What an import found different from what is recorded. */
export type FoundConflict = Omit<
  RegistryConflict,
  'source' | 'firstSeenAt' | 'lastSeenAt'
>;

/** Records conflicts of the models that an import looked at; those of them that are no longer found are closed. */
export async function writeConflicts(
  db: Knex,
  source: string,
  conflicts: readonly FoundConflict[],
  at: InstantMs,
  seen: readonly ModelRef[],
): Promise<void> {
  const keyOf = (row: Pick<ConflictRow, 'model_ref' | 'version' | 'field'>) =>
    JSON.stringify([row.model_ref, row.version, row.field]);
  const rows = new Map(
    conflicts.map(conflict => {
      const row: ConflictRow = {
        source: plainText(source),
        model_ref: modelRefKey(conflict.model),
        version: plainText(conflict.version),
        field: plainText(conflict.field),
        namespace: plainText(conflict.model.namespace),
        name: plainText(conflict.model.name),
        recorded: nullablePlainText(conflict.recorded),
        found: nullablePlainText(conflict.found),
        first_seen_at: at,
        last_seen_at: at,
      };
      return [keyOf(row), row];
    }),
  );
  await db.transaction(async tx => {
    const present: ConflictRow[] = await tx<ConflictRow>('registry_conflicts')
      .where({ source: plainText(source) })
      .modify(whereAmong, tx, 'model_ref', seen.map(modelRefKey));
    const closed = present.filter(row => !rows.has(keyOf(row)));
    for (const part of chunks(closed)) {
      await tx<ConflictRow>('registry_conflicts')
        .where({ source: plainText(source) })
        .whereIn(
          ['model_ref', 'version', 'field'],
          part.map(row => [row.model_ref, row.version, row.field]),
        )
        .delete();
    }
    for (const part of chunks([...rows.values()])) {
      await tx<ConflictRow>('registry_conflicts')
        .insert([...part])
        .onConflict(['source', 'model_ref', 'version', 'field'])
        // Not `first_seen_at`.
        .merge(['recorded', 'found', 'last_seen_at']);
    }
  });
}

/** Open conflicts by model and version. */
export async function readConflicts(
  db: Knex,
  model: ModelRef | undefined,
): Promise<RegistryConflict[]> {
  const rows = await db<ConflictRow>('registry_conflicts')
    .modify(query => {
      if (model) {
        query.where({ model_ref: modelRefKey(model) });
      }
    })
    .orderBy(['model_ref', 'version', 'field', 'source']);
  return rows.map(rowToConflict);
}

/** Where the import of a source goes on; null at first. */
export async function readBookmark(
  db: Knex,
  source: string,
): Promise<string | null> {
  const row = await db<BookmarkRow>('import_bookmarks')
    .where({ source: plainText(source) })
    .first();
  return row?.bookmark ?? null;
}

/** Remembers where an import goes on; null makes it start from the beginning. */
export async function writeBookmark(
  db: Knex,
  source: string,
  bookmark: string | null,
): Promise<void> {
  const key = plainText(source);
  if (bookmark === null) {
    await db<BookmarkRow>('import_bookmarks').where({ source: key }).delete();
    return;
  }
  await db<BookmarkRow>('import_bookmarks')
    .insert({ source: key, bookmark: plainText(bookmark) })
    .onConflict('source')
    .merge();
}
