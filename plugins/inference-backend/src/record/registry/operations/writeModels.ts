import type {
  Model,
  ModelRef,
} from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { chunks, ROWS_PER_STATEMENT } from '../../database/chunks';
import { whereAmong } from '../../database/conditions';
import { plainText } from '../../database/codec';
import {
  columnsToDescription,
  descriptionToColumns,
  modelRefKey,
  modelSearchText,
  newModelRow,
} from '../modelRows';
import type { ModelDescription, Writer } from '../RegistryStore';
import type { ModelRow, ModelSourceIdRow } from '../tables';
import { readModel } from './readModels';

/** Writers of the same model wait for one another from here to the end of the transaction; answers which models there are. */
export async function lockModels(
  tx: Knex.Transaction,
  refs: readonly string[],
): Promise<ReadonlyMap<string, ModelRow>> {
  const rows: ModelRow[] = await tx<ModelRow>('models')
    .select()
    .modify(whereAmong, tx, 'ref', refs)
    // In one order, so that two writers of the same models cannot wait for each other.
    .orderBy('ref')
    // Weaker than `for update`: rows that refer to the model may be inserted meanwhile.
    .forNoKeyUpdate();
  return new Map(rows.map(row => [row.ref, row]));
}

async function writeSourceIds(
  tx: Knex.Transaction,
  ref: string,
  sourceIds: readonly string[],
): Promise<void> {
  const keys = new Set(sourceIds.map(id => plainText(id.toLowerCase())));
  await tx<ModelSourceIdRow>('model_source_ids')
    .where({ model_ref: ref })
    .delete();
  for (const part of chunks([...keys])) {
    await tx<ModelSourceIdRow>('model_source_ids').insert(
      part.map(source_key => ({ source_key, model_ref: ref })),
    );
  }
}

/** Adds a model, or answers the one that is there. */
export async function addModel(
  db: Knex,
  model: ModelRef,
  description: ModelDescription,
  writer: Writer,
): Promise<{ readonly created: boolean; readonly model: Model }> {
  const row = newModelRow(model, description, writer);
  const created = await db.transaction(async tx => {
    const added: { ref: string }[] = await tx<ModelRow>('models')
      .insert(row)
      // Of both keys: of two writers at once, PostgreSQL may find the second one taken first.
      .onConflict()
      .ignore()
      .returning('ref');
    if (added.length === 0) {
      return false;
    }
    await writeSourceIds(tx, row.ref, description.sourceIds);
    return true;
  });
  const found = await readModel(db, model);
  if (!found) {
    throw new Error(`Model ${row.ref} went away while it was registered`);
  }
  return { created, model: found };
}

/** Changes the given parts of a description. */
export async function changeModel(
  db: Knex,
  model: ModelRef,
  change: Partial<ModelDescription>,
  writer: Writer,
): Promise<Model | undefined> {
  const ref = modelRefKey(model);
  await db.transaction(async tx => {
    const row = (await lockModels(tx, [ref])).get(ref);
    if (!row) {
      return;
    }
    const columns = descriptionToColumns({
      ...columnsToDescription(row),
      ...change,
    });
    await tx<ModelRow>('models')
      .where({ ref })
      .update({
        ...columns,
        search_text: modelSearchText({ ...row, ...columns }),
        changed_at: writer.at,
      });
    if (change.sourceIds !== undefined) {
      await writeSourceIds(tx, ref, change.sourceIds);
    }
  });
  return readModel(db, model);
}

const NEWEST = `from model_versions as version where version.model_ref = models.ref`;
const NEWEST_FIRST =
  'order by version.ordered_at desc, version.version_order desc, version.version desc limit 1';

/** Writes what lists show of models' versions anew, after any write to them. */
export async function refreshModels(
  tx: Knex.Transaction,
  refs: readonly string[],
  changedAt: number,
): Promise<void> {
  for (const part of chunks(refs, ROWS_PER_STATEMENT)) {
    const rows: ModelRow[] = await tx<ModelRow>('models')
      .modify(whereAmong, tx, 'ref', part)
      .update({
        // Moves that an import replays happened before it.
        changed_at: tx.raw(
          'case when changed_at > ? then changed_at else ? end',
          [changedAt, changedAt],
        ),
        versions: tx.raw(`(select count(*) ${NEWEST})`),
        latest_version: tx.raw(
          `(select version.version ${NEWEST} and version.retired_at is null ${NEWEST_FIRST})`,
        ),
        license: tx.raw(
          `case when exists (select 1 from model_aliases where model_ref = models.ref and alias = 'production' and version is not null)
            then (select version.license from model_versions as version
              join model_aliases on model_aliases.model_ref = version.model_ref and model_aliases.version = version.version
              where model_aliases.model_ref = models.ref and model_aliases.alias = 'production')
            else (select version.license ${NEWEST} and version.retired_at is null ${NEWEST_FIRST}) end`,
        ),
      })
      .returning('*');
    await updateSearchTexts(tx, rows);
  }
}

/** Only a change of the license changes what a model is found by here. */
async function updateSearchTexts(
  tx: Knex.Transaction,
  rows: readonly ModelRow[],
): Promise<void> {
  const changed = rows.flatMap(row => {
    const text = modelSearchText(row);
    return text === row.search_text ? [] : [[row.ref, text]];
  });
  if (changed.length > 0) {
    const row = 'select cast(? as text) as ref, cast(? as text) as search_text';
    await tx.raw(
      `update models set search_text = changed.search_text
      from (${changed.map(() => row).join(' union all ')}) as changed
      where models.ref = changed.ref`,
      changed.flat(),
    );
  }
}
