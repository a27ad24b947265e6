import type { ModelRef } from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { modelRefKey } from '../modelRows';
import type { VersionRow } from '../tables';
import { whereVersionOrAlias } from './readVersions';

/** Names of a model's versions, newest first; of those that `version` names, which may be `@alias`. */
export async function readVersionNames(
  db: Knex,
  model: ModelRef,
  options: { version?: string; limit: number },
): Promise<readonly string[]> {
  return db<VersionRow>('model_versions')
    .where('model_versions.model_ref', modelRefKey(model))
    .modify(query => {
      if (options.version !== undefined) {
        whereVersionOrAlias(query, options.version);
      }
    })
    .orderBy([
      { column: 'model_versions.ordered_at', order: 'desc' },
      { column: 'model_versions.version_order', order: 'desc' },
      { column: 'model_versions.version', order: 'desc' },
    ])
    .limit(options.limit)
    .pluck('model_versions.version');
}
