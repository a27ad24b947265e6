import type { ModelRef } from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { plainText } from '../../database/codec';
import { whereAmong } from '../../database/conditions';
import { modelRefKey } from '../modelRows';
import type {
  RetirementOutcome,
  RetirementWish,
  Writer,
} from '../RegistryStore';
import type { AliasRow, VersionRow } from '../tables';
import { versionKey } from '../versionRows';
import { lockModels, refreshModels } from './writeModels';

/** The first of some aliases that points to a version; of a model that is locked, so that none moves there meanwhile. */
async function findHolder(
  tx: Knex.Transaction,
  ref: string,
  version: string,
  aliases: readonly string[],
): Promise<string | undefined> {
  const holder = await tx<AliasRow>('model_aliases')
    .select('alias')
    .where({ model_ref: ref, version })
    .modify(whereAmong, tx, 'alias', aliases.map(plainText))
    .orderBy('alias')
    .first();
  return holder?.alias;
}

/** Retires a version or takes it back into use; one that is retired already keeps its first reason. */
export async function setRetirement(
  db: Knex,
  model: ModelRef,
  version: string,
  retirement: RetirementWish,
  writer: Writer,
): Promise<RetirementOutcome> {
  const ref = modelRefKey(model);
  const nodeId = versionKey(model, version);
  return db.transaction(async (tx): Promise<RetirementOutcome> => {
    await lockModels(tx, [ref]);
    const row = await tx<VersionRow>('model_versions')
      .select('version', 'retired_at')
      .where({ node_id: nodeId })
      .first();
    if (!row) {
      return { status: 'no-version' };
    }
    if ((row.retired_at !== null) === retirement.retired) {
      return { status: 'unchanged' };
    }
    const holder = retirement.retired
      ? await findHolder(tx, ref, row.version, retirement.unlessHeldBy ?? [])
      : undefined;
    if (holder !== undefined) {
      return { status: 'held', alias: holder };
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
    await refreshModels(tx, [ref], writer.at);
    return { status: 'changed' };
  });
}
