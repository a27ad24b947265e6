import type {
  ServerUsage,
  UsageGranularity,
  UsagePoint,
} from '@inference-portal/plugin-inference-common';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Days since which nobody uses the server. */
const SILENT_DAYS = 23;

/** One hour or day of which nothing but its begin is known; with what a test wants to be known. */
export function usagePoint(
  start: number,
  known: Partial<UsagePoint> = {},
): UsagePoint {
  return {
    start: new Date(start).toISOString(),
    requests: null,
    errors: null,
    promptTokens: null,
    generatedTokens: null,
    latencyMs: null,
    firstTokenMs: null,
    waitingMax: null,
    runningMax: null,
    kvCacheMax: null,
    gpuActivityAvg: null,
    gpuActivityMax: null,
    gpuMemoryBytes: null,
    networkBytesPerSecond: null,
    restarts: null,
    activeHours: null,
    coverage: { traffic: null, gpu: null, gateway: null },
    ...known,
  };
}

/** Used by day until 23 days before `to`, with a day on which nobody looked. */
export function serverUsage(
  granularity: UsageGranularity,
  from: number,
  to: number,
): ServerUsage {
  const step = granularity === 'hour' ? HOUR : DAY;
  const outage = { from: to - 40 * DAY, to: to - 39 * DAY };
  const items: UsagePoint[] = [];
  for (let at = from; at < to; at += step) {
    const hour = new Date(at).getUTCHours();
    const busy = granularity === 'day' || (hour >= 7 && hour < 18);
    const used = busy && at < to - SILENT_DAYS * DAY;
    if (at < outage.from || at >= outage.to) {
      const requests = used ? 120 + hour : 0;
      items.push(
        usagePoint(at, {
          requests,
          errors: used ? 2 : 0,
          promptTokens: requests * 400,
          generatedTokens: requests * 150,
          latencyMs: used ? { p50: 900, p95: 1_800, p99: 2_400 } : null,
          firstTokenMs: used ? { p50: 120, p95: 240, p99: 400 } : null,
          gpuActivityAvg: used ? 0.4 : 0,
          gpuActivityMax: used ? 0.8 : 0,
          kvCacheMax: used ? 0.3 : 0,
          coverage: { traffic: 1, gpu: 1, gateway: null },
        }),
      );
    }
  }
  return {
    granularity,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    completeFrom: new Date(from).toISOString(),
    completeTo: new Date(to).toISOString(),
    items,
    unitCosts: {
      currency: 'USD',
      micros: 2_010_000_000,
      perRequest: 12_000,
      perMillionTokens: 21_800_000,
      perMillionInputTokens: 12_000_000,
      perMillionOutputTokens: 48_000_000,
      split: 'fallback',
      lowVolume: false,
    },
  };
}
