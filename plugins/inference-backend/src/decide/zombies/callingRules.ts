import { DAY_MS, HOUR_MS } from '../../durations';
import {
  coverageOf,
  type Evidence,
  isSeenFor,
  reason,
  type Rule,
  silenceReasons,
  toVerdict,
} from './evidence';
import { USED } from './activity';
import type { Confidence } from './verdict';
import { scheduledPatience, unknown } from './waitingRules';

/** Share of a silence that must have been seen for full confidence. */
const WELL_SEEN = 0.8;
const WEEK_HOURS = 7 * 24;
/** Work of the GPU in so many hours of three days is more than loading weights again and again. */
const WORKING_HOURS = 6;
const WORKING_AVG = 0.2;

/** Starts and ends again and again, while nobody is served. */
export const crashLooping: Rule = evidence => {
  const { facts, policy, silence, evaluatedAt, history } = evidence;
  if (!facts.crashLooping) return undefined;
  const since = lastRequestEnd(evidence);
  const quietDays = (evaluatedAt - since) / DAY_MS;
  const knownDays =
    facts.crashLoopingSince === null
      ? quietDays
      : (evaluatedAt - facts.crashLoopingSince) / DAY_MS;
  const lasted = Math.min(quietDays, knownDays);
  if (isWorking(evidence, policy.crashLoopDays)) return undefined;
  const seenRequests = countSeen(
    history.requests,
    Math.floor((since - history.start) / HOUR_MS),
    evidence.activity.hours.length,
  );
  const values = { days: lasted, quietDays, requestHoursSeen: seenRequests };
  const claim = { since: facts.crashLoopingSince ?? since };
  if (lasted < policy.crashLoopDays) {
    return quietDays * 24 < policy.idleHours
      ? undefined
      : toVerdict(
          evidence,
          'crash-looping',
          'low',
          [reason('crash-looping', values)],
          {
            ...claim,
            nextCheckAt: evaluatedAt + (policy.crashLoopDays - lasted) * DAY_MS,
          },
        );
  }
  const confidence =
    seenRequests >= policy.coverage * policy.crashLoopDays * 24
      ? 'high'
      : 'medium';
  return toVerdict(
    evidence,
    'crash-looping',
    confidence,
    [
      reason('crash-looping', values),
      ...silenceReasons(evidence, policy.crashLoopDays).slice(1),
    ],
    { ...claim, since: claim.since ?? silence.since },
  );
};

/** End of the last hour with a request that was counted; weights that are loaded again move the GPU, but serve nobody. */
function lastRequestEnd({ history, activity, facts }: Evidence): number {
  for (let slot = activity.hours.length - 1; slot >= 0; slot -= 1) {
    const isReal = activity.synthetic === null || activity.hours[slot] === USED;
    if (history.requests[slot] > 0 && isReal) {
      return history.start + (slot + 1) * HOUR_MS;
    }
  }
  const before = facts.earlierActivity[facts.earlierActivity.length - 1];
  return before === undefined
    ? Math.max(facts.createdAt, history.start)
    : before + HOUR_MS;
}

function isWorking(
  { history, activity, facts }: Evidence,
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
    if (history.gpuActivityAvg[slot] >= WORKING_AVG) working += 1;
  }
  return working >= WORKING_HOURS;
}

function countSeen(series: Float32Array, from: number, to: number): number {
  let seen = 0;
  for (let slot = Math.max(0, from); slot < to; slot += 1) {
    if (!Number.isNaN(series[slot])) seen += 1;
  }
  return seen;
}

/** A newer version serves, and nobody came back to this one since the time for a rollback is over. */
export const superseded: Rule = evidence => {
  const { facts, policy, pattern, silence, evaluatedAt } = evidence;
  if (!facts.newerVersionServing || facts.schedule !== null) return undefined;
  const usualHours = pattern.usualIntervalHours ?? 0;
  const isRare =
    evidence.patience.kind !== 'daily-use' && usualHours >= WEEK_HOURS / 2;
  const allowed = isRare ? policy.supersededRareDays : policy.supersededDays;
  if (!isSeenFor(evidence, allowed)) return undefined;
  const since = Math.max(silence.since, facts.newerVersionSince ?? 0);
  if (evaluatedAt - since < policy.rollbackDays * DAY_MS) return undefined;
  const isSure = coverageOf(evidence) >= WELL_SEEN && !isOnlyGpu(evidence);
  return toVerdict(
    evidence,
    'superseded',
    isSure ? 'high' : 'medium',
    [
      reason('newer-version-serves', {
        days:
          facts.newerVersionSince === null
            ? null
            : (evaluatedAt - facts.newerVersionSince) / DAY_MS,
      }),
      ...silenceReasons(evidence, allowed),
    ],
    { since },
  );
};

/** Silent for longer than its own past can explain. */
export const zombie: Rule = evidence => {
  const { silence, patience, silentDays, policy } = evidence;
  const { days: allowed, scheduled } = allowedSilence(evidence);
  if (silentDays < allowed) return undefined;
  if (!isSeenFor(evidence, allowed)) {
    return unknown(evidence, 'silence-not-seen', {
      neededHours: policy.coverage * allowed * 24,
    });
  }
  const confidence = confidenceIn(evidence, allowed, scheduled);
  const reasons = [...silenceReasons(evidence, allowed)];
  if (scheduled) reasons.unshift(scheduledPatience(evidence).reason);
  if (!scheduled && patience.kind !== 'daily-use') {
    reasons.push(reason('possible-standby'));
  }
  return toVerdict(evidence, 'zombie', confidence, reasons, {
    since: silence.since,
  });
};

/** Days of silence that the past explains. */
export function allowedSilence(evidence: Evidence) {
  const { facts, patience, policy, activity } = evidence;
  if (facts.schedule !== null) {
    const { days } = scheduledPatience(evidence);
    return { days: days ?? Infinity, scheduled: true };
  }
  if (activity.synthetic === null)
    return { days: patience.days, scheduled: false };
  const days =
    patience.kind === 'never-used'
      ? policy.syntheticDays
      : Math.max(patience.days, policy.syntheticDays);
  return { days, scheduled: false };
}

/** A standby that nobody declared looks like a server that was never used or rarely: only the end of daily use is beyond doubt. */
function confidenceIn(
  evidence: Evidence,
  allowed: number,
  scheduled: boolean,
): Confidence {
  const { activity, patience, policy, silentDays } = evidence;
  const isWellSeen =
    coverageOf(evidence) >= WELL_SEEN &&
    activity.blips === 0 &&
    !isOnlyGpu(evidence);
  if (!isWellSeen) return 'medium';
  if (scheduled) return silentDays >= 1.25 * allowed ? 'high' : 'medium';
  const isSure =
    patience.kind === 'daily-use' &&
    silentDays >= Math.max(policy.certainDays, 1.5 * allowed);
  return isSure ? 'high' : 'medium';
}

function isOnlyGpu({ activity, silence }: Evidence): boolean {
  return (
    !activity.requestsEverCounted ||
    silence.gpuAloneHours > silence.seenHours / 2
  );
}
