import { randomUUID } from 'node:crypto';
import type {
  AliasMove,
  AliasRequest,
  ModelRef,
  Page,
} from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { nullablePlainText, plainText } from '../../database/codec';
import { decodeCursor, encodeCursor } from '../../database/cursor';
import { modelRefKey, rowToAliasMove, rowToAliasRequest } from '../modelRows';
import type { AliasMoveWish, Writer } from '../RegistryStore';
import type { AliasMoveRow, AliasRequestRow } from '../tables';
import { moveAliasIn, readAlias, refuseMove, type Refusal } from './moveAlias';
import { lockModels, refreshModels } from './writeModels';

/** One page of an alias's moves, newest first. */
export async function readAliasHistory(
  db: Knex,
  model: ModelRef,
  alias: string,
  options: { limit: number; cursor?: string },
): Promise<Page<AliasMove>> {
  const rows = await db<AliasMoveRow>('alias_moves')
    .where({ model_ref: modelRefKey(model), alias: plainText(alias) })
    .modify(query => {
      if (options.cursor !== undefined) {
        const [number] = decodeCursor<[number]>(options.cursor, ['number']);
        query.where('number', '<', number);
      }
    })
    .orderBy('number', 'desc')
    .limit(options.limit + 1);
  const page = rows.slice(0, options.limit);
  const items = page.map(rowToAliasMove);
  const last = page.at(-1);
  return rows.length > options.limit && last
    ? { items, nextCursor: encodeCursor([last.number]) }
    : { items };
}

/** Remembers a wish; the same open wish of the same person is answered again. */
export async function requestAliasMove(
  db: Knex,
  model: ModelRef,
  wish: Omit<AliasMoveWish, 'approvedBy'>,
  writer: Writer,
): Promise<
  { readonly status: 'requested'; readonly request: AliasRequest } | Refusal
> {
  const ref = modelRefKey(model);
  return db.transaction(async tx => {
    if (!(await lockModels(tx, [ref])).has(ref)) {
      return { status: 'no-version' };
    }
    const now = await readAlias(tx, ref, wish.alias);
    const refusal = await refuseMove(tx, ref, now, wish);
    if (refusal) {
      return refusal;
    }
    const row: AliasRequestRow = {
      id: randomUUID(),
      model_ref: ref,
      alias: plainText(wish.alias),
      from_version: now.version,
      to_version: nullablePlainText(wish.to),
      alias_moves: now.moves,
      reason: nullablePlainText(wish.reason),
      requested_by: plainText(writer.actor),
      requested_at: writer.at,
      status: 'pending',
      decided_by: null,
      decided_at: null,
      decision_reason: null,
    };
    const open = await tx<AliasRequestRow>('alias_requests')
      .where({
        model_ref: ref,
        alias: row.alias,
        requested_by: row.requested_by,
        status: 'pending',
        alias_moves: row.alias_moves,
      })
      .modify(query => {
        if (row.to_version === null) {
          query.whereNull('to_version');
        } else {
          query.where('to_version', row.to_version);
        }
      })
      .first();
    if (!open) {
      await tx<AliasRequestRow>('alias_requests').insert(row);
      await refreshModels(tx, [ref], writer.at);
    }
    return { status: 'requested', request: rowToAliasRequest(open ?? row) };
  });
}

/** A request of a model. */
export async function readAliasRequest(
  db: Knex,
  model: ModelRef,
  requestId: string,
): Promise<AliasRequest | undefined> {
  const row = await db<AliasRequestRow>('alias_requests')
    .where({ id: plainText(requestId), model_ref: modelRefKey(model) })
    .first();
  return row && rowToAliasRequest(row);
}

/** Decides a request once; one that is decided already comes back as it is. */
export async function decideAliasRequest(
  db: Knex,
  model: ModelRef,
  requestId: string,
  decision: { readonly approve: boolean; readonly reason: string | null },
  writer: Writer,
): Promise<AliasRequest | undefined> {
  const ref = modelRefKey(model);
  await db.transaction(async tx => {
    await lockModels(tx, [ref]);
    const row = await tx<AliasRequestRow>('alias_requests')
      .where({ id: plainText(requestId), model_ref: ref, status: 'pending' })
      .first();
    if (!row) {
      return;
    }
    const status = decision.approve
      ? await approve(tx, row, writer)
      : 'rejected';
    await tx<AliasRequestRow>('alias_requests')
      .where({ id: row.id, status: 'pending' })
      .update({
        status,
        decided_by: plainText(writer.actor),
        decided_at: writer.at,
        decision_reason: nullablePlainText(decision.reason),
      });
    await refreshModels(tx, [ref], writer.at);
  });
  return readAliasRequest(db, model, requestId);
}

async function approve(
  tx: Knex.Transaction,
  request: AliasRequestRow,
  writer: Writer,
): Promise<'approved' | 'stale'> {
  const now = await readAlias(tx, request.model_ref, request.alias);
  // Away and back again is a move as well: who asked did not know of it.
  if (now.moves !== request.alias_moves) {
    return 'stale';
  }
  const outcome = await moveAliasIn(
    tx,
    request.model_ref,
    now,
    {
      alias: request.alias,
      to: request.to_version,
      expected: request.from_version,
      reason: request.reason,
      approvedBy: writer.actor,
    },
    { ...writer, actor: request.requested_by },
    request.id,
  );
  return outcome.status === 'moved' || outcome.status === 'unchanged'
    ? 'approved'
    : 'stale';
}
