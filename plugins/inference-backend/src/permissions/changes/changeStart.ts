import { ConflictError, InputError } from '@backstage/errors';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { BeginOutcome, RecordedChange } from '../../record';
import type { InstantMs } from '../../types';

const MAX_KEY_LENGTH = 200;

/** The wish to do a plan. */
export interface ChangeStart {
  readonly planId: string;
  readonly planHash: string;
  readonly reason: string;
  /** Header `Idempotency-Key`. */
  readonly key: string | undefined;
  /** What the first step already knows. */
  readonly progress?: JsonObject;
}

/** RFC 3339, UTC. */
export function instantText(instant: InstantMs): string {
  return new Date(instant).toISOString();
}

/** Throws `InputError` unless the caller sent a key. */
export function requireKey(key: string | undefined): string {
  if (key === undefined || key.trim() === '' || key.length > MAX_KEY_LENGTH) {
    throw new InputError(
      `Idempotency-Key: send this header with a value of your own of up to ${MAX_KEY_LENGTH} characters, such as a UUID, and the same one when you send the request again`,
    );
  }
  return key;
}

/** Throws `InputError` unless there are words. */
export function requireReason(text: string): string {
  const reason = text.trim();
  if (reason === '') {
    throw new InputError(
      'reason: say why; it stands in the history of the server',
    );
  }
  return reason;
}

/** Who keeps a server busy, and since when. */
export function busy(running: RecordedChange): ConflictError {
  return new ConflictError(
    `A ${running.kind} of this server goes on (${running.state}), which ${
      running.actor
    } began at ${instantText(
      running.startedAt,
    )}: wait until it is over, or undo it. Its id is ${running.id}`,
  );
}

/** The change that was begun, now or before with the same key. Throws `ConflictError` that says what stands in the way. */
export function requireBegun(outcome: BeginOutcome): RecordedChange {
  switch (outcome.status) {
    case 'begun':
      return outcome.change;
    case 'key-reused':
      throw new ConflictError(
        `Idempotency-Key: you used this value at ${instantText(
          outcome.change.startedAt,
        )} for another plan; take a new one`,
      );
    case 'plan-used':
      throw new ConflictError(
        `The plan was done before, at ${instantText(
          outcome.change.startedAt,
        )} (${outcome.change.id}): make a new plan`,
      );
    case 'busy':
      throw busy(outcome.running);
    default:
      outcome satisfies never;
      throw new Error('Unknown outcome');
  }
}
