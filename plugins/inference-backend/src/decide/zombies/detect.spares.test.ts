import { HOUR_MS } from '../../durations';
import type { InstantMs } from '../../types';
import {
  before,
  DAYS,
  isCalled,
  judge,
  monitored,
  never,
} from './__testUtils__/judge';
import {
  eachDays,
  EVALUATED_AT,
  type Life,
  officeHours,
  UNSEEN,
} from './__testUtils__/serverLife';

describe('what is never called', () => {
  it.each([0.5, 3, 4.9])('leaves a server of %d days alone', ageDays => {
    const facts = { crashLooping: true, newerVersionServing: true };
    const verdict = judge(never, facts, { days: DAYS, ageDays });
    expect(verdict.state).toBe('new');
  });

  it('keeps a replaced version for a rollback while it is quiet for 5.5 days', () => {
    const verdict = judge(officeHours(5.5), { newerVersionServing: true });
    expect(verdict.state).toBe('idle');
    expect(judge(officeHours(7), { newerVersionServing: true }).state).toBe(
      'idle',
    );
  });

  it('does not count the silence before another version took over', () => {
    const newerVersionSince = (EVALUATED_AT - 5 * 24 * HOUR_MS) as InstantMs;
    const facts = { newerVersionServing: true, newerVersionSince };
    expect(judge(officeHours(8), facts).state).toBe('idle');
  });

  it('lets a declared standby wait for ever', () => {
    const facts = { declaredStandby: true, newerVersionServing: true };
    expect(judge(never, facts).state).toBe('exempt');
  });

  it.each([
    ['weekly', 7],
    ['monthly', 31],
    ['quarterly', 92],
  ])('waits for rare work, %s', (_, period) => {
    for (const late of [0.5, 1, 1.2]) {
      const verdict = judge(
        eachDays(period, period * late),
        {},
        { days: 365, ageDays: 400 },
      );
      expect(isCalled(verdict)).toBe(false);
    }
  });

  it('does not take one short use long after the creation for the end', () => {
    const life: Life = hoursBefore =>
      Math.floor(hoursBefore / 24) === 40 ? { requests: 200 } : {};
    expect(isCalled(judge(life, {}, { ageDays: DAYS }))).toBe(false);
  });

  it('waits for the month of a declared job', () => {
    const facts = { schedule: '0 4 1 * *' };
    expect(judge(eachDays(31, 35), facts).state).toBe('exempt');
  });

  it('counts the work of the GPU where no requests are told, or always none', () => {
    for (const requests of [null, 0]) {
      const life: Life = (_, hour) =>
        hour > 8 && hour < 12
          ? { requests, gpuMax: 0.7, gpuAvg: 0.2 }
          : { requests };
      expect(judge(life)).toMatchObject({ state: 'active' });
    }
  });

  it('claims nothing of a server whose samples are missing', () => {
    expect(judge(() => UNSEEN).state).toBe('unknown');
    const hole = before(12, officeHours(12), hoursBefore =>
      hoursBefore < 6 ? {} : UNSEEN,
    );
    expect(judge(hole).state).toBe('unknown');
  });

  it('claims nothing of nine days of which less than half was seen', () => {
    const life = before(9, officeHours(9), (_, hour) =>
      hour >= 8 && hour < 18 ? {} : UNSEEN,
    );
    expect(judge(life).state).toBe('unknown');
  });

  it('does not take the rest of a small model for silence when requests are missing', () => {
    const life = before(
      12,
      (hoursBefore, hour) => ({
        ...officeHours(12)(hoursBefore, hour),
        gpuMax: 0.03,
      }),
      () => ({ requests: null }),
    );
    expect(judge(life).state).toBe('unknown');
  });

  it('does not take missing nights of a nightly job for silence', () => {
    const life = before(
      12,
      (_, hour) => (hour === 2 ? { requests: 200 } : {}),
      (_, hour) => (hour >= 1 && hour <= 3 ? UNSEEN : {}),
    );
    expect(judge(life).state).toBe('unknown');
  });

  it.each([3, 12, 72])(
    'claims nothing when nobody collected anything for %d hours',
    hours => {
      const blind = (life: Life) => before(hours / 24, life, () => UNSEEN);
      for (const [life, facts] of [
        [officeHours(30), {}],
        [never, {}],
        [officeHours(30), { crashLooping: true }],
        [officeHours(30), { newerVersionServing: true }],
      ] as const) {
        expect(judge(blind(life), facts).state).toBe('unknown');
      }
    },
  );

  it('does not call a crash loop of one replica while another one works', () => {
    const life = before(4, officeHours(4), () => ({
      gpuMax: 0.9,
      gpuAvg: 0.4,
    }));
    expect(judge(life, { crashLooping: true }).state).toBe('active');
  });

  it('takes faint peaks of the GPU for work when they are frequent or regular', () => {
    const peaks =
      (is: (hoursBefore: number) => boolean): Life =>
      hoursBefore =>
        is(hoursBefore) ? { gpuMax: 0.2, gpuAvg: 0.01 } : {};
    const frequent = peaks(at => at % 60 === (Math.floor(at / 60) * 17) % 30);
    const weekly = peaks(at => at % 170 === 60);
    expect(isCalled(judge(frequent))).toBe(false);
    expect(isCalled(judge(weekly))).toBe(false);
  });

  it('claims nothing when neither requests nor the GPU were seen lately', () => {
    const life = before(0.5, officeHours(12), () => ({
      requests: null,
      gpuMax: null,
      gpuAvg: null,
    }));
    expect(judge(life).state).toBe('unknown');
  });

  it('does not call idle what was hardly seen', () => {
    const life = before(4, officeHours(4), hoursBefore =>
      hoursBefore % 12 === 0 ? {} : UNSEEN,
    );
    expect(judge(life).state).toBe('unknown');
  });

  it('forgives a crash loop from which the server has recovered', () => {
    const life = before(1, officeHours(6), officeHours(0));
    expect(judge(life, { crashLooping: true }).state).toBe('active');
    expect(judge(life).state).toBe('active');
  });

  it('sees real requests between those of a monitor', () => {
    const life: Life = hoursBefore =>
      hoursBefore % 48 === 20 ? { requests: 62, tokens: 460 } : monitored(0, 0);
    expect(isCalled(judge(life))).toBe(false);
  });

  it('takes few requests with short answers for use when no clock sends them', () => {
    const life: Life = hoursBefore =>
      (hoursBefore * 7919) % 97 < 6 ? { requests: 1, tokens: 1 } : {};
    expect(isCalled(judge(life))).toBe(false);
  });
});
