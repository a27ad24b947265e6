import type { ActivityHistory } from './history';
import type { ZombiePolicy } from './policy';
import {
  findSyntheticStream,
  isSyntheticHour,
  type SyntheticStream,
} from './syntheticStream';

/** Synthetic streams over a history: monitors are changed, or come late. */
export interface SyntheticRegimes {
  /** The stream at the end. */
  readonly latest: SyntheticStream;
  /** Another stream before the slot `changedAt`; null when none was found there. */
  readonly earlier: SyntheticStream | null;
  readonly changedAt: number;
}

const DAY = 24;
const USUAL_DAYS = 14;
const NEW_DAYS = 7;
/** Enough only when another stream was there before, and nothing else. */
const JUST_CHANGED_DAYS = 3;
const ASKED_HOURS = USUAL_DAYS * DAY;
const UNLIKE_SHARE = 0.5;

/** The synthetic streams before slot `end`: one, or one after another. */
export function findSyntheticRegimes(
  history: ActivityHistory,
  end: number,
  policy: ZombiePolicy,
): SyntheticRegimes | undefined {
  if (!isAskedLately(history, end)) return undefined;
  for (const days of [USUAL_DAYS, NEW_DAYS, JUST_CHANGED_DAYS]) {
    const latest = findSyntheticStream(history, end, policy, days * DAY);
    if (!latest) continue;
    const changedAt = findChange(history, end, latest);
    const earlier =
      findSyntheticStream(history, changedAt, policy, USUAL_DAYS * DAY) ?? null;
    if (earlier === null && days === JUST_CHANGED_DAYS) return undefined;
    return { latest, earlier, changedAt };
  }
  return undefined;
}

/** Without a request for longer than the window there is no stream to look for. */
function isAskedLately({ requests }: ActivityHistory, end: number): boolean {
  for (let slot = end - 1; slot >= Math.max(0, end - ASKED_HOURS); slot -= 1) {
    if (requests[slot] > 0) return true;
  }
  return false;
}

/** The stream of a slot. */
export function streamAt(
  { latest, earlier, changedAt }: SyntheticRegimes,
  slot: number,
): SyntheticStream {
  return slot < changedAt && earlier !== null ? earlier : latest;
}

/** The slot from which hours are like the stream, up to `end`; 0 when all are. */
function findChange(
  { requests, generatedTokens }: ActivityHistory,
  end: number,
  stream: SyntheticStream,
): number {
  const isUnlike = (slot: number) =>
    requests[slot] > 0 &&
    !isSyntheticHour(requests[slot], generatedTokens[slot], stream);
  for (let to = end; to > 0; to -= DAY) {
    let [asked, unlike] = [0, 0];
    for (let slot = Math.max(0, to - DAY); slot < to; slot += 1) {
      if (!(requests[slot] > 0)) continue;
      asked += 1;
      unlike += Number(isUnlike(slot));
    }
    if (asked === 0 || unlike <= UNLIKE_SHARE * asked) continue;
    let change = to;
    while (change < end && !(requests[change] > 0 && !isUnlike(change))) {
      change += 1;
    }
    return change;
  }
  return 0;
}
