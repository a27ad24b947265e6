import type {
  Model,
  ModelRef,
  Page,
} from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { decodeCursor, encodeCursor } from '../../database/cursor';
import { whereModel } from '../modelFilterQuery';
import { modelRefKey, rowToModel } from '../modelRows';
import type { ModelFilter } from '../RegistryStore';
import type { ModelRow } from '../tables';
import { readModelSurroundings } from './surroundings';

async function complete(db: Knex, rows: readonly ModelRow[]): Promise<Model[]> {
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
  const rows = await db<ModelRow>('models').where({ ref: modelRefKey(model) });
  const [found] = await complete(db, rows);
  return found;
}

/** One page of models by namespace and name. */
export async function readModelPage(
  db: Knex,
  options: { filter: ModelFilter | null; limit: number; cursor?: string },
): Promise<Page<Model>> {
  const rows: ModelRow[] = await db<ModelRow>('models')
    .select('models.*')
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
