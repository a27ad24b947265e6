import { DAY_MS } from '../../durations';
import {
  coverageOf,
  type Evidence,
  isSeenFor,
  isWellSeenFor,
  reason,
  type Rule,
  silenceReasons,
  toVerdict,
} from './evidence';
import type { Confidence } from './verdict';
import { scheduledPatience, unknown } from './waitingRules';

const WEEK_HOURS = 7 * 24;
/** From Friday to Monday. */
const WEEKEND_DAYS = 3;
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
  const isSure =
    coverageOf(evidence) >= policy.wellSeen && !isOnlyGpu(evidence);
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
  if (!isWellSeenFor(evidence, allowed)) {
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
  const streamDays = (activity.hours.length - activity.firstAskedSlot) / 24;
  const days =
    patience.kind === 'never-used' && streamDays >= policy.syntheticDays
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
    coverageOf(evidence) >= policy.wellSeen &&
    activity.blips === 0 &&
    !isOnlyGpu(evidence);
  if (!isWellSeen) return 'medium';
  if (scheduled) {
    const interval = scheduledPatience(evidence).longestIntervalDays ?? 0;
    const certain = interval > WEEKEND_DAYS ? policy.certainRareDays : 0;
    return silentDays >= Math.max(1.25 * allowed, certain) ? 'high' : 'medium';
  }
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
