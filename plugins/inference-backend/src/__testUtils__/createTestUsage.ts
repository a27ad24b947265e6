import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { HOUR_MS } from '../durations';
import { type AuthorizedInventory, AuthorizedUsage } from '../permissions';
import { KnexUsageStore, type UsageHour } from '../record';
import { usageSource } from '../record/usage/usageSource';
import type { InstantMs } from '../types';

/** Begin of the first hour of a test's usage: a Monday in November. */
export const USAGE_START = Date.UTC(2026, 10, 16, 22);

/** An hour of a server, so many after the first. */
export function usageHour(
  serverId: string,
  hours: number,
  facts: Partial<UsageHour> = {},
): UsageHour {
  return {
    serverId,
    hour: (USAGE_START + hours * HOUR_MS) as InstantMs,
    requests: 120,
    errors: 1,
    promptTokens: 48_000,
    generatedTokens: 24_000,
    prefillSeconds: 60,
    decodeSeconds: 240,
    latencyMs: { p50: 900, p95: 2_100, p99: 3_000 },
    firstTokenMs: null,
    waitingMax: 0,
    runningMax: 14,
    kvCacheMax: 0.4,
    gpuActivityAvg: 0.25,
    gpuActivityMax: 0.96,
    gpuMemoryBytes: 1024 ** 3,
    networkBytesPerSecond: null,
    restarts: 0,
    coverage: { traffic: 1, gpu: 1, gateway: null },
    ...facts,
  };
}

/** Usage over a database of a test, complete until some hours after the first. */
export async function createTestUsage(options: {
  db: Knex;
  servers: AuthorizedInventory;
  hours?: readonly UsageHour[];
}): Promise<AuthorizedUsage> {
  const { db, servers, hours = [] } = options;
  const usage = await KnexUsageStore.create({
    database: mockServices.database({ knex: db }),
  });
  if (hours.length > 0) {
    const source = usageSource({ prometheus: 'fleet', cluster: 'eu-west' });
    await usage.saveHours(hours);
    await usage.setCompleteFrom(source, USAGE_START as InstantMs);
    await usage.setWatermark(source, (USAGE_START + 6 * HOUR_MS) as InstantMs);
  }
  return new AuthorizedUsage({ usage, servers });
}
