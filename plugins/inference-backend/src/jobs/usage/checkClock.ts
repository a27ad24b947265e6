import { HOUR_MS, MINUTE_MS } from '../../durations';
import type { Sample } from '../../observe/metrics/PrometheusResult';
import type { UsageClient } from '../../observe/metrics/usage/askSharded';
import type { UsageIssue } from '../../observe/metrics/usage/UsageIssue';
import { usageQueries } from '../../observe/metrics/usage/usageQueries';
import type { UsageWindow } from '../../observe/metrics/usage/UsageWindow';
import type { InstantMs } from '../../types';

/** A source whose newest sample is older than the hour's end gets so long to catch up; then it is an outage. */
const OUTAGE_MS = HOUR_MS;
/** Clocks of two machines may be apart by so much. */
const MAX_SKEW_MS = 2 * MINUTE_MS;
/** The query for the clock has no bins, but is built as the others are. */
const BIN_MS = 5 * MINUTE_MS;

function describeSkew(prometheus: string, skewMs: number): UsageIssue {
  return {
    code: 'clock-skew',
    message: `The clock of Prometheus ${prometheus} is ${Math.round(
      Math.abs(skewMs) / 1_000,
    )} s ${skewMs > 0 ? 'ahead of' : 'behind'} that of the portal.`,
    fix: 'Let both take their time from NTP; hours are not closed until then.',
  };
}

function describeLate(
  prometheus: string,
  newestSeconds: number,
  { end }: UsageWindow,
): UsageIssue {
  return {
    code: 'late',
    message: `The newest sample of Prometheus ${prometheus} is of ${new Date(
      newestSeconds * 1_000,
    ).toISOString()}: the hour until ${new Date(
      end,
    ).toISOString()} is not complete yet.`,
    fix: 'Check that scraping or remote writing goes on.',
  };
}

/** Asks a Prometheus for its time and its newest sample. Resolves with what is wrong with them; null when the window can be collected. */
export async function checkClock(
  window: UsageWindow,
  source: {
    readonly client: UsageClient;
    /** Name of the Prometheus. */
    readonly prometheus: string;
    /** Matcher of the cluster's series; '' where the Prometheus has no other cluster. */
    readonly matcher: string;
    readonly now: () => InstantMs;
    readonly signal: AbortSignal;
  },
): Promise<UsageIssue | null> {
  const { client, prometheus, matcher, now, signal } = source;
  const asked = now();
  const result = await client.query(
    usageQueries.clock.build({
      matcher,
      shard: '',
      ends: 'last',
      binMs: BIN_MS,
    }),
    { signal },
  );
  if (result.status === 'failed') {
    return result;
  }
  const [newest]: readonly (Sample | undefined)[] = result.series;
  const skewMs = newest ? newest.at - asked : 0;
  if (Math.abs(skewMs) > MAX_SKEW_MS) {
    return describeSkew(prometheus, skewMs);
  }
  const newestSeconds = newest?.value ?? null;
  const isBehind =
    newestSeconds !== null && newestSeconds * 1_000 < window.end - MINUTE_MS;
  return isBehind && asked - window.end < OUTAGE_MS
    ? describeLate(prometheus, newestSeconds, window)
    : null;
}
