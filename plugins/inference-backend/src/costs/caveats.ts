import {
  STALE_PRICE_DAYS,
  type CostCaveat,
} from '@inference-portal/plugin-inference-common';
import type { CostTally } from '../decide/cost/CostTally';
import { toNumber } from '../decide/cost/fractions';
import type { InstantMs } from '../types';
import { UNPRICED } from './ReportTally';

const DAY_MS = 24 * 3_600_000;

function hours(amount: number): string {
  return `${amount.toLocaleString('en-US', {
    maximumFractionDigits: 1,
  })} GPU-hours`;
}

function hoursOf(tally: CostTally, key: string): number {
  const amount = tally.get(key);
  return amount ? toNumber(amount.gpuHours()) : 0;
}

/** True for a shipped price that nobody checked for too long. */
export function isStale(asOf: InstantMs | null, now: InstantMs): boolean {
  return asOf !== null && now - asOf > STALE_PRICE_DAYS * DAY_MS;
}

/** What has to be told of shipped prices; null while they are young. */
export function stalePriceCaveat(
  asOf: InstantMs | null,
  now: InstantMs,
): CostCaveat | null {
  if (asOf === null || !isStale(asOf, now)) {
    return null;
  }
  const days = Math.floor((now - asOf) / DAY_MS);
  return {
    code: 'stale-prices',
    message: `Prices of the shipped list were last checked on ${new Date(asOf)
      .toISOString()
      .slice(
        0,
        10,
      )}, ${days} days ago: set your own under inference.costs.prices`,
  };
}

/** Why the numbers of a report are less than exact. */
export function findCaveats(options: {
  buckets: CostTally;
  sources: CostTally;
  currencies: readonly string[];
  /** When the oldest shipped price that was used was last checked. */
  pricesAsOf: InstantMs | null;
  /** Until when costs are counted, if that is before the end of the window. */
  countedTo: InstantMs | null;
  now: InstantMs;
}): CostCaveat[] {
  const { buckets, sources, currencies, countedTo } = options;
  const caveats: CostCaveat[] = [];
  const unpriced = hoursOf(sources, UNPRICED);
  const unobserved = hoursOf(buckets, 'unobserved');
  const overcommit = -hoursOf(buckets, 'overcommit');
  if (countedTo !== null) {
    caveats.push({
      code: 'still-counting',
      message: `The window has not ended: costs are counted until ${new Date(
        countedTo,
      ).toISOString()}`,
    });
  }
  if (unpriced > 0) {
    caveats.push({
      code: 'unpriced',
      message: `Nobody knows the price of ${hours(
        unpriced,
      )}: they are missing from the money; name a price under inference.costs.prices`,
    });
  }
  if (unobserved > 0) {
    caveats.push({
      code: 'unobserved',
      message: `Nobody watched ${hours(
        unobserved,
      )}: their cost is told apart, as it may have been anybody's`,
    });
  }
  if (sources.total().estimated) {
    caveats.push({
      code: 'estimated',
      message:
        'A part is known from metrics only, of a time in which the portal did not watch',
    });
  }
  if (overcommit > 0) {
    caveats.push({
      code: 'overcommit',
      message: `Workloads held ${hours(
        overcommit,
      )} beyond what their nodes have: labels of nodes or weights of devices are wrong`,
    });
  }
  if (currencies.length > 1) {
    caveats.push({
      code: 'several-currencies',
      message: `Prices are in ${currencies.join(
        ', ',
      )} and no exchange rate is configured: there are lines for each and no sum`,
    });
  }
  const stale = stalePriceCaveat(options.pricesAsOf, options.now);
  return stale ? [...caveats, stale] : caveats;
}
