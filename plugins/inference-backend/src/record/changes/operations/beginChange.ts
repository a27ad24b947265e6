import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { plainText, writeJson } from '../../database/codec';
import { selectChanges } from '../changeQuery';
import { eventToRow, rowToChange } from '../changeRows';
import type { BeginOutcome, ChangeStore } from '../ChangeStore';
import type { ChangeEventRow, ChangeRow } from '../tables';
import { lockRunning } from './lockChange';

type Wish = Parameters<ChangeStore['begin']>[0];

/** Attempts to begin while what stands in the way ends at the same moment. */
const ATTEMPTS = 5;

async function insertChange(
  tx: Knex.Transaction,
  wish: Wish,
): Promise<string | null> {
  const { plan, now } = wish;
  const id = randomUUID();
  // The unique indexes decide: of two at once the second waits for the first, and then writes nothing.
  await tx<ChangeRow>('changes')
    .insert({
      id,
      kind: plan.kind,
      server_id: plainText(plan.serverId),
      plan_id: plan.id,
      state: wish.state,
      progress: writeJson(wish.progress ?? {}),
      nudged: null,
      actor: plainText(wish.actor),
      idempotency_key: plainText(wish.key),
      reason: plainText(wish.reason),
      started_at: now,
      updated_at: now,
      finished_at: null,
      due_at: now,
      claimed_by: null,
      claimed_until: null,
      token: 0,
      failures: 0,
      failing_since: null,
    })
    .onConflict()
    .ignore();
  const written = await tx<ChangeRow>('changes').select('id').where({ id });
  if (written.length === 0) {
    return null;
  }
  await tx<ChangeEventRow>('change_events').insert(
    eventToRow(id, { state: wish.state, message: wish.message }, now),
  );
  return id;
}

/** Why nothing was written; null when it is over already. */
async function explain(
  tx: Knex.Transaction,
  { plan, actor, key }: Wish,
): Promise<BeginOutcome | null> {
  const [before] = await selectChanges(tx).where({
    actor: plainText(actor),
    idempotency_key: plainText(key),
  });
  if (before) {
    const change = rowToChange(before);
    return before.plan_id === plan.id
      ? { status: 'begun', change, again: true }
      : { status: 'key-reused', change };
  }
  const [used] = await selectChanges(tx).where({ plan_id: plan.id });
  if (used) {
    return { status: 'plan-used', change: rowToChange(used) };
  }
  const [running] = await selectChanges(tx)
    .where('changes.server_id', plainText(plan.serverId))
    .whereNull('changes.finished_at');
  return running ? { status: 'busy', running: rowToChange(running) } : null;
}

/** Ends the change that goes on, if it makes room for the new one. */
async function makeRoom(tx: Knex.Transaction, wish: Wish): Promise<void> {
  const { plan, now, endOf } = wish;
  const [found]: Pick<ChangeRow, 'id' | 'plan_id'>[] = endOf
    ? await tx<ChangeRow>('changes')
        .select('id', 'plan_id')
        .where({ server_id: plainText(plan.serverId) })
        .whereNull('finished_at')
    : [];
  const row =
    found && found.plan_id !== plan.id
      ? await lockRunning(tx, found.id)
      : undefined;
  const end = row && endOf?.(rowToChange(row));
  if (row && end) {
    await tx<ChangeRow>('changes').where({ id: row.id }).update({
      state: end.state,
      updated_at: now,
      finished_at: now,
    });
    await tx<ChangeEventRow>('change_events').insert(
      eventToRow(row.id, end, now),
    );
  }
}

/** Begins a change, or tells what stands in its way. */
export async function beginChange(db: Knex, wish: Wish): Promise<BeginOutcome> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const outcome = await db.transaction(
      async (tx): Promise<BeginOutcome | null> => {
        await makeRoom(tx, wish);
        const id = await insertChange(tx, wish);
        if (id === null) {
          return explain(tx, wish);
        }
        const [row] = await selectChanges(tx).where('changes.id', id);
        return (
          row && { status: 'begun', change: rowToChange(row), again: false }
        );
      },
    );
    if (outcome) {
      return outcome;
    }
  }
  throw new Error(
    `Changes of model server ${wish.plan.serverId} begin and end too fast to begin another one`,
  );
}
