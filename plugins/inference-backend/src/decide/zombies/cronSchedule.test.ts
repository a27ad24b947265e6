import { DAY_MS } from '../../durations';
import { expectRuns, parseCron } from './cronSchedule';

const NOW = Date.UTC(2026, 5, 1, 12);

function expectation(text: string, sinceDays = 30) {
  const parsed = parseCron(text);
  if (parsed.status === 'invalid') throw new Error(parsed.problem);
  return expectRuns(parsed.schedule, NOW - sinceDays * DAY_MS, NOW);
}

describe('cron schedules', () => {
  it.each([
    ['0 2 * * *', 1],
    ['*/15 * * * *', 1],
    ['0 2 * * 1-5', 3],
    ['0 2 * * MON', 7],
    ['0 2 * * 7', 7],
    ['30 4 1 * *', 31],
    ['0 4 1 */3 *', 92],
    ['0 4 1 jan,jul *', 184],
    ['0 4 1 1 ?', 366],
    ['0 4 13 * 5', 7],
    ['0 0 29 2 *', 1461],
    ['0 0 31 2 *', null],
  ])('knows how far the runs of %s lie apart', (text, days) => {
    const longest = expectation(text).longestIntervalDays;
    // The year around the instant may lack a leap day.
    expect(days === 366 ? [365, 366] : [days]).toContain(longest);
  });

  it('counts the days on which a run was due', () => {
    expect(expectation('0 2 * * *', 10).missedDays).toBe(9);
    expect(expectation('0 2 * * 1', 30).missedDays).toBe(4);
    expect(expectation('0 2 1 * *', 20).missedDays).toBe(0);
  });

  it.each([
    ['0 2 * *', 'five cron fields'],
    ['0 25 * * *', '"25" in "0 25 * * *" is no hour'],
    ['60 * * * *', 'is no minute'],
    ['* * 0 * *', 'is no day of the month'],
    ['* * * foo *', 'is no month'],
    ['* * * * 5-1', 'is no day of the week'],
    ['*/0 * * * *', 'is no minute'],
    ['1,,2 * * * *', 'is no minute'],
    ['@daily', 'five cron fields'],
  ])('refuses %s and says why', (text, problem) => {
    expect(parseCron(text)).toEqual({
      status: 'invalid',
      problem: expect.stringContaining(problem),
    });
  });

  it('reads lists, ranges with steps and names', () => {
    const parsed = parseCron('0,30 8-18/5 1,15 FEB-apr sun');
    expect(parsed).toEqual({
      status: 'valid',
      schedule: {
        minutes: new Set([0, 30]),
        hours: new Set([8, 13, 18]),
        daysOfMonth: new Set([1, 15]),
        months: new Set([2, 3, 4]),
        daysOfWeek: new Set([0]),
        eitherDay: true,
      },
    });
  });
});
