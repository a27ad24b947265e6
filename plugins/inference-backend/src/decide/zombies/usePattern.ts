import { HOUR_MS } from '../../durations';
import type { InstantMs } from '../../types';
import { type Activity } from './activity';
import { dueHoursSeen } from './dueHours';
import { type ServerFacts } from './history';
import { QUIET, UNSEEN, USED } from './hourStates';

/** How a server was used until its last use. Slots count from the begin of the history; those before it are below zero. */
export interface UsePattern {
  /** Null when no use is known at all. */
  readonly lastUsedSlot: number | null;
  /** Runs of use with less than half a day between. */
  readonly episodes: number;
  /** Slots in which they began. */
  readonly episodeBegins: readonly number[];
  /** Hours from the begin of an episode to the begin of the next, usual and longest pause between; null with fewer than two episodes. */
  readonly usualIntervalHours: number | null;
  readonly longestPauseHours: number;
  /** The same within the last two months of use. */
  readonly recentPauseHours: number;
  /** Quiet before the first use. */
  readonly leadingPauseHours: number;
  /** Use reaches back to the begin of the record, while the server is older. */
  readonly isCutOff: boolean;
  /** Hours from the creation to the end of the last use. */
  readonly hoursInUse: number;
  /** Requests of all used hours since the creation; null when the record begins later. */
  readonly requestsSinceBirth: number | null;
  /** Days with use among the 28 before the last use, and how many of them there were. */
  readonly daysUsed: number;
  readonly daysKnown: number;
}

const DAY = 24;
const EPISODE_GAP = 12;
/** Holes up to here are taken for what is around them; longer ones do not count as pauses. */
const SHORT_HOLE = 6;
const RECENT = 60 * DAY;
const WINDOW_DAYS = 28;
/** The first scrape of a new server may be late. */
const RECORD_BEGINS_WITHIN = 6;
/** Use so soon after the begin of the record had begun before. */
const CUT_OFF = 36;

/** Reads the pattern out of the judged hours and of the activity that is known from before them. */
export function readUsePattern(
  activity: Activity,
  facts: ServerFacts,
): UsePattern {
  const used = usedSlots(activity, facts);
  const bornSlot = (facts.createdAt - activity.start) / HOUR_MS;
  const firstKnown = Math.max(0, Math.floor(bornSlot));
  const first = used[0];
  const last = used[used.length - 1];
  const begins = used.length > 0 ? [first] : [];
  let [longest, recent] = [0, 0];
  for (let i = 1; i < used.length; i += 1) {
    const gap = used[i] - used[i - 1] - 1;
    if (gap < EPISODE_GAP) continue;
    begins.push(used[i]);
    const pause = gap - hiddenHours(activity.hours, used[i - 1] + 1, used[i]);
    longest = Math.max(longest, pause);
    if (last - used[i] <= RECENT) recent = Math.max(recent, pause);
  }
  const known = used.length > 0 ? Math.min(first, firstKnown) : firstKnown;
  return {
    lastUsedSlot: last ?? null,
    episodes: begins.length,
    episodeBegins: begins,
    usualIntervalHours: usualInterval(begins),
    longestPauseHours: longest,
    recentPauseHours: recent,
    leadingPauseHours:
      used.length === 0
        ? 0
        : first - known - hiddenHours(activity.hours, known, first),
    isCutOff:
      used.length > 0 && bornSlot < -CUT_OFF && first - known <= CUT_OFF,
    hoursInUse: used.length === 0 ? 0 : last + 1 - bornSlot,
    requestsSinceBirth:
      bornSlot > -RECORD_BEGINS_WITHIN ? activity.requestsInUse : null,
    ...daysBefore(used, known),
  };
}

function usedSlots(activity: Activity, facts: ServerFacts): readonly number[] {
  const used: number[] = [];
  for (const time of facts.earlierActivity) {
    const slot = Math.floor((time - activity.start) / HOUR_MS);
    if (slot < 0) used.push(slot);
  }
  for (let slot = 0; slot < activity.hours.length; slot += 1) {
    if (activity.hours[slot] === USED) used.push(slot);
  }
  return used;
}

