import type { ModelRef } from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { whereAmong } from '../../database/conditions';
import { modelRefKey } from '../modelRows';

/** Those of some models that servers are joined with. */
export async function readServedModels(
  db: Knex,
  models: readonly ModelRef[],
): Promise<readonly ModelRef[]> {
  const refs: string[] = await db('server_registrations')
    .distinct('model_ref')
    .modify(whereAmong, db, 'model_ref', models.map(modelRefKey))
    .pluck('model_ref');
  const served = new Set(refs);
  return models.filter(model => served.has(modelRefKey(model)));
}
