import type { ModelRef } from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import {
  nullablePlainText,
  plainText,
  readInstant,
} from '../../database/codec';
import { modelRefKey } from '../modelRows';
import type { AliasMoveWish, MoveOutcome, Writer } from '../RegistryStore';
import type {
  AliasMoveRow,
  AliasRequestRow,
  AliasRow,
  VersionRow,
} from '../tables';
import { lockModels, refreshModels } from './writeModels';

/** Why an alias cannot be moved as wished. */
export type Refusal = Extract<
  MoveOutcome,
  { status: 'overtaken' | 'no-version' | 'retired' }
>;

/** Where an alias points, as a transaction that holds the model's lock sees it. */
export interface AliasNow {
  readonly version: string | null;
  /** Moves so far. */
  readonly moves: number;
  readonly row: AliasRow | undefined;
}

/** Reads an alias; of a model that is locked, so that nobody moves it before the transaction ends. */
export async function readAlias(
  tx: Knex.Transaction,
  ref: string,
  alias: string,
): Promise<AliasNow> {
  const row = await tx<AliasRow>('model_aliases')
    .where({ model_ref: ref, alias: plainText(alias) })
    .first();
  return { version: row?.version ?? null, moves: row?.moves ?? 0, row };
}

function overtakenBy({ version, row }: AliasNow): Refusal {
  return {
    status: 'overtaken',
    current: version,
    movedBy: row?.moved_by ?? null,
    since: row ? readInstant(row.since) : null,
  };
}

/** Why the wish cannot come true; null when it can. */
export async function refuseMove(
  tx: Knex.Transaction,
  ref: string,
  now: AliasNow,
  wish: Pick<AliasMoveWish, 'to' | 'expected'>,
): Promise<Refusal | null> {
  if (wish.expected !== undefined && wish.expected !== now.version) {
    return overtakenBy(now);
  }
  if (wish.to === null) {
    return null;
  }
  const target = await tx<VersionRow>('model_versions')
    .select('retired_at', 'retired_reason')
    .where({ model_ref: ref, version: plainText(wish.to) })
    .first();
  if (!target) {
    return { status: 'no-version' };
  }
  // An alias that is there already may stay: nothing moves onto a retired version.
  return target.retired_at !== null && wish.to !== now.version
    ? { status: 'retired', reason: target.retired_reason ?? '' }
    : null;
}

/** Requests that were made before the alias moved cannot be approved any more. */
async function endOtherRequests(
  tx: Knex.Transaction,
  ref: string,
  wish: AliasMoveWish,
  writer: Writer,
  approvedRequest: string | null,
): Promise<void> {
  await tx<AliasRequestRow>('alias_requests')
    .where({ model_ref: ref, alias: plainText(wish.alias), status: 'pending' })
    .modify(query => {
      if (approvedRequest !== null) {
        query.whereNot({ id: approvedRequest });
      }
    })
    .update({
      status: 'stale',
      decided_by: plainText(writer.actor),
      decided_at: writer.at,
      decision_reason: plainText(
        wish.to === null
          ? `${wish.alias} was taken away meanwhile`
          : `${wish.alias} was moved to ${wish.to} meanwhile`,
      ),
    });
}

/**
 * Moves an alias inside a transaction that holds the model's lock. The row is written only while it is as it was read, so that of two
 * movers one wins even where the database has no row locks.
 */
export async function moveAliasIn(
  tx: Knex.Transaction,
  ref: string,
  now: AliasNow,
  wish: AliasMoveWish,
  writer: Writer,
  approvedRequest: string | null = null,
): Promise<MoveOutcome> {
  const refusal = await refuseMove(tx, ref, now, wish);
  if (refusal) {
    return refusal;
  }
  const from = now.version;
  if (from === wish.to) {
    return { status: 'unchanged', from };
  }
  const alias = plainText(wish.alias);
  const next = {
    version: nullablePlainText(wish.to),
    moves: now.moves + 1,
    since: writer.at,
    moved_by: plainText(writer.actor),
  };
  const written: { alias: string }[] = now.row
    ? await tx<AliasRow>('model_aliases')
        .where({ model_ref: ref, alias, moves: now.moves })
        .update(next)
        .returning('alias')
    : await tx<AliasRow>('model_aliases')
        .insert({ model_ref: ref, alias, ...next })
        .onConflict(['model_ref', 'alias'])
        .ignore()
        .returning('alias');
  if (written.length === 0) {
    return overtakenBy(await readAlias(tx, ref, wish.alias));
  }
  await tx<AliasMoveRow>('alias_moves').insert({
    model_ref: ref,
    alias,
    number: next.moves,
    from_version: from,
    to_version: next.version,
    moved_at: writer.at,
    moved_by: next.moved_by,
    approved_by: nullablePlainText(wish.approvedBy),
    reason: nullablePlainText(wish.reason),
  });
  await endOtherRequests(tx, ref, wish, writer, approvedRequest);
  await refreshModels(tx, [ref], writer.at);
  return { status: 'moved', from };
}

/** Moves an alias; a wish about a model that is not there names no version. */
export async function moveAlias(
  db: Knex,
  model: ModelRef,
  wish: AliasMoveWish,
  writer: Writer,
): Promise<MoveOutcome> {
  const ref = modelRefKey(model);
  return db.transaction(async (tx): Promise<MoveOutcome> => {
    const models = await lockModels(tx, [ref]);
    return models.has(ref)
      ? moveAliasIn(tx, ref, await readAlias(tx, ref, wish.alias), wish, writer)
      : { status: 'no-version' };
  });
}
