import { thousands } from '../thousands';
import { TOO_MANY_ERRORS } from './chooseTarget';

/** Requests to the new pods of a server. */
export interface Answered {
  readonly succeeded: number;
  /** Null when their engine counts no errors. */
  readonly failed: number | null;
}

/** Of fewer requests nobody can say that too many fail, or take too long. */
export const ENOUGH_REQUESTS = 20;

/** What the requests say of a rollback whose pods are ready. */
export interface AnswerVerdict {
  /** True when too many of them fail, or take too long. */
  readonly isFailing: boolean;
  /** A sentence. */
  readonly message: string;
}

/** Judges what the new pods did with their requests; null when nobody says. */
export function judgeAnswered(answered: Answered | null): AnswerVerdict {
  if (answered === null) {
    return {
      isFailing: false,
      message:
        'Nobody counts requests of its new pods, so errors were not looked at.',
    };
  }
  const { failed, succeeded } = answered;
  if (failed === null) {
    return {
      isFailing: false,
      message: `Its new pods answered ${thousands(
        succeeded,
      )} requests; nobody counts those that fail.`,
    };
  }
  const all = succeeded + failed;
  if (all === 0) {
    return {
      isFailing: false,
      message: 'Its new pods have had no request yet.',
    };
  }
  return {
    isFailing: all >= ENOUGH_REQUESTS && failed / all > TOO_MANY_ERRORS,
    message: `${thousands(failed)} of ${thousands(
      all,
    )} requests to its new pods failed.`,
  };
}
