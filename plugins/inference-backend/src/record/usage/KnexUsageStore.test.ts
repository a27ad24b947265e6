import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { DAY_MS, HOUR_MS } from '../../durations';
import type { InstantMs } from '../../types';
import { DATABASE_IDS } from '../__testUtils__/openStores';
import { decodeSlots, encodeSlots } from './codec';
import { KnexUsageStore } from './KnexUsageStore';
import { SIGNALS } from './signals';
import type { UsageHour } from './UsageHour';

jest.setTimeout(60_000);

const MONDAY = Date.UTC(2026, 10, 16);
const hour = (hours: number) => (MONDAY + hours * HOUR_MS) as InstantMs;

const usage = (at: number, facts: Partial<UsageHour> = {}): UsageHour => ({
  serverId: 'ms-chat',
  hour: hour(at),
  requests: 120,
  errors: 0,
  promptTokens: 48_000,
  generatedTokens: 24_000,
  prefillSeconds: 12.5,
  decodeSeconds: 230.125,
  latencyMs: { p50: 900, p95: 2_100.5, p99: 3_000 },
  firstTokenMs: { p50: 80, p95: 200, p99: 450 },
  waitingMax: 0,
  runningMax: 14,
  kvCacheMax: 0.41,
  gpuActivityAvg: 0.22,
  gpuActivityMax: 0.96,
  gpuMemoryBytes: 73 * 1024 ** 3,
  networkBytesPerSecond: 14_000,
  restarts: 0,
  coverage: { traffic: 1, gpu: 0.5, gateway: null },
  ...facts,
});

const silent = (at: number, facts: Partial<UsageHour> = {}) =>
  usage(at, {
    requests: 0,
    promptTokens: 0,
    generatedTokens: 0,
    latencyMs: null,
    firstTokenMs: null,
    gpuActivityAvg: 0,
    gpuActivityMax: 0.004,
    ...facts,
  });

const unknown = (at: number) =>
  usage(at, {
    requests: null,
    generatedTokens: null,
    prefillSeconds: null,
    latencyMs: null,
    firstTokenMs: null,
    gpuActivityAvg: null,
    gpuActivityMax: null,
    networkBytesPerSecond: null,
    coverage: { traffic: 0, gpu: 0, gateway: null },
  });

