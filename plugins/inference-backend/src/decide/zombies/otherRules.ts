import { DAY_MS } from '../../durations';
import {
  coverageOf,
  type Evidence,
  reason,
  type Rule,
  silenceReasons,
  toVerdict,
} from './evidence';
import { allowedSilence } from './callingRules';
import { unknown } from './waitingRules';
import type { Verdict } from './verdict';

/** Nobody in the catalog answers for it. */
export const orphaned: Rule = evidence =>
  evidence.facts.ownerResolved
    ? undefined
    : toVerdict(evidence, 'orphaned', 'medium', [
        reason('owner-missing'),
        ...silenceReasons(evidence, evidence.patience.days),
      ]);

/** The same model with the same arguments runs beside it. */
export const duplicate: Rule = evidence => {
  const { duplicateOf } = evidence.facts;
  if (duplicateOf === null) return undefined;
  return toVerdict(
    evidence,
    'duplicate',
    isRoomy(evidence) ? 'medium' : 'low',
    [
      reason('same-model-beside', { server: duplicateOf }),
      ...loadReasons(evidence),
    ],
  );
};

/** Silent for a day, not yet for longer than its past explains. */
export const idle: Rule = evidence => {
  const { silence, policy, silentDays } = evidence;
  if (silence.hours < policy.idleHours) return undefined;
  if (coverageOf(evidence) < policy.idleCoverage) {
    return unknown(evidence, 'silence-not-seen', {
      neededHours: policy.idleCoverage * silence.hours,
    });
  }
  const { days } = allowedSilence(evidence);
  return toVerdict(
    evidence,
    'idle',
    silentDays >= days / 2 ? 'medium' : 'low',
    silenceReasons(evidence, days),
    { since: silence.since, nextCheckAt: silence.since + days * DAY_MS },
  );
};

/** Used, with far more room than its busiest hours need. */
export const overProvisioned: Rule = evidence => {
  const replicas = evidence.facts.load?.replicas ?? 1;
  return replicas > 1 && isRoomy(evidence)
    ? toVerdict(evidence, 'over-provisioned', 'medium', loadReasons(evidence))
    : undefined;
};

/** Used; the last answer when no other state holds. */
export function active(evidence: Evidence): Verdict {
  const { activity, silence, silentDays } = evidence;
  const reasons = [
    reason('used-lately', {
      hoursAgo: silence.hours,
      silentDays,
      hoursByGpuAlone: activity.gpuOnlyHours,
    }),
  ];
  return toVerdict(evidence, 'active', 'high', reasons, {
    nextCheckAt: silence.since + DAY_MS,
  });
}

function isRoomy({ facts, policy }: Evidence): boolean {
  const { load } = facts;
  return (
    load !== null &&
    load.kvCacheP95 < policy.roomyKvCache &&
    load.waitingP99 === 0 &&
    load.runningP95Share < policy.roomyRunning
  );
}

function loadReasons({ facts }: Evidence) {
  return facts.load === null
    ? []
    : [
        reason('load', {
          replicas: facts.load.replicas,
          kvCacheP95: facts.load.kvCacheP95,
          waitingP99: facts.load.waitingP99,
          runningP95Share: facts.load.runningP95Share,
        }),
      ];
}
