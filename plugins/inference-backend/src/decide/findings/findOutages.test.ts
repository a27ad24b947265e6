import { DAY_MS, HOUR_MS } from '../../durations';
import type { InstantMs } from '../../types';
import { findOutages } from './findOutages';

const NOW = (Date.UTC(2026, 10, 20, 6) + 7 * 60_000) as InstantMs;
const hoursAgo = (hours: number) =>
  (Math.floor(NOW / HOUR_MS) * HOUR_MS - hours * HOUR_MS) as InstantMs;

describe('findOutages', () => {
  const find = (
    last: Record<string, InstantMs | null>,
    before: Parameters<typeof findOutages>[1]['before'] = [],
  ) => findOutages(new Map(Object.entries(last)), { now: NOW, before });

  it('is none while samples are as late as healthy ones may be', () => {
    expect(find({ 'eu-west': hoursAgo(0), 'us-east': hoursAgo(2) })).toEqual(
      [],
    );
  });

  it('begins with the end of the last sample', () => {
    expect(find({ 'eu-west': hoursAgo(3), 'us-east': hoursAgo(1) })).toEqual([
      {
        cluster: 'eu-west',
        since: hoursAgo(3),
        message: expect.stringContaining('cluster eu-west'),
      },
    ]);
  });

  it('keeps its beginning when that is out of sight', () => {
    const since = (NOW - 200 * DAY_MS) as InstantMs;
    const before = [{ cluster: 'eu-west', since, message: '' }];
    expect(find({ 'eu-west': null, 'us-east': null }, before)).toMatchObject([
      { cluster: 'eu-west', since },
      { cluster: 'us-east', since: null },
    ]);
  });
});
