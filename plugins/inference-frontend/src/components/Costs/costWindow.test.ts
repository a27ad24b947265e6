import type { InstantMs } from '../../format/instant';
import { resolveWindow } from './costWindow';
import type { LocalDate } from './localDate';

// Half past midnight on the first of December in Berlin, still November in UTC.
const NOW = Date.parse('2026-11-30T23:30:00Z') as InstantMs;

describe('resolveWindow', () => {
  it('takes the whole month of the zone, so that it is compared with a whole month', () => {
    expect(resolveWindow({ name: 'month' }, NOW, 'UTC')).toEqual({
      from: '2026-11-01',
      to: '2026-12-01',
      granularity: 'day',
    });
    expect(resolveWindow({ name: 'month' }, NOW, 'Europe/Berlin')).toEqual({
      from: '2026-12-01',
      to: '2027-01-01',
      granularity: 'day',
    });
  });

  it('ends the month before where this one begins', () => {
    expect(resolveWindow({ name: 'last-month' }, NOW, 'Europe/Berlin')).toEqual(
      {
        from: '2026-11-01',
        to: '2026-12-01',
        granularity: 'day',
      },
    );
  });

  it('counts days back from today', () => {
    expect(resolveWindow({ name: '7d' }, NOW, 'UTC')).toEqual({
      from: '2026-11-24',
      to: '2026-12-01',
      granularity: 'day',
    });
  });

  it('draws a year by months', () => {
    expect(resolveWindow({ name: '12m' }, NOW, 'UTC')).toEqual({
      from: '2025-12-01',
      to: '2026-12-01',
      granularity: 'month',
    });
  });

  it('takes both days of a window that somebody chose', () => {
    expect(
      resolveWindow(
        {
          name: 'custom',
          first: '2026-10-25' as LocalDate,
          last: '2026-10-25' as LocalDate,
        },
        NOW,
        'Europe/Berlin',
      ),
    ).toEqual({ from: '2026-10-25', to: '2026-10-26', granularity: 'hour' });
  });
});
