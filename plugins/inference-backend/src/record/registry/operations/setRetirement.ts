import type { ModelRef } from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { plainText } from '../../database/codec';
import { modelRefKey } from '../modelRows';
import type { Writer } from '../RegistryStore';
import type { VersionRow } from '../tables';
import { versionKey } from '../versionRows';
import { lockModels, refreshModels } from './writeModels';

/** Retires a version or takes it back into use; one that is retired already keeps its first reason. */
export async function setRetirement(
  db: Knex,
  model: ModelRef,
  version: string,
  retirement: { readonly reason: string; readonly retired: boolean },
  writer: Writer,
): Promise<'changed' | 'unchanged' | 'no-version'> {
  const nodeId = versionKey(model, version);
  return db.transaction(async tx => {
    await lockModels(tx, [modelRefKey(model)]);
    const row = await tx<VersionRow>('model_versions')
      .select('retired_at')
      .where({ node_id: nodeId })
      .first();
    if (!row) {
      return 'no-version';
    }
    if ((row.retired_at !== null) === retirement.retired) {
      return 'unchanged';
    }
    await tx<VersionRow>('model_versions')
      .where({ node_id: nodeId })
      .update(
        retirement.retired
          ? {
              retired_at: writer.at,
              retired_by: plainText(writer.actor),
              retired_reason: plainText(retirement.reason),
            }
          : { retired_at: null, retired_by: null, retired_reason: null },
      );
    await refreshModels(tx, [modelRefKey(model)], writer.at);
    return 'changed';
  });
}
