import { createFormats, largestUnit } from './createFormats';
import { parseInstant, type InstantMs } from './instant';

const english = createFormats({ locale: 'en-GB', timeZone: 'Europe/Berlin' });
const german = createFormats({ locale: 'de', timeZone: 'Europe/Berlin' });
// Numbers and their units are kept on one line.
const plain = (text: string) => text.replace(/\u00a0/g, ' ');
const at = (text: string) => parseInstant(text) as InstantMs;

describe('createFormats', () => {
  it('says shares of a GPU as fractions and sums as decimals', () => {
    expect(english.gpuCount(0.125)).toBe('1/8');
    expect(english.gpuCount(1 / 7)).toBe('1/7');
    expect(english.gpuCount(0.75)).toBe('3/4');
    expect(english.gpuCount(8)).toBe('8');
    expect(english.gpuCount(2.25)).toBe('2.25');
    expect(english.gpuCount(13.375)).toBe('13.4');
    expect(english.gpuCount(0)).toBe('0');
    expect(german.gpuCount(13.375)).toBe('13,4');
  });

  it('names the product only when it is known', () => {
    expect(english.gpus(8, 'H100')).toBe('8 × H100');
    expect(english.gpus(1 / 8, 'H100')).toBe('1/8 × H100');
    expect(english.gpus(2, null)).toBe('2');
  });

  it('says times relative to now in the language of the reader', () => {
    const now = at('2026-11-22T04:00:00Z');
    expect(english.relative(at('2026-11-19T03:00:00Z'), now)).toBe(
      '3 days ago',
    );
    expect(german.relative(at('2026-11-19T03:00:00Z'), now)).toBe(
      'vor 3 Tagen',
    );
    expect(english.relative(at('2026-11-22T06:00:00Z'), now)).toBe(
      'in 2 hours',
    );
    expect(english.relative(now, now)).toBe('0 seconds ago');
  });

  it('shows the local time across a change of the clocks and the same UTC to everybody', () => {
    const summer = at('2026-10-25T00:30:00Z');
    const winter = at('2026-10-25T01:30:00Z');
    // 02:30 comes twice that night.
    expect(english.dateTime(summer)).toBe('25 Oct 2026, 02:30');
    expect(english.dateTime(winter)).toBe('25 Oct 2026, 02:30');
    expect(english.utc(summer)).toBe('2026-10-25 00:30:00 UTC');
    expect(german.utc(winter)).toBe('2026-10-25 01:30:00 UTC');
  });

  it('says lengths of time in their largest unit', () => {
    expect(english.duration(400)).toBe('0.4 seconds');
    expect(english.duration(65_000)).toBe('1 minute');
    expect(german.duration(3 * 86_400_000)).toBe('3 Tage');
    expect(largestUnit(59_999)).toEqual({ value: 59, unit: 'second' });
    expect(largestUnit(60_000)).toEqual({ value: 1, unit: 'minute' });
  });

  it('says money to the coin, for sentences without it, and exactly on demand', () => {
    expect(english.money(4_310_215_833, 'USD')).toBe('$4,310.22');
    expect(english.moneyShort(4_310_215_833, 'USD')).toBe('$4,310');
    expect(english.moneyShort(99_999_000, 'USD')).toBe('$100.00');
    expect(plain(english.moneyExact(4_310_215_833, 'USD'))).toBe(
      'USD 4,310.215833',
    );
    expect(plain(german.money(-40_000_000, 'EUR'))).toBe('-40,00 €');
    expect(english.moneySigned(40_000_000, 'USD')).toBe('+$40.00');
    expect(english.money(1_234_000_000, 'JPY')).toBe('¥1,234');
  });

  it('says shares without false precision, and small ones not as nothing', () => {
    expect(english.percent(0.374)).toBe('37%');
    expect(english.percent(0.0044)).toBe('0.4%');
    expect(english.percentSigned(0.18)).toBe('+18%');
    expect(english.percentSigned(0)).toBe('0%');
  });

  it('cuts days where the zone does', () => {
    const midnight = at('2026-11-21T23:00:00Z');
    expect(english.day(midnight)).toBe('22 Nov');
    expect(english.month(at('2026-10-31T23:00:00Z'))).toBe('November 2026');
  });

  it('separates thousands as the locale does', () => {
    expect(english.count(10_000)).toBe('10,000');
    expect(german.count(10_000)).toBe('10.000');
  });
});

describe('parseInstant', () => {
  it('keeps null and refuses what is not a time', () => {
    expect(parseInstant(null)).toBeNull();
    expect(parseInstant('yesterday')).toBeNull();
    expect(parseInstant('1970-01-01T00:00:00Z')).toBe(0);
  });
});
