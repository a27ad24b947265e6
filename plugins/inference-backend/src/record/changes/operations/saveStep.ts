import type { Knex } from 'knex';
import type { InstantMs } from '../../../types';
import { readJson, readNumber, writeJson } from '../../database/codec';
import { eventToRow } from '../changeRows';
import type { ChangeStep, ClaimRef } from '../ChangeStore';
import type { ChangeEventRow, ChangeRow } from '../tables';
import { lockRunning } from './lockChange';

/** Columns of a change that nobody holds and that did not fail. */
const UNCLAIMED = {
  claimed_by: null,
  claimed_until: null,
  failures: 0,
  failing_since: null,
} as const;

/** Writes what a step came to, see `ChangeStore.saveStep`. */
export async function saveStep(
  db: Knex,
  { id, token }: ClaimRef,
  { state, progress, events, next }: ChangeStep,
  now: InstantMs,
): Promise<boolean> {
  return db.transaction(async tx => {
    const row = await lockRunning(tx, id);
    if (!row || readNumber(row.token) !== token) {
      return false;
    }
    const change = () => tx<ChangeRow>('changes').where({ id });
    const isNudged = row.nudged !== null;
    if (isNudged && next === 'finished') {
      // Somebody was told that it still goes on: the step is done again, and sees why.
      await change().update({ ...UNCLAIMED, due_at: now });
      return false;
    }
    const isOver = next === 'finished';
    await change().update({
      ...UNCLAIMED,
      state,
      progress: writeJson({
        ...progress,
        ...(row.nudged !== null && readJson<object>(row.nudged)),
      }),
      nudged: null,
      updated_at: now,
      finished_at: isOver ? now : null,
      due_at: isOver || isNudged ? now : next,
    });
    if (events.length > 0) {
      await tx<ChangeEventRow>('change_events').insert(
        events.map(event => eventToRow(id, event, now)),
      );
    }
    return true;
  });
}
