import { DAY_MS, HOUR_MS } from '../../durations';
import { USED } from './hourStates';
import {
  type Evidence,
  reason,
  type Rule,
  silenceReasons,
  toVerdict,
} from './evidence';
import { STRONG_PEAK } from './gpuWitness';
import { isNetworkAtRest } from './networkRest';

/** Work of the GPU in so many hours of three days is more than loading weights again and again. */
const WORKING_HOURS = 6;
const WORKING_AVG = 0.2;

/** Starts and ends again and again, while nobody is served. */
export const crashLooping: Rule = evidence => {
  const { facts, policy, evaluatedAt, history, activity } = evidence;
  if (!facts.crashLooping) return undefined;
  const since = lastRequestEnd(evidence);
  const quietDays = (evaluatedAt - since) / DAY_MS;
  const knownDays =
    facts.crashLoopingSince === null
      ? quietDays
      : (evaluatedAt - facts.crashLoopingSince) / DAY_MS;
  const lasted = Math.min(quietDays, knownDays);
  if (isWorking(evidence, policy.crashLoopDays)) return undefined;
  const from = Math.max(0, Math.floor((since - history.start) / HOUR_MS));
  const requestHoursSeen = history.requests
    .subarray(from, activity.hours.length)
    .reduce((seen, count) => seen + Number(!Number.isNaN(count)), 0);
  const seenHours = countSeen(evidence, from);
  const neededHours = policy.coverage * policy.crashLoopDays * 24;
  const values = { days: lasted, quietDays, requestHoursSeen, seenHours };
  const claim = { since: facts.crashLoopingSince ?? since };
  if (lasted < policy.crashLoopDays || seenHours < neededHours) {
    const daysLeft = Math.max(1, policy.crashLoopDays - lasted);
    return quietDays * 24 < policy.idleHours
      ? undefined
      : toVerdict(
          evidence,
          'crash-looping',
          'low',
          [reason('crash-looping', values)],
          { ...claim, nextCheckAt: evaluatedAt + daysLeft * DAY_MS },
        );
  }
  return toVerdict(
    evidence,
    'crash-looping',
    requestHoursSeen >= neededHours ? 'high' : 'medium',
    [
      reason('crash-looping', values),
      ...silenceReasons(evidence, policy.crashLoopDays).slice(1),
    ],
    claim,
  );
};

/** End of the last hour with a request that was counted; weights that are loaded again move the GPU, but serve nobody. */
function lastRequestEnd({ history, activity, facts }: Evidence): number {
  for (let slot = activity.hours.length - 1; slot >= 0; slot -= 1) {
    const isReal = activity.synthetic === null || activity.hours[slot] === USED;
    const isCounted =
      history.requests[slot] > 0 || history.generatedTokens[slot] > 0;
    if (isCounted && isReal) return history.start + (slot + 1) * HOUR_MS;
  }
  const before = facts.earlierActivity[facts.earlierActivity.length - 1];
  return before === undefined
    ? Math.max(facts.createdAt, history.start)
    : before + HOUR_MS;
}

/**
 * Whether the GPU does more than to load weights. While requests are told, only much work is; while they are not, every hour counts that
 * is more than a faint peak, for nothing else would tell of users.
 */
function isWorking(
  { history, activity, facts, policy }: Evidence,
  days: number,
): boolean {
  if (facts.gpuShared) return false;
  const end = activity.hours.length;
  let working = 0;
  for (
    let slot = Math.max(0, end - Math.ceil(days * 24));
    slot < end;
    slot += 1
  ) {
    const avg = history.gpuActivityAvg[slot];
    const isUntold = Number.isNaN(history.requests[slot]);
    const isWork =
      avg >= WORKING_AVG ||
      (isUntold &&
        (avg >= policy.countedBlipAvgBelow ||
          activity.gpuPeaks[slot] >= STRONG_PEAK));
    if (isWork) working += 1;
  }
  return working >= WORKING_HOURS;
}

/** Hours from slot `from` of which something shows that nobody was served. */
function countSeen({ history, activity, facts }: Evidence, from: number) {
  const isAtRest = isNetworkAtRest(history, activity.hours, from);
  let seen = 0;
  for (let slot = from; slot < activity.hours.length; slot += 1) {
    const isSeen =
      !Number.isNaN(history.requests[slot]) ||
      (!facts.gpuShared &&
        (!Number.isNaN(history.gpuActivityMax[slot]) ||
          !Number.isNaN(history.gpuActivityAvg[slot]))) ||
      (isAtRest && !Number.isNaN(history.networkBytesPerSecond[slot]));
    if (isSeen) seen += 1;
  }
  return seen;
}
