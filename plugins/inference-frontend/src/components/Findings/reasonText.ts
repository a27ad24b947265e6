import type { FindingReason } from '@inference-portal/plugin-inference-common';
import type { Formats } from '../../format/createFormats';
import type { Text } from '../../translation/useText';
import { figureOf, wordOf } from './reasonFigures';

type Say = (reason: FindingReason, t: Text, formats: Formats) => string | null;

/** Says it only when every figure is there; a sentence with a hole is worse than the bare figures. */
function whenKnown<Names extends string>(
  reason: FindingReason,
  names: readonly Names[],
  say: (figures: { readonly [name in Names]: number }) => string,
): string | null {
  const entries: [string, number][] = [];
  for (const name of names) {
    const value = figureOf(reason, name);
    if (value === null) {
      return null;
    }
    entries.push([name, value]);
  }
  return say(Object.fromEntries(entries) as { [name in Names]: number });
}

const SAY: { readonly [code: string]: Say } = {
  'silent-for': (reason, t, { span }) =>
    whenKnown(reason, ['days', 'allowedDays'], ({ days, allowedDays }) =>
      t('findings.because.silent-for', {
        days: span(days),
        allowed: span(allowedDays),
      }),
    ),
  'never-used': (reason, t, { span }) =>
    whenKnown(reason, ['days', 'allowedDays'], ({ days, allowedDays }) =>
      t('findings.because.never-used', {
        days: span(days),
        allowed: span(allowedDays),
      }),
    ),
  coverage: (reason, t, formats) => {
    const busy = figureOf(reason, 'busyHoursSeenShare');
    return whenKnown(
      reason,
      ['seenHours', 'seenShare'],
      ({ seenHours, seenShare }) => {
        const values = {
          seen: formats.percent(seenShare),
          hours: formats.count(seenHours),
        };
        return busy === null
          ? t('findings.because.coverage', values)
          : t('findings.because.coverageBusy', {
              ...values,
              busy: formats.percent(busy),
            });
      },
    );
  },
  'earlier-use': (reason, t, formats) => {
    const interval = figureOf(reason, 'usualIntervalDays');
    return whenKnown(
      reason,
      ['daysUsedOfLast28', 'longestPauseDays'],
      ({ daysUsedOfLast28, longestPauseDays }) => {
        const values = {
          days: formats.count(daysUsedOfLast28),
          pause: formats.span(longestPauseDays),
        };
        return interval === null
          ? t('findings.because.earlier-use', values)
          : t('findings.because.earlier-use-interval', {
              ...values,
              interval: formats.span(interval),
            });
      },
    );
  },
  'flat-requests': (reason, t, formats) => {
    const tokens = figureOf(reason, 'tokensPerRequest');
    return whenKnown(reason, ['requestsPerHour'], ({ requestsPerHour }) => {
      const rate = formats.count(requestsPerHour);
      return tokens === null
        ? t('findings.because.flat-requests-rate', { rate })
        : t('findings.because.flat-requests', {
            rate,
            tokens: formats.count(tokens),
          });
    });
  },
  'quiet-by-gpu-alone': (reason, t, { count }) =>
    whenKnown(reason, ['hours'], ({ hours }) =>
      t('findings.because.quiet-by-gpu-alone', { hours: count(hours) }),
    ),
  'gpu-blips-ignored': (reason, t, { count }) =>
    whenKnown(reason, ['hours'], ({ hours }) =>
      t('findings.because.gpu-blips-ignored', { hours: count(hours) }),
    ),
  'gpu-shared': (_, t) => t('findings.because.gpu-shared'),
  'crash-looping': (reason, t, { span }) =>
    whenKnown(reason, ['days', 'quietDays'], ({ days, quietDays }) =>
      t('findings.because.crash-looping', {
        days: span(days),
        quiet: span(quietDays),
      }),
    ),
  'newer-version-serves': (reason, t, { span }) => {
    const days = figureOf(reason, 'days');
    return days === null
      ? t('findings.because.newer-version-serves-some')
      : t('findings.because.newer-version-serves', { days: span(days) });
  },
  'possible-standby': (_, t) => t('findings.because.possible-standby'),
  'owner-missing': (_, t) => t('findings.because.owner-missing'),
  'same-model-beside': (reason, t) => {
    const server = wordOf(reason, 'server');
    return server && t('findings.because.same-model-beside', { server });
  },
  'declared-schedule': (reason, t, { span, count }) => {
    const schedule = wordOf(reason, 'schedule');
    return whenKnown(
      reason,
      ['longestIntervalDays', 'daysWithMissedRuns'],
      ({ longestIntervalDays, daysWithMissedRuns }) =>
        t('findings.because.declared-schedule', {
          schedule: schedule ?? '',
          interval: span(longestIntervalDays),
          missed: count(daysWithMissedRuns),
        }),
    );
  },
  'schedule-unreadable': (reason, t) =>
    t('findings.because.schedule-unreadable', {
      schedule: wordOf(reason, 'schedule') ?? '',
      problem: wordOf(reason, 'problem') ?? '',
    }),
  load: (reason, t, { percent, count }) =>
    whenKnown(
      reason,
      ['kvCacheP95', 'waitingP99', 'replicas'],
      ({ kvCacheP95, waitingP99, replicas }) =>
        t('findings.because.load', {
          cache: percent(kvCacheP95),
          waiting: count(waitingP99),
          replicas: count(replicas),
        }),
    ),
  'pending-for': (reason, t, { count }) =>
    whenKnown(reason, ['hours'], ({ hours }) =>
      t('findings.because.pending-for', { hours: count(hours) }),
    ),
};

/** A reason in words; its code with the bare figures when this page does not know it. */
export function reasonText(
  reason: FindingReason,
  t: Text,
  formats: Formats,
): string {
  const say = Object.hasOwn(SAY, reason.code) ? SAY[reason.code] : undefined;
  const words = say?.(reason, t, formats) ?? null;
  if (words !== null) {
    return words;
  }
  const values = Object.entries(reason.values).map(
    ([name, value]) =>
      `${name} ${
        typeof value === 'number' ? formats.count(value) : value ?? '—'
      }`,
  );
  return values.length === 0
    ? reason.code
    : t('findings.becauseOther', {
        code: reason.code,
        values: values.join(', '),
      });
}
