import { HOUR_MS } from '../../durations';
import type { InstantMs } from '../../types';
import { isCalled, judge, never } from './__testUtils__/judge';
import {
  eachDays,
  EVALUATED_AT,
  officeHours,
} from './__testUtils__/serverLife';

describe('the verdict', () => {
  it('tells since when, how long, and what was usual before', () => {
    const verdict = judge(eachDays(1, 20));
    expect(verdict.since).toBe(EVALUATED_AT - 20 * 24 * HOUR_MS);
    expect(verdict.reasons).toContainEqual({
      code: 'silent-for',
      values: { days: 20, allowedDays: 8.5, pattern: 'daily-use' },
    });
    expect(verdict.reasons).toContainEqual({
      code: 'earlier-use',
      values: expect.objectContaining({ usualIntervalDays: 1 }),
    });
  });

  it('says of an idle server when its silence will count', () => {
    const { nextCheckAt, since } = judge(officeHours(5));
    expect(nextCheckAt - Number(since)).toBe(8.5 * 24 * HOUR_MS);
  });

  it('marks a missing owner, and does not become surer by it', () => {
    const verdict = judge(officeHours(12), { ownerResolved: false });
    expect(verdict).toMatchObject({
      state: 'zombie',
      confidence: 'medium',
      orphaned: true,
    });
    expect(judge(officeHours(0), { ownerResolved: false }).state).toBe(
      'orphaned',
    );
  });

  it('remembers use from before the history', () => {
    const at = EVALUATED_AT - 110 * 24 * HOUR_MS;
    const quarterly = [at - 91 * 24 * HOUR_MS, at] as InstantMs[];
    expect(isCalled(judge(never))).toBe(true);
    const facts = { earlierActivity: quarterly };
    expect(isCalled(judge(never, facts, { ageDays: 300 }))).toBe(false);
  });

  it('says possible standby of what was never used', () => {
    const verdict = judge(never);
    expect(verdict.confidence).toBe('medium');
    expect(verdict.reasons.map(({ code }) => code)).toContain(
      'possible-standby',
    );
  });

  it('tells pods that wait, servers beside each other and servers with too much', () => {
    const pendingSince = (EVALUATED_AT - 2 * HOUR_MS) as InstantMs;
    const load = {
      replicas: 4,
      kvCacheP95: 0.1,
      waitingP99: 0,
      runningP95Share: 0.1,
    };
    expect(judge(officeHours(0), { pendingSince }).state).toBe('stuck-pending');
    expect(judge(officeHours(0), { duplicateOf: 'b' }).state).toBe('duplicate');
    expect(judge(officeHours(0), { load }).state).toBe('over-provisioned');
    expect(
      judge(officeHours(0), { load: { ...load, waitingP99: 2 } }).state,
    ).toBe('active');
  });
});
