import fc from 'fast-check';
import { HOUR_MS } from '../../durations';
import type { InstantMs } from '../../types';
import {
  EVALUATED_AT,
  factsOf,
  type HourOfLife,
  historyOf,
  type Life,
} from './__testUtils__/serverLife';
import { detect } from './detect';
import { type ActivityHistory, type ServerFacts } from './history';
import type { Verdict } from './verdict';

const RUNS = { numRuns: 60 };
const SERIES = [
  'requests',
  'generatedTokens',
  'gpuActivityMax',
  'gpuActivityAvg',
  'networkBytesPerSecond',
] as const;

const isCalled = ({ state, confidence }: Verdict) =>
  ['zombie', 'superseded', 'crash-looping'].includes(state) &&
  confidence !== 'low';

/** A server that was used every so many hours, with some chance, until it went quiet; sometimes watched by a monitor. */
const servers = fc
  .record({
    days: fc.integer({ min: 10, max: 120 }),
    older: fc.constantFrom(0, 0, 3, 100),
    every: fc.constantFrom(1, 3, 24, 24, 168, 740),
    quietDays: fc.double({ min: 0, max: 60, noNaN: true }),
    requests: fc.integer({ min: 1, max: 500 }),
    lossEvery: fc.constantFrom(0, 0, 5, 29),
    facts: fc.record({
      newerVersionServing: fc.boolean(),
      crashLooping: fc.constantFrom(false, false, false, true),
      gpuShared: fc.boolean(),
      ownerResolved: fc.boolean(),
    }),
  })
  .map(drawn => {
    const life: Life = before => {
      const isLost = drawn.lossEvery > 0 && before % drawn.lossEvery === 4;
      const hour: HourOfLife =
        before >= drawn.quietDays * 24 && before % drawn.every === 0
          ? { requests: drawn.requests }
          : {};
      return isLost ? { ...hour, requests: null } : hour;
    };
    return {
      history: historyOf(drawn.days, life),
      facts: factsOf(drawn.days + drawn.older, drawn.facts),
    };
  });

/** The history with slots of some series changed. */
function changed(
  history: ActivityHistory,
  names: readonly (typeof SERIES)[number][],
  change: (value: number, slot: number) => number,
): ActivityHistory {
  const copy = { ...history };
  for (const name of names) {
    Object.assign(copy, { [name]: history[name].map(change) });
  }
  return copy;
}

const isQuietHour = (history: ActivityHistory, slot: number) =>
  !(history.requests[slot] > 0) && !(history.gpuActivityMax[slot] >= 0.1);

const judge = (history: ActivityHistory, facts: ServerFacts) =>
  detect(history, facts, EVALUATED_AT);

describe('laws of the detector', () => {
  it('says the same of the same, and changes nothing of it', () => {
    fc.assert(
      fc.property(servers, ({ history, facts }) => {
        const before = SERIES.map(name => [...history[name]]);
        expect(judge(history, facts)).toEqual(judge(history, facts));
        expect(SERIES.map(name => [...history[name]])).toEqual(before);
      }),
      { numRuns: 15 },
    );
  });

  it('calls nothing because quiet hours were not seen', () => {
    fc.assert(
      fc.property(
        servers,
        fc.array(fc.tuple(fc.nat(2900), fc.integer({ min: 1, max: 5 }))),
        fc.subarray([...SERIES], { minLength: 1 }),
        ({ history, facts }, holes, names) => {
          const lossy = changed(history, names, (value, slot) =>
            isQuietHour(history, slot) &&
            holes.some(([from, length]) => slot >= from && slot < from + length)
              ? Number.NaN
              : value,
          );
          fc.pre(!isCalled(judge(history, facts)));
          expect(isCalled(judge(lossy, facts))).toBe(false);
        },
      ),
      RUNS,
    );
  });

  it('calls nothing because the end of the record was not seen, however long', () => {
    fc.assert(
      fc.property(
        servers,
        fc.integer({ min: 3, max: 3000 }),
        ({ history, facts }, hours) => {
          const size = history.requests.length;
          const blind = changed(history, SERIES, (value, slot) =>
            slot >= size - hours ? Number.NaN : value,
          );
          expect(isCalled(judge(blind, facts))).toBe(false);
        },
      ),
      RUNS,
    );
  });

  it('calls nothing because requests are not told at all', () => {
    fc.assert(
      fc.property(servers, ({ history, facts }) => {
        fc.pre(!isCalled(judge(history, facts)) && !facts.crashLooping);
        const untold = changed(
          history,
          ['requests', 'generatedTokens'],
          () => Number.NaN,
        );
        expect(isCalled(judge(untold, facts))).toBe(false);
      }),
      RUNS,
    );
  });

  it('calls nothing that a user has asked within the last two and a half days', () => {
    fc.assert(
      fc.property(servers, fc.nat(59), ({ history, facts }, before) => {
        const at = history.requests.length - 1 - before;
        const asked = changed(history, ['requests'], (value, slot) =>
          slot === at ? 1 : value,
        );
        const answered = changed(asked, ['generatedTokens'], (value, slot) =>
          slot === at ? 200 : value,
        );
        expect(isCalled(judge(answered, facts))).toBe(false);
      }),
      RUNS,
    );
  });

  it('says the same of daily use whether it lasted once or twice as long', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 8 }),
        fc.double({ min: 0, max: 40, noNaN: true }),
        (weeks, quietDays) => {
          const life: Life = (before, hour) =>
            before >= quietDays * 24 && hour > 7 && hour < 17
              ? { requests: 9 }
              : {};
          const days = weeks * 7 + Math.ceil(quietDays);
          const once = judge(historyOf(days, life), factsOf(days));
          const twice = judge(
            historyOf(days + weeks * 7, life),
            factsOf(days + weeks * 7),
          );
          expect([twice.state, twice.confidence, twice.since]).toEqual([
            once.state,
            once.confidence,
            once.since,
          ]);
        },
      ),
      RUNS,
    );
  });

  it('moves its times, and nothing else, when all times move by hours', () => {
    fc.assert(
      fc.property(
        servers,
        fc.integer({ min: -5000, max: 5000 }),
        ({ history, facts }, hours) => {
          const move = (time: number) => (time + hours * HOUR_MS) as InstantMs;
          const here = judge(history, facts);
          const there = detect(
            { ...history, start: move(history.start) },
            { ...facts, createdAt: move(facts.createdAt) },
            move(EVALUATED_AT),
          );
          expect(there).toEqual({
            ...here,
            since: here.since === null ? null : move(here.since),
            nextCheckAt: move(here.nextCheckAt),
          });
        },
      ),
      RUNS,
    );
  });

  it('always looks again later', () => {
    fc.assert(
      fc.property(servers, ({ history, facts }) => {
        const { nextCheckAt, reasons } = judge(history, facts);
        expect(nextCheckAt).toBeGreaterThan(EVALUATED_AT);
        expect(reasons.length).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });
});
