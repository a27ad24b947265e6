import { DAY_MS, HOUR_MS } from '../../durations';
import type { InstantMs } from '../../types';
import { measureHours, type ReleaseFigures } from './measureHours';
import type { ReleaseHour } from './ReleaseHour';

/** How far {@link judgeRelease} looks back from a release. */
export const BEFORE_MS = 7 * DAY_MS;
/** After so long, what goes wrong is no longer the release's doing. */
export const JUDGED_MS = 3 * DAY_MS;
/** A release is judged by its newest hours, so that trouble that has passed is not held against it. */
const NEWEST_HOURS = 6;
/** Less says nothing of how a server usually is. */
const USUAL_REQUESTS = 100;
const USUAL_HOURS = 3;
/** Fewer happen in every release. */
const MANY_ERRORS = 20;
const MANY_RESTARTS = 3;
/** Fewer failures are within what users put up with. */
const LARGE_SHARE = 0.02;
/** So many times more than usual is no chance. */
const FAR_MORE = 3;
/** With none among n, at most 3 in n are to be expected with 95 % certainty. */
const RULE_OF_THREE = 3;

/** A revision that took over from another one. */
export interface Release {
  readonly startedAt: InstantMs;
  /** Of the server, 1 for the first known. */
  readonly revision: number;
}

/** What is worse than before. `factor` is null where there was none before. */
export interface ReleaseSymptom {
  readonly kind: 'errors' | 'restarts';
  readonly factor: number | null;
}

/** How a server is since its last revision, beside how it was before. */
export interface ReleaseJudgement {
  /** Null when nothing is clearly worse. */
  readonly symptom: ReleaseSymptom | null;
  readonly before: ReleaseFigures;
  readonly after: ReleaseFigures;
  /** True when the only hour that tells of the release has minutes of the revision before in it. */
  readonly partial: boolean;
}

/** A rise; null when there is none, undefined when nobody knows. */
type Rise = ReleaseSymptom | null | undefined;

function factorOf(after: number, before: number): number | null {
  return before === 0 ? null : after / before;
}

function riseOfErrors(before: ReleaseFigures, after: ReleaseFigures): Rise {
  if (
    before.errorShare === null ||
    after.errorShare === null ||
    before.requests === null ||
    before.requests < USUAL_REQUESTS
  ) {
    return undefined;
  }
  const usual = before.errorShare;
  // What few requests leave open counts for the release.
  const expected = usual + RULE_OF_THREE / before.requests;
  return (after.errors ?? 0) >= MANY_ERRORS &&
    after.errorShare >= LARGE_SHARE &&
    after.errorShare >= FAR_MORE * usual &&
    after.errorShare > expected
    ? { kind: 'errors', factor: factorOf(after.errorShare, usual) }
    : null;
}

function riseOfRestarts(before: ReleaseFigures, after: ReleaseFigures): Rise {
  if (
    before.restartsPerHour === null ||
    after.restartsPerHour === null ||
    before.hours < USUAL_HOURS
  ) {
    return undefined;
  }
  return (after.restarts ?? 0) >= MANY_RESTARTS &&
    after.restartsPerHour >= FAR_MORE * before.restartsPerHour
    ? {
        kind: 'restarts',
        factor: factorOf(after.restartsPerHour, before.restartsPerHour),
      }
    : null;
}

/**
 * Judges the last release of a server by its hours, in any order: errors as users saw them, else restarts. The hour in which it was released
 * belongs to two revisions: it is not counted before, and after only while no later one tells anything. Null when nobody knows: a first
 * revision, an old one, too little traffic before, no hour since.
 */
export function judgeRelease(
  { startedAt, revision }: Release,
  hours: readonly ReleaseHour[],
  now: InstantMs,
): ReleaseJudgement | null {
  if (revision <= 1 || startedAt > now || now - startedAt > JUDGED_MS) {
    return null;
  }
  const first = Math.floor(startedAt / HOUR_MS) * HOUR_MS;
  const since = hours
    .filter(({ hour }) => hour >= startedAt && hour < now)
    .sort((a, b) => b.hour - a.hour)
    .slice(0, NEWEST_HOURS);
  const before = measureHours(
    hours.filter(({ hour }) => hour < first && hour >= first - BEFORE_MS),
  );
  const whole = measureHours(since);
  const partial = whole.errorShare === null && whole.restarts === null;
  const after = partial
    ? measureHours(hours.filter(({ hour }) => hour === first))
    : whole;
  const rises = [riseOfErrors(before, after), riseOfRestarts(before, after)];
  return rises.every(rise => rise === undefined)
    ? null
    : { symptom: rises.find(rise => rise) ?? null, before, after, partial };
}