/** Hours of long holes in [from, to): nobody knows whether there was a pause. */
function hiddenHours(hours: Uint8Array, from: number, to: number): number {
  let [hidden, run] = [0, 0];
  for (let slot = Math.max(0, from); slot <= to; slot += 1) {
    if (slot < to && hours[slot] === UNSEEN) {
      run += 1;
    } else {
      if (run > SHORT_HOLE) hidden += run;
      run = 0;
    }
  }
  return hidden;
}

/** Three of four intervals are not longer. */
function usualInterval(begins: readonly number[]): number | null {
  if (begins.length < 2) return null;
  const intervals = Float64Array.from(
    begins.slice(1),
    (begin, i) => begin - begins[i],
  ).sort();
  return intervals[Math.floor(0.75 * (intervals.length - 1))];
}

function daysBefore(used: readonly number[], known: number) {
  const last = used[used.length - 1];
  if (last === undefined) return { daysUsed: 0, daysKnown: 0 };
  const days = new Set<number>();
  for (let i = used.length - 1; i >= 0; i -= 1) {
    const day = Math.floor((last - used[i]) / DAY);
    if (day >= WINDOW_DAYS) break;
    days.add(day);
  }
  const length = Math.ceil((last + 1 - known) / DAY);
  return { daysUsed: days.size, daysKnown: Math.min(WINDOW_DAYS, length) };
}

/** A silence: from the end of the last use, or from when the server was first seen, to the end of the record. */
export interface Silence {
  readonly since: InstantMs;
  readonly hours: number;
  /** Hours that were seen to be quiet; holes of up to three hours between such count as well. */
  readonly seenHours: number;
  /** Share of the hours of the day that used to be busy which were seen, or of those in which rare work was due again, 0 to 1. */
  readonly busyHoursSeen: number;
  readonly gpuAloneHours: number;
  /** Hours from the last seen hour to the end of the record. */
  readonly unseenTailHours: number;
}

const BRIDGED_HOLE = 3;

/** What was seen of the silence that lasts at the end of the record. */
export function readSilence(
  activity: Activity,
  pattern: UsePattern,
  facts: ServerFacts,
  evaluatedAt: InstantMs,
): Silence {
  const { hours, start } = activity;
  const born = Math.max(0, Math.floor((facts.createdAt - start) / HOUR_MS));
  const from =
    pattern.lastUsedSlot === null
      ? born
      : Math.max(0, pattern.lastUsedSlot + 1);
  const since =
    pattern.lastUsedSlot === null
      ? Math.max(facts.createdAt, start)
      : start + (pattern.lastUsedSlot + 1) * HOUR_MS;
  const weights = busyHours(hours);
  let [seen, hole, alone, weightSeen, weightAll] = [0, 0, 0, 0, 0];
  for (let slot = from; slot < hours.length; slot += 1) {
    weightAll += weights[slot % DAY];
    if (hours[slot] === QUIET) {
      seen += 1 + (hole <= BRIDGED_HOLE ? hole : 0);
      weightSeen += weights[slot % DAY];
      alone += activity.byGpuAlone[slot];
      hole = 0;
    } else {
      hole += 1;
    }
  }
  return {
    since: since as InstantMs,
    hours: Math.max(0, (evaluatedAt - since) / HOUR_MS),
    seenHours: seen,
    busyHoursSeen: Math.min(
      weightAll === 0 ? 1 : weightSeen / weightAll,
      dueHoursSeen(pattern.episodeBegins, hours) ?? 1,
    ),
    gpuAloneHours: alone,
    unseenTailHours: hole,
  };
}

/** Used hours by hour of the day, counted from the begin of the history. */
function busyHours(hours: Uint8Array): Float64Array {
  const weights = new Float64Array(DAY);
  for (let slot = 0; slot < hours.length; slot += 1) {
    if (hours[slot] === USED) weights[slot % DAY] += 1;
  }
  return weights;
}
