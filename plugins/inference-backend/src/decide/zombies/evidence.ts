import { DAY_MS, HOUR_MS } from '../../durations';
import type { InstantMs } from '../../types';
import { type Activity, readActivity } from './activity';
import type { ActivityHistory, ServerFacts } from './history';
import { type Patience, patienceWith } from './patience';
import type { ZombiePolicy } from './policy';
import {
  readSilence,
  readUsePattern,
  type Silence,
  type UsePattern,
} from './usePattern';
import type { Confidence, UsageState, Verdict, VerdictReason } from './verdict';

/** Everything that a rule looks at. */
export interface Evidence {
  readonly history: ActivityHistory;
  readonly facts: ServerFacts;
  readonly evaluatedAt: InstantMs;
  readonly policy: ZombiePolicy;
  readonly activity: Activity;
  readonly pattern: UsePattern;
  readonly silence: Silence;
  readonly patience: Patience;
  readonly ageDays: number;
  readonly silentDays: number;
}

/** A state, when it holds. Rules are asked in their order; the first answer counts. */
export type Rule = (evidence: Evidence) => Verdict | undefined;

/** Reads a history and the facts once, for all rules. */
export function gatherEvidence(
  history: ActivityHistory,
  facts: ServerFacts,
  evaluatedAt: InstantMs,
  policy: ZombiePolicy,
): Evidence {
  const activity = readActivity(history, facts, evaluatedAt, policy);
  const pattern = readUsePattern(activity, facts);
  const silence = readSilence(activity, pattern, facts, evaluatedAt);
  return {
    history,
    facts,
    evaluatedAt,
    policy,
    activity,
    pattern,
    silence,
    patience: patienceWith(pattern, policy),
    ageDays: (evaluatedAt - facts.createdAt) / DAY_MS,
    silentDays: silence.hours / 24,
  };
}

/** Whether enough of the last `days` of the silence was seen, so that its quiet is more than a lack of samples. */
export function isSeenFor(
  { silence, policy }: Evidence,
  days: number,
): boolean {
  return (
    silence.hours >= days * 24 &&
    silence.seenHours >= policy.coverage * days * 24 &&
    silence.busyHoursSeen >= policy.busyHoursSeen
  );
}

/**
 * The same where silence alone speaks: nearly all of it was seen, or as many days as the shortest silence takes that counts.
 * Hours of the day in which the server never was busy need not be seen.
 */
export function isWellSeenFor(evidence: Evidence, days: number): boolean {
  const { silence, policy, pattern } = evidence;
  if (!isSeenFor(evidence, days)) return false;
  const share = Math.max(
    coverageOf(evidence),
    pattern.lastUsedSlot === null ? 0 : silence.busyHoursSeen,
  );
  return (
    share >= policy.wellSeen ||
    share * silence.hours >= Math.min(days, policy.dailyDays) * 24
  );
}

/** Share of the silence that was seen, 0 to 1. */
export function coverageOf({ silence }: Evidence): number {
  return silence.hours === 0
    ? 1
    : Math.min(1, silence.seenHours / silence.hours);
}

/** A verdict with its claim and the time at which it may change by itself, a day from now unless told. */
export function toVerdict(
  { facts, evaluatedAt }: Evidence,
  state: UsageState,
  confidence: Confidence,
  reasons: readonly VerdictReason[],
  claim: { readonly since?: number; readonly nextCheckAt?: number } = {},
): Verdict {
  const next = claim.nextCheckAt ?? evaluatedAt + DAY_MS;
  return {
    state,
    confidence,
    reasons,
    since: (claim.since ?? null) as InstantMs | null,
    nextCheckAt: Math.max(evaluatedAt + HOUR_MS, next) as InstantMs,
    orphaned: !facts.ownerResolved,
  };
}

/** A reason, its figures rounded to two places. */
export function reason(
  code: string,
  values: { readonly [name: string]: number | string | null } = {},
): VerdictReason {
  const rounded = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' ? Math.round(value * 100) / 100 : value,
  ]);
  return { code, values: Object.fromEntries(rounded) };
}

/** The numbers behind a silence: how long, how well seen, and what the server used to do. */
export function silenceReasons(
  evidence: Evidence,
  allowedDays: number,
): readonly VerdictReason[] {
  const { activity, pattern, silence, silentDays, patience } = evidence;
  const reasons = [
    pattern.lastUsedSlot === null
      ? reason('never-used', { days: silentDays, allowedDays })
      : reason('silent-for', {
          days: silentDays,
          allowedDays,
          pattern: patience.kind,
        }),
    reason('coverage', {
      seenHours: silence.seenHours,
      seenShare: coverageOf(evidence),
      busyHoursSeenShare: silence.busyHoursSeen,
    }),
  ];
  if (pattern.lastUsedSlot !== null) {
    reasons.push(
      reason('earlier-use', {
        episodes: pattern.episodes,
        daysUsedOfLast28: pattern.daysUsed,
        usualIntervalDays:
          pattern.usualIntervalHours === null
            ? null
            : pattern.usualIntervalHours / 24,
        longestPauseDays: pattern.longestPauseHours / 24,
      }),
    );
  }
  if (activity.synthetic) {
    reasons.push(
      reason('flat-requests', {
        requestsPerHour: activity.synthetic.requestsPerHour,
        tokensPerRequest: activity.synthetic.tokensPerRequest,
      }),
    );
  }
  if (silence.gpuAloneHours > 0) {
    reasons.push(
      reason('quiet-by-gpu-alone', { hours: silence.gpuAloneHours }),
    );
  }
  if (activity.blips > 0) {
    reasons.push(reason('gpu-blips-ignored', { hours: activity.blips }));
  }
  if (evidence.facts.gpuShared) reasons.push(reason('gpu-shared'));
  return reasons;
}
