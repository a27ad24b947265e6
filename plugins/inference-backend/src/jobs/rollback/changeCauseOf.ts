import type { StoredRollback } from '../../decide/rollback/rollbackRecord';
import type { RecordedChange } from '../../record';

/** A label is read in one line. */
const MAX_REASON = 200;

/** What stands on the object as its change-cause. */
export function changeCauseOf(
  { actor, reason }: Pick<RecordedChange, 'actor' | 'reason'>,
  { shown }: StoredRollback,
): string {
  const words = reason.replace(/\s+/g, ' ').slice(0, MAX_REASON);
  return `Rolled back to revision ${
    shown.to?.number ?? 'before'
  } by ${actor} (inference-portal): ${words}`;
}
