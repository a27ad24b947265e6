import { DAY_MS, HOUR_MS } from '../../durations';
import {
  type Evidence,
  reason,
  type Rule,
  silenceReasons,
  toVerdict,
} from './evidence';
import { crashLooping } from './crashLoop';
import { expectRuns, parseCron } from './cronSchedule';

/** Declared to wait: a standby is never called, a schedule not before its runs have stopped. */
export const exempt: Rule = evidence => {
  const { facts } = evidence;
  if (facts.declaredStandby) {
    return toVerdict(evidence, 'exempt', 'high', [reason('declared-standby')]);
  }
  if (facts.schedule === null) return undefined;
  const allowed = scheduledPatience(evidence);
  if (allowed.days !== null && evidence.silentDays >= allowed.days) {
    return undefined;
  }
  if (allowed.missedDays > 0 && isSurelyLooping(evidence)) return undefined;
  return toVerdict(evidence, 'exempt', 'high', [allowed.reason], {
    nextCheckAt:
      allowed.days === null
        ? undefined
        : evidence.silence.since + allowed.days * DAY_MS,
  });
};

/** Runs that are missed while the server crash-loops are no rest. */
function isSurelyLooping(evidence: Evidence): boolean {
  const { ageDays, activity, policy } = evidence;
  if (ageDays < policy.newDays || activity.blind) return false;
  const verdict = crashLooping(evidence);
  return verdict !== undefined && verdict.confidence !== 'low';
}

/** Days without a run that a declared schedule explains, null for any number; and why. */
export function scheduledPatience({
  facts,
  silence,
  evaluatedAt,
  policy,
}: Evidence) {
  const schedule = facts.schedule ?? '';
  const parsed = parseCron(schedule);
  if (parsed.status === 'invalid') {
    return {
      days: null,
      missedDays: 0,
      longestIntervalDays: null,
      reason: reason('schedule-unreadable', {
        schedule,
        problem: parsed.problem,
      }),
    };
  }
  const { longestIntervalDays, missedDays } = expectRuns(
    parsed.schedule,
    silence.since,
    evaluatedAt,
  );
  const days =
    longestIntervalDays === null
      ? null
      : Math.max(
          longestIntervalDays + policy.rareWorkSlackDays,
          longestIntervalDays * policy.dailyPauseFactor,
        );
  return {
    days,
    missedDays,
    longestIntervalDays,
    reason: reason('declared-schedule', {
      schedule,
      longestIntervalDays,
      daysWithMissedRuns: missedDays,
      allowedDays: days,
    }),
  };
}

/** Too young to be judged; longer when it was never used at all. */
export const young: Rule = evidence => {
  const { facts, policy, ageDays, pattern, activity } = evidence;
  const isUntried =
    pattern.lastUsedSlot === null && activity.synthetic === null;
  const isCalledEarlier = facts.crashLooping || facts.newerVersionServing;
  const grace =
    isUntried && !isCalledEarlier ? policy.neverUsedDays : policy.newDays;
  if (ageDays >= grace) return undefined;
  return toVerdict(
    evidence,
    'new',
    'high',
    [reason('young', { ageDays, graceDays: grace })],
    { since: facts.createdAt, nextCheckAt: facts.createdAt + grace * DAY_MS },
  );
};

/** A pod that waits for a node holds nothing, and serves nobody. */
export const stuckPending: Rule = evidence => {
  const { pendingSince } = evidence.facts;
  if (pendingSince === null) return undefined;
  const hours = (evidence.evaluatedAt - pendingSince) / HOUR_MS;
  if (hours < evidence.policy.pendingHours) return undefined;
  return toVerdict(
    evidence,
    'stuck-pending',
    'high',
    [reason('pending-for', { hours })],
    { since: pendingSince },
  );
};

/** Nothing was seen lately: whatever is said now would be guessed. */
export const blind: Rule = evidence => {
  const { activity, policy, silence } = evidence;
  if (activity.blind) {
    return unknown(evidence, 'no-samples', {
      lastHours: silence.unseenTailHours,
    });
  }
  const isTailSeen =
    silence.unseenTailHours <= policy.unseenTailHours ||
    evidence.facts.crashLooping;
  return isTailSeen
    ? undefined
    : unknown(evidence, 'use-not-seen', { lastHours: silence.unseenTailHours });
};

/** A verdict that claims nothing. */
export function unknown(
  evidence: Evidence,
  code: string,
  values: { readonly [name: string]: number },
) {
  return toVerdict(
    evidence,
    'unknown',
    'low',
    [reason(code, values), ...silenceReasons(evidence, evidence.patience.days)],
    { nextCheckAt: evidence.evaluatedAt + HOUR_MS },
  );
}
