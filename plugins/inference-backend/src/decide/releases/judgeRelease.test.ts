import fc from 'fast-check';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../durations';
import type { InstantMs } from '../../types';
import { JUDGED_MS, judgeRelease } from './judgeRelease';
import type { ReleaseHour } from './ReleaseHour';

const MIDNIGHT = Date.UTC(2026, 10, 20);
const instant = (hours: number, minutes = 0) =>
  (MIDNIGHT + hours * HOUR_MS + minutes * MINUTE_MS) as InstantMs;

/** The hour that begins so many hours after midnight. */
function hour(at: number, facts: Partial<ReleaseHour> = {}): ReleaseHour {
  return {
    hour: instant(at),
    requests: 990,
    errors: 10,
    restarts: 0,
    ...facts,
  };
}

/** A day before a release at 9:20. */
const usual = (facts: Partial<ReleaseHour> = {}) =>
  Array.from({ length: 24 }, (_, index) => hour(8 - index, facts));
const release = { revision: 7, startedAt: instant(9, 20) };
const NOON = instant(12);
const BAD = { requests: 880, errors: 120 };

const judge = (
  hours: readonly ReleaseHour[],
  now = NOON,
  facts: Partial<typeof release> = {},
) => judgeRelease({ ...release, ...facts }, hours, now);

describe('errors since a release', () => {
  it('are told as so many times the usual share', () => {
    const judged = judge([...usual(), hour(10, BAD), hour(11, BAD)]);
    expect(judged?.symptom).toEqual({
      kind: 'errors',
      factor: expect.closeTo(12),
    });
    expect(judged?.before.errorShare).toBeCloseTo(0.01);
    expect(judged?.after).toMatchObject({ requests: 2000, errors: 240 });
    expect(judged?.partial).toBe(false);
  });

  it('have no factor where there were none before', () => {
    expect(judge([...usual({ errors: 0 }), hour(10, BAD)])?.symptom).toEqual({
      kind: 'errors',
      factor: null,
    });
  });

  it('are no symptom when they are as ever, even if they are many', () => {
    const many = { requests: 700, errors: 300 };
    expect(judge([...usual(many), hour(10, many)])?.symptom).toBeNull();
  });

  it('are no symptom while they are few in number or in share', () => {
    const few = { requests: 100, errors: 19 };
    const rare = { requests: 9_900, errors: 100 };
    const clean = usual({ errors: 0 });
    expect(judge([...clean, hour(10, few)])?.symptom).toBeNull();
    expect(judge([...clean, hour(10, rare)])?.symptom).toBeNull();
  });

  it('are no symptom when so few requests before may have hidden them', () => {
    const before = [hour(8, { requests: 110, errors: 0 })];
    const after = hour(10, { requests: 975, errors: 25 });
    expect(judge([...before, after])?.symptom).toBeNull();
    expect(judge([...usual({ errors: 0 }), after])?.symptom?.kind).toBe(
      'errors',
    );
  });

  it('of the hour of the release count only until a later one tells more', () => {
    const mixed = [...usual(), hour(9, BAD)];
    expect(judge(mixed, instant(10))).toMatchObject({
      symptom: { kind: 'errors' },
      partial: true,
    });
    expect(judge([...mixed, hour(10)], instant(11))).toMatchObject({
      symptom: null,
      partial: false,
    });
  });

  it('that have passed are not held against it', () => {
    const passed = [
      hour(10, BAD),
      ...[11, 12, 13, 14, 15, 16].map(h => hour(h)),
    ];
    expect(judge([...usual(), ...passed], instant(17))?.symptom).toBeNull();
  });
});

describe('restarts since a release', () => {
  const uncounted = { requests: null, errors: null };

  it('are told when nobody counts requests', () => {
    const hours = [
      ...usual({ ...uncounted, restarts: 1 }),
      hour(10, { ...uncounted, restarts: 6 }),
      hour(11, { ...uncounted, restarts: 2 }),
    ];
    expect(judge(hours)?.symptom).toEqual({ kind: 'restarts', factor: 4 });
  });

  it('are less than errors, which users see', () => {
    const hours = [...usual(), hour(10, { ...BAD, restarts: 9 })];
    expect(judge(hours)?.symptom?.kind).toBe('errors');
  });

  it('of a single start that went wrong are no symptom', () => {
    expect(judge([...usual(), hour(10, { restarts: 2 })])?.symptom).toBeNull();
  });
});

describe('a release of which nobody can tell', () => {
  const clear = [...usual(), hour(10, BAD)];

  it.each([
    ['is the first revision', clear, NOON, { revision: 1 }],
    ['has no hours before it', [hour(10, BAD)], NOON, {}],
    ['has no hours after it', usual(), NOON, {}],
    ['is old', clear, (release.startedAt + JUDGED_MS + 1) as InstantMs, {}],
    ['is in the future', clear, instant(9), {}],
    [
      'was not measured',
      clear.map(one => ({
        ...one,
        requests: null,
        errors: null,
        restarts: null,
      })),
      NOON,
      {},
    ],
    [
      'has only hours of more than a week ago before it',
      clear.map(one =>
        one.hour < release.startedAt
          ? { ...one, hour: (one.hour - 9 * DAY_MS) as InstantMs }
          : one,
      ),
      NOON,
      {},
    ],
  ])('%s', (_, hours, now, facts) => {
    expect(judge(hours, now, facts)).toBeNull();
  });
});

describe('any release', () => {
  const counts = fc.option(fc.nat(5_000));
  const anyHour = fc
    .record({
      at: fc.integer({ min: -200, max: 40 }),
      requests: counts,
      errors: counts,
      restarts: counts,
    })
    .map(({ at, ...facts }) => hour(at, facts));

  it('is judged alike in whatever order its hours come', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyHour, { selector: one => one.hour }),
        hours => {
          expect(judge([...hours].reverse())).toEqual(judge(hours));
        },
      ),
    );
  });

  it('is never blamed when every hour is the same', () => {
    fc.assert(
      fc.property(anyHour, one => {
        const hours = Array.from({ length: 60 }, (_, index) => ({
          ...one,
          hour: instant(index - 48),
        }));
        expect(judge(hours)?.symptom ?? null).toBeNull();
      }),
    );
  });
});
