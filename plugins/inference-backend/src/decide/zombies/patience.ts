import type { ZombiePolicy } from './policy';
import type { UsePattern } from './usePattern';

/** How long a silence of this server must last before it tells something. */
export interface Patience {
  readonly kind:
    | 'never-used'
    | 'daily-use'
    | 'repeated-use'
    | 'tryout'
    | 'single-use';
  readonly days: number;
}

const DAILY_SHARE = 0.5;
const DAILY_DAYS = 5;
/** Fewer episodes say little about the next. */
const FEW_EPISODES = 5;
const MANY_USUAL_INTERVALS = 4;
const TRYOUT_DAYS = 7;
/** One or two days may be the first run of a monthly job. */
const TRYOUT_DAYS_USED = 3;

const SMOKE_HOURS = 12;

/** A handful of requests right after the creation try whether the deployment works; the first run of a job asks more. */
function isSmokeTest(pattern: UsePattern, policy: ZombiePolicy): boolean {
  const requests = pattern.requestsSinceBirth;
  return (
    requests !== null &&
    requests > 0 &&
    requests <= policy.smokeRequests &&
    pattern.hoursInUse <= SMOKE_HOURS
  );
}

/** Patience with a server that was used like this: what is rare may come again late. */
export function patienceWith(
  pattern: UsePattern,
  policy: ZombiePolicy,
): Patience {
  if (pattern.lastUsedSlot === null) {
    return { kind: 'never-used', days: policy.neverUsedDays };
  }
  const isDaily =
    pattern.daysUsed >= DAILY_DAYS &&
    pattern.daysUsed >= DAILY_SHARE * pattern.daysKnown;
  if (isDaily) {
    const pause = policy.dailyPauseFactor * (pattern.recentPauseHours / 24) + 1;
    return { kind: 'daily-use', days: Math.max(policy.dailyDays, pause) };
  }
  const leading = pattern.leadingPauseHours / 24;
  const usual = (pattern.usualIntervalHours ?? 0) / 24;
  const pause = Math.max(
    policy.dailyDays,
    policy.longestPauseFactor * (pattern.longestPauseHours / 24) + 1,
    Math.min(
      MANY_USUAL_INTERVALS * usual + 1,
      usual + policy.rareWorkSlackDays,
    ),
  );
  if (pattern.episodes >= FEW_EPISODES) {
    return { kind: 'repeated-use', days: pause };
  }
  if (pattern.isCutOff && pattern.daysUsed > 1) {
    // The end of a use whose begin nobody saw.
    return {
      kind: 'repeated-use',
      days: Math.max(pause, policy.neverUsedDays),
    };
  }
  if (isSmokeTest(pattern, policy)) {
    return { kind: 'tryout', days: policy.neverUsedDays };
  }
  if (pattern.hoursInUse <= TRYOUT_DAYS * 24) {
    const tried =
      pattern.daysUsed >= TRYOUT_DAYS_USED
        ? policy.neverUsedDays
        : policy.tryoutDays;
    return { kind: 'tryout', days: Math.max(pause, tried) };
  }
  if (pattern.episodes === 1) {
    return {
      kind: 'single-use',
      days: Math.max(pause, policy.unknownPeriodDays),
    };
  }
  return {
    kind: 'repeated-use',
    days: Math.max(
      pause,
      leading * policy.dailyPauseFactor + 1,
      policy.neverUsedDays,
    ),
  };
}
