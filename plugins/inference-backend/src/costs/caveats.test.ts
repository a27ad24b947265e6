import { CostTally } from '../decide/cost/CostTally';
import type { InstantMs } from '../types';
import { findCaveats } from './caveats';

const HOUR = 3_600_000n;

function caveatsOf(hours: { readonly [bucket: string]: bigint }) {
  const buckets = new CostTally();
  for (const [bucket, quantity] of Object.entries(hours)) {
    const term = {
      quantity: quantity * HOUR,
      weightDenominator: 1,
      price: null,
    };
    buckets.add(bucket, term, false);
  }
  return findCaveats({
    buckets,
    sources: new CostTally(),
    currencies: ['USD'],
    pricesAsOf: null,
    countedTo: null,
    now: Date.UTC(2026, 10, 20) as InstantMs,
  });
}

describe('findCaveats', () => {
  it('tells hours that were held beyond what nodes have, which are counted below zero', () => {
    expect(caveatsOf({ owned: 12n, overcommit: -4n })).toEqual([
      {
        code: 'overcommit',
        values: { hours: 4 },
        message: expect.stringMatching(/held 4 GPU-hours beyond/),
      },
    ]);
  });

  it('tells hours that nobody watched', () => {
    expect(caveatsOf({ owned: 12n, unobserved: 3n })).toMatchObject([
      { code: 'unobserved', values: { hours: 3 } },
    ]);
  });

  it('says nothing where everything is known', () => {
    expect(caveatsOf({ owned: 12n, 'idle-free': 4n })).toEqual([]);
  });
});
