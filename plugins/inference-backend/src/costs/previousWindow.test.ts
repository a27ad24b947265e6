import { previousWindow } from './previousWindow';
import type { InstantMs } from '../types';

const at = (text: string) => Date.parse(text) as InstantMs;
const windowOf = (from: string, to: string) => ({ from: at(from), to: at(to) });
const texts = ({ from, to }: { from: number; to: number }) =>
  [from, to].map(instant => new Date(instant).toISOString());

describe('previousWindow', () => {
  it.each([
    [
      'whole months go before whole months',
      windowOf('2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z'),
      'UTC',
      ['2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
    ],
    [
      'whole days go before whole days, also over the night that is an hour longer',
      windowOf('2026-10-25T23:00:00Z', '2026-10-26T23:00:00Z'),
      'Europe/Berlin',
      ['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ],
    [
      'anything else has the same length',
      windowOf('2026-10-25T10:00:00Z', '2026-10-25T13:30:00Z'),
      'UTC',
      ['2026-10-25T06:30:00.000Z', '2026-10-25T10:00:00.000Z'],
    ],
  ])('%s', (_, window, timezone, expected) => {
    expect(texts(previousWindow(window, window, timezone))).toEqual(expected);
  });

  it('compares so much of the month before as has passed of this one', () => {
    const month = windowOf('2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z');
    const counted = { ...month, to: at('2026-11-20T12:00:00Z') };
    expect(texts(previousWindow(month, counted, 'UTC'))).toEqual([
      '2026-10-01T00:00:00.000Z',
      '2026-10-20T12:00:00.000Z',
    ]);
  });

  it('never reaches into the month that it is compared with', () => {
    const march = windowOf('2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z');
    const counted = { ...march, to: at('2026-03-31T00:00:00Z') };
    expect(texts(previousWindow(march, counted, 'UTC'))).toEqual([
      '2026-02-01T00:00:00.000Z',
      '2026-03-01T00:00:00.000Z',
    ]);
  });
});
