import type {
  Model,
  ModelRef,
  Page,
} from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { decodeCursor, encodeCursor } from '../../database/cursor';
import { whereModel } from '../modelFilterQuery';
import { modelRefKey, rowToModel, type CountedModelRow } from '../modelRows';
import type { ModelFilter } from '../RegistryStore';
import type { ModelRow } from '../tables';
import { readModelSurroundings } from './surroundings';

/** Rows of `models` with what is counted in other tables. */
function selectModels(
  db: Knex,
): Knex.QueryBuilder<CountedModelRow, CountedModelRow[]> {
  return db('models').select('models.*', {
    servers: db.raw(
      `(select count(*) from server_registrations join servers on servers.id = server_registrations.server_id
        where server_registrations.model_ref = models.ref and servers.removed_at is null)`,
    ),
    conflicts: db.raw(
      '(select count(*) from registry_conflicts where registry_conflicts.model_ref = models.ref)',
    ),
  });
}

async function complete(
  db: Knex,
  rows: readonly CountedModelRow[],
): Promise<Model[]> {
  if (rows.length === 0) {
    return [];
  }
  const around = await readModelSurroundings(
    db,
    rows.map(row => row.ref),
  );
  return rows.map(row => rowToModel(row, around(row.ref)));
}

/** A model by its names. */
export async function readModel(
  db: Knex,
  model: ModelRef,
): Promise<Model | undefined> {
  const rows = await selectModels(db).where({ ref: modelRefKey(model) });
  const [found] = await complete(db, rows);
  return found;
}

/** How a model is written; undefined when it is not registered. */
export async function readModelNames(
  db: Knex,
  model: ModelRef,
): Promise<ModelRef | undefined> {
  return db<ModelRow>('models')
    .select('namespace', 'name')
    .where({ ref: modelRefKey(model) })
    .first();
}

/** One page of models by namespace and name. */
export async function readModelPage(
  db: Knex,
  options: { filter: ModelFilter | null; limit: number; cursor?: string },
): Promise<Page<Model>> {
  const rows = await selectModels(db)
    .modify(whereModel, options.filter)
    .modify(query => {
      if (options.cursor !== undefined) {
        query.whereRaw('(models.namespace_key, models.name_key) > (?, ?)', [
          ...decodeCursor<[string, string]>(options.cursor, [
            'string',
            'string',
          ]),
        ]);
      }
    })
    .orderBy(['models.namespace_key', 'models.name_key'])
    .limit(options.limit + 1);
  const page = rows.slice(0, options.limit);
  const items = await complete(db, page);
  const last = page.at(-1);
  return rows.length > options.limit && last
    ? { items, nextCursor: encodeCursor([last.namespace_key, last.name_key]) }
    : { items };
}
