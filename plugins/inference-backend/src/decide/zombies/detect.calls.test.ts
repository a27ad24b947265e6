import {
  before,
  isCalled,
  judge,
  monitored,
  never,
} from './__testUtils__/judge';
import {
  eachDays,
  type Life,
  officeHours,
  UNSEEN,
} from './__testUtils__/serverLife';

describe('what is called', () => {
  it('calls a server that is quiet for 9 days after daily use', () => {
    expect(judge(officeHours(9))).toMatchObject({ state: 'zombie' });
    expect(isCalled(judge(officeHours(9)))).toBe(true);
    expect(judge(officeHours(8))).toMatchObject({ state: 'idle' });
  });

  it('calls it after daily use with weekends and a holiday of four days, too', () => {
    const life: Life = (hoursBefore, hour) => {
      const day = Math.floor(hoursBefore / 24);
      const isFree = day % 7 >= 5 || (day >= 40 && day < 44);
      return isFree ? {} : officeHours(9)(hoursBefore, hour);
    };
    expect(isCalled(judge(life))).toBe(true);
  });

  it('is sure of it after three weeks of silence', () => {
    expect(judge(officeHours(18)).confidence).toBe('medium');
    expect(judge(officeHours(22)).confidence).toBe('high');
  });

  it('calls a server that is quiet for 25 days after weekly use', () => {
    expect(isCalled(judge(eachDays(7, 25)))).toBe(true);
    expect(judge(eachDays(7, 15))).toMatchObject({ state: 'idle' });
  });

  it('calls a server that was never used for 22 days', () => {
    const young = { days: 22, ageDays: 22 };
    expect(isCalled(judge(never, {}, young))).toBe(true);
    expect(judge(never, {}, { days: 21, ageDays: 21 })).toMatchObject({
      state: 'new',
    });
  });

  it('calls a server that only a monitor has asked for 14 days', () => {
    const since14 = { days: 14, ageDays: 14 };
    expect(isCalled(judge(monitored, {}, since14))).toBe(true);
    expect(isCalled(judge(before(14, officeHours(14), monitored)))).toBe(true);
    expect(isCalled(judge(before(10, officeHours(10), monitored)))).toBe(false);
  });

  it('calls a replaced version that is quiet for 10 days', () => {
    const facts = { newerVersionServing: true };
    expect(judge(officeHours(10), facts)).toMatchObject({
      state: 'superseded',
      confidence: 'high',
    });
    expect(judge(eachDays(7, 10), facts)).toMatchObject({
      state: 'superseded',
    });
  });

  it('calls a server that crash-loops for 3 days without traffic', () => {
    const facts = { crashLooping: true };
    expect(judge(officeHours(3), facts)).toMatchObject({
      state: 'crash-looping',
      confidence: 'high',
    });
    expect(isCalled(judge(officeHours(2), facts))).toBe(false);
  });

  it('calls a crash loop whose server tells no metrics while its GPUs are seen', () => {
    const life = before(4, officeHours(4), () => ({
      requests: null,
      gpuMax: 0.2,
      gpuAvg: 0.02,
    }));
    expect(isCalled(judge(life, { crashLooping: true }))).toBe(true);
  });

  it('calls a crash loop of which only the network is seen', () => {
    const life = before(4, officeHours(4), () => ({ ...UNSEEN, network: 90 }));
    expect(isCalled(judge(life, { crashLooping: true }))).toBe(true);
  });

  it('does not take a hole in the past for a pause', () => {
    const life: Life = (hoursBefore, hour) =>
      hoursBefore > 30 * 24 && hoursBefore < 42 * 24
        ? UNSEEN
        : officeHours(9)(hoursBefore, hour);
    expect(isCalled(judge(life))).toBe(true);
  });

  it('calls a server that was tried once after its creation, five weeks later', () => {
    const tried =
      (days: number): Life =>
      hoursBefore =>
        Math.floor(hoursBefore / 24) === days ? { requests: 5 } : {};
    expect(isCalled(judge(tried(36), {}, { days: 38, ageDays: 38 }))).toBe(
      true,
    );
    expect(isCalled(judge(tried(30), {}, { days: 32, ageDays: 32 }))).toBe(
      false,
    );
  });

  it('calls a declared schedule whose runs stopped 20 days ago when daily, 30 when weekly', () => {
    const nightly = { schedule: '0 2 * * *' };
    const weekly = { schedule: '0 2 * * 1' };
    expect(isCalled(judge(eachDays(1, 20), nightly))).toBe(true);
    expect(judge(eachDays(1, 12), nightly).state).toBe('exempt');
    expect(isCalled(judge(eachDays(7, 30), weekly))).toBe(true);
    expect(judge(eachDays(7, 15), weekly).state).toBe('exempt');
  });

  it('calls a server that is dead behind holes in its samples', () => {
    const life: Life = (hoursBefore, hour) =>
      hoursBefore % 50 > 10 && hoursBefore % 50 < 24
        ? UNSEEN
        : officeHours(14)(hoursBefore, hour);
    expect(isCalled(judge(life))).toBe(true);
  });

  it('calls a server on shared GPUs by its requests alone', () => {
    const life: Life = (hoursBefore, hour) => ({
      ...officeHours(9)(hoursBefore, hour),
      gpuMax: 0.9,
      gpuAvg: 0.5,
    });
    expect(isCalled(judge(life, { gpuShared: true }))).toBe(true);
    expect(judge(life).state).toBe('active');
  });

  it('looks past a lone peak of the GPU that no request explains', () => {
    const life: Life = (hoursBefore, hour) =>
      hoursBefore === 30
        ? { gpuMax: 0.15, gpuAvg: 0.005 }
        : officeHours(15)(hoursBefore, hour);
    const verdict = judge(life);
    expect(isCalled(verdict)).toBe(true);
    expect(verdict.reasons).toContainEqual({
      code: 'gpu-blips-ignored',
      values: { hours: 1 },
    });
  });
});
