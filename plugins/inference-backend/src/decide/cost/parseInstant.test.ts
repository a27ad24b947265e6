import { parseInstant } from './parseInstant';

function read(text: string, zone = 'UTC'): string {
  const parsed = parseInstant(text, zone);
  return parsed.status === 'valid'
    ? new Date(parsed.instant).toISOString()
    : parsed.problem;
}

describe('parseInstant', () => {
  it('reads instants with and without fractions and offsets', () => {
    expect(
      [
        '2026-03-29T00:00:00Z',
        '2026-03-29T00:00:00.5Z',
        '2026-03-29T01:00:00.500000+01:00',
        '2026-03-28T18:30:00-0530',
        '2026-03-29T00:00Z',
      ].map(text => read(text)),
    ).toEqual([
      '2026-03-29T00:00:00.000Z',
      '2026-03-29T00:00:00.500Z',
      '2026-03-29T00:00:00.500Z',
      '2026-03-29T00:00:00.000Z',
      '2026-03-29T00:00:00.000Z',
    ]);
  });

  it('reads a local date or time of the zone where no offset is told', () => {
    expect(read('2026-03-29', 'Europe/Berlin')).toBe(
      '2026-03-28T23:00:00.000Z',
    );
    expect(read('2026-03-30T00:00:00', 'Europe/Berlin')).toBe(
      '2026-03-29T22:00:00.000Z',
    );
    expect(read('2026-10-25', 'Asia/Kathmandu')).toBe(
      '2026-10-24T18:15:00.000Z',
    );
  });

  it('refuses what is no time, no day of the calendar, or finer than a millisecond', () => {
    expect(read('yesterday')).toBe(
      '"yesterday" is no time; write one such as 2026-03-29T00:00:00Z',
    );
    expect(read('2026-02-30T00:00:00Z')).toBe(
      '"2026-02-30T00:00:00Z" is no date and time of the calendar',
    );
    expect(read('2026-02-30')).toBe('"2026-02-30" is no date in UTC');
    expect(read('2026-03-29T00:00:00.0005Z')).toBe(
      '"2026-03-29T00:00:00.0005Z" is finer than a millisecond',
    );
  });
});
