import { thousands } from '../thousands';
import { ENOUGH_REQUESTS, type AnswerVerdict } from './judgeAnswered';
import type { KnownRevision } from './rollbackWorld';
import { wasFailing } from './chooseTarget';

/** How long requests to the new pods of a server took. */
export interface MeasuredLatency {
  readonly requests: number;
  /** 95th percentile, milliseconds; null while there is none. */
  readonly p95Ms: number | null;
}

/** How long requests took while the server was healthy, which is what it is to come back to. */
export interface HealthyLatency {
  /** 95th percentile, milliseconds. */
  readonly p95Ms: number;
  /** Number of the revision that ran then. */
  readonly revision: number;
}

/** Slower by this factor is out of range: buckets of histograms are coarse, and caches of new pods are cold. */
const TOO_SLOW = 1.5;
/** What nobody feels is in range, whatever the factor. */
const NOTICED_MS = 100;

/**
 * What latency is to come back to: that of the target in its last day, else that of the newest revision before the one that is left.
 * Null when nobody measured it; a revision whose requests failed tells nothing.
 *
 * @param past - newest first, without what runs now
 */
export function healthyLatency(
  target: KnownRevision | null,
  past: readonly KnownRevision[],
): HealthyLatency | null {
  const candidates = target === null ? past : [target, ...past];
  for (const revision of candidates) {
    const p95Ms = revision.served?.p95Ms ?? null;
    if (p95Ms !== null && !wasFailing(revision)) {
      return { p95Ms, revision: revision.number };
    }
  }
  return null;
}

function milliseconds(value: number): string {
  return `${thousands(Math.round(value))} ms`;
}

/** Judges how long the new pods take; null for what nobody measured. */
export function judgeLatency({
  before,
  now,
}: {
  readonly before: HealthyLatency | null;
  readonly now: MeasuredLatency | null;
}): AnswerVerdict {
  const inRange = (message: string) => ({ isFailing: false, message });
  if (now === null) {
    return inRange(
      'Nobody measures how long its new pods take, so latency was not looked at.',
    );
  }
  if (now.p95Ms === null) {
    return inRange('How long its new pods take is not known yet.');
  }
  const took = `95 % of ${thousands(
    now.requests,
  )} requests to its new pods took up to ${milliseconds(now.p95Ms)}`;
  if (before === null) {
    return inRange(`${took}; nobody measured it before, so it was not judged.`);
  }
  const isSlow =
    now.requests >= ENOUGH_REQUESTS &&
    now.p95Ms > before.p95Ms * TOO_SLOW &&
    now.p95Ms - before.p95Ms > NOTICED_MS;
  return {
    isFailing: isSlow,
    message: `${took}, and up to ${milliseconds(before.p95Ms)} with revision ${
      before.revision
    } before.`,
  };
}