describe('slots of a day', () => {
  it('come back as they were, and what is not known does not come back as 0', () => {
    const value = fc.option(
      fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 ** 40 })),
    );
    const slot = fc.option(
      fc.array(value, { minLength: SIGNALS.length, maxLength: SIGNALS.length }),
    );
    fc.assert(
      fc.property(fc.array(slot, { minLength: 24, maxLength: 24 }), slots => {
        const scaled = slots.map(
          values =>
            values?.map((one, place) =>
              one === null ? null : one / (SIGNALS[place]?.scale ?? 1),
            ) ?? null,
        );
        expect(decodeSlots(encodeSlots(scaled), 24)).toEqual(scaled);
      }),
    );
  });

  it('take what is no count for not known', () => {
    const values = SIGNALS.map(
      (_, place) => [NaN, -1, Infinity, 7][place] ?? null,
    );
    expect(decodeSlots(encodeSlots([values]), 1)[0]?.slice(0, 4)).toEqual([
      null,
      null,
      null,
      7,
    ]);
  });

  it('of another format are refused', () => {
    expect(() => decodeSlots(Buffer.from([9, 0, 0, 0, 0, 0]), 1)).toThrow(
      'format 9',
    );
  });

  it('of an idle day are short', () => {
    const idle = SIGNALS.map((_, place) => (place < 4 ? 0 : null));
    expect(
      encodeSlots(Array.from({ length: 24 }, () => idle)).length,
    ).toBeLessThan(64);
  });
});

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('usage on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  const open = async () =>
    KnexUsageStore.create({
      database: mockServices.database({
        knex: await databases.init(databaseId),
      }),
    });

  it('tells the hours that were saved, over midnight', async () => {
    const store = await open();
    const hours = [usage(23), usage(24, { requests: 7 }), silent(25)];
    await store.saveHours(hours);
    expect(await store.listHours('ms-chat', hour(0), hour(48))).toEqual(hours);
    expect(await store.listHours('ms-chat', hour(24), hour(25))).toEqual([
      hours[1],
    ]);
    expect(await store.listHours('ms-other', hour(0), hour(48))).toEqual([]);
  });

  it('keeps the last word on an hour and leaves the others', async () => {
    const store = await open();
    await store.saveHours([usage(3), usage(4)]);
    await store.saveHours([usage(4, { requests: 500 })]);
    await store.saveHours([usage(4, { requests: 500 })]);
    expect(
      (await store.listHours('ms-chat', hour(0), hour(24))).map(
        ({ requests }) => requests,
      ),
    ).toEqual([120, 500]);
  });

  it('adds hours up to days', async () => {
    const store = await open();
    await store.saveHours([
      usage(0, { latencyMs: { p50: 100, p95: 200, p99: 300 }, requests: 100 }),
      usage(1, { latencyMs: { p50: 200, p95: 400, p99: 600 }, requests: 300 }),
      unknown(2),
      silent(3, { restarts: 2 }),
    ]);
    const [day] = await store.listDays('ms-chat', hour(0), hour(24));
    expect(day).toMatchObject({
      day: MONDAY,
      requests: 400,
      restarts: 2,
      prefillSeconds: 37.5,
      latencyMs: { p50: 175, p95: 350, p99: 525 },
      gpuActivityMax: 0.96,
      activeHours: 2,
      coverage: { traffic: 0.75, gateway: null },
    });
  });

  it('makes histories in which absent is NaN and silent is 0', async () => {
    const store = await open();
    await store.saveHours([
      usage(0),
      silent(1),
      unknown(2),
      usage(26, { serverId: 'ms-rerank', gpuActivityMax: 0.5 }),
    ]);
    const found = [];
    for await (const one of store.histories(
      ['ms-chat', 'ms-never', 'ms-rerank'],
      hour(0),
      hour(30),
    )) {
      found.push(one);
    }
    expect(found.map(({ serverId }) => serverId)).toEqual([
      'ms-chat',
      'ms-never',
      'ms-rerank',
    ]);
    const [chat, never, rerank] = found;
    expect(chat?.history.start).toBe(hour(0));
    expect([...(chat?.history.requests ?? [])].slice(0, 4)).toEqual([
      120,
      0,
      NaN,
      NaN,
    ]);
    expect(never?.history.requests.every(Number.isNaN)).toBe(true);
    expect(never?.history.requests).toHaveLength(30);
    expect(rerank?.history.gpuActivityMax[26]).toBeCloseTo(0.5);
  });

  it('remembers activity before a history by its bits alone', async () => {
    const store = await open();
    await store.saveHours([usage(1), silent(2), usage(23), usage(30)]);
    await store.prune({ hoursBefore: hour(24), daysBefore: hour(0) });
    const [found] = await (async () => {
      const all = [];
      for await (const one of store.histories(
        ['ms-chat'],
        hour(26),
        hour(40),
      )) {
        all.push(one);
      }
      return all;
    })();
    expect(found?.earlierActivity).toEqual([hour(1), hour(23)]);
    expect(found?.history.requests[4]).toBe(120);
  });

  it('forgets what is too old', async () => {
    const store = await open();
    await store.saveHours([usage(0), usage(24)]);
    const before = hour(24);
    expect(await store.prune({ hoursBefore: before, daysBefore: before })).toBe(
      2,
    );
    expect(await store.listHours('ms-chat', hour(0), hour(48))).toHaveLength(1);
    expect(await store.listDays('ms-chat', hour(0), hour(48))).toHaveLength(1);
  });

  it('remembers how far each source is complete, and what is wrong with it', async () => {
    const store = await open();
    expect(await store.watermark('a')).toBeNull();
    await store.setCompleteFrom('a', hour(0));
    await store.setWatermark('a', hour(5));
    await store.setIssues('a', [
      { code: 'timeout', message: 'it did not answer', fix: null },
    ]);
    await store.setWatermark('a', hour(6));
    await store.setWatermark('b', hour(1));
    expect(await store.watermark('a')).toBe(hour(6));
    expect(await store.listSources()).toEqual([
      {
        source: 'a',
        completeFrom: hour(0),
        completeTo: hour(6),
        issues: [{ code: 'timeout', message: 'it did not answer', fix: null }],
      },
      { source: 'b', completeFrom: null, completeTo: hour(1), issues: [] },
    ]);
  });

  it('writes thousands of servers at once', async () => {
    const store = await open();
    await store.saveHours(
      Array.from({ length: 2_000 }, (_, index) =>
        usage(0, { serverId: `ms-${index}`, requests: index }),
      ),
    );
    const [last] = await store.listHours('ms-1999', hour(0), hour(1));
    expect(last?.requests).toBe(1_999);
    expect(DAY_MS).toBe(24 * HOUR_MS);
  });
});
