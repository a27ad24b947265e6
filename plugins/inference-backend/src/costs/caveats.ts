import {
  STALE_PRICE_DAYS,
  type CostCaveat,
} from '@inference-portal/plugin-inference-common';
import type { CostTally } from '../decide/cost/CostTally';
import { formatMicros } from '../decide/cost/decimals';
import { toNumber } from '../decide/cost/fractions';
import { DAY_MS } from '../durations';
import type { InstantMs } from '../types';
import { UNPRICED } from './ReportTally';

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

/** The oldest check of a shipped price that was used. */
export function shippedAsOf(
  ages: ReadonlyMap<string, InstantMs>,
): InstantMs | null {
  const known = (['shipped', 'shipped-gpu'] as const).flatMap(
    source => ages.get(source) ?? [],
  );
  return known.length === 0 ? null : (Math.min(...known) as InstantMs);
}

/** True when what a window cost is less than it was: nobody watched a part of it, or nobody knows the price. */
export function isPartlyKnown({
  buckets,
  sources,
}: {
  buckets: CostTally;
  sources: CostTally;
}): boolean {
  return hoursOf(buckets, 'unobserved') > 0 || hoursOf(sources, UNPRICED) > 0;
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
    values: { date: new Date(asOf).toISOString(), days },
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
  /** What the total changed by since months were closed, in micro-units; null when none is, or nobody knows. */
  correction?: number | null;
  /** True when the window before, which is compared with, is known in part only. */
  previousIsPartlyKnown?: boolean;
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
      values: { date: new Date(countedTo).toISOString() },
      message: `The window has not ended: costs are counted until ${new Date(
        countedTo,
      ).toISOString()}`,
    });
  }
  if (unpriced > 0) {
    caveats.push({
      code: 'unpriced',
      values: { hours: unpriced },
      message: `Nobody knows the price of ${hours(
        unpriced,
      )}: they are missing from the money; name a price under inference.costs.prices`,
    });
  }
  if (unobserved > 0) {
    caveats.push({
      code: 'unobserved',
      values: { hours: unobserved },
      message: `Nobody watched ${hours(
        unobserved,
      )}: their cost is told apart, as it may have been anybody's`,
    });
  }
  if (sources.total().estimated) {
    caveats.push({
      code: 'estimated',
      values: {},
      message:
        'A part is known from metrics only, of a time in which the portal did not watch',
    });
  }
  if (overcommit > 0) {
    caveats.push({
      code: 'overcommit',
      values: { hours: overcommit },
      message: `Workloads held ${hours(
        overcommit,
      )} beyond what their nodes have: labels of nodes or weights of devices are wrong`,
    });
  }
  if (currencies.length > 1) {
    caveats.push({
      code: 'several-currencies',
      values: { currencies: currencies.join(', ') },
      message: `Prices are in ${currencies.join(
        ', ',
      )} and no exchange rate is configured: there are lines for each and no sum`,
    });
  }
  const guessed = hoursOf(sources, 'shipped-gpu');
  if (guessed > 0) {
    caveats.push({
      code: 'guessed-prices',
      values: { hours: guessed },
      message: `${hours(
        guessed,
      )} are priced by what one provider asks for such a GPU, which may be far from yours: name a price under inference.costs.prices`,
    });
  }
  const { correction = null } = options;
  const [currency = ''] = currencies;
  if (correction !== null && correction !== 0) {
    caveats.push({
      code: 'corrected',
      values: { micros: correction, currency },
      message: `Late data changed the costs of closed months by ${formatMicros(
        BigInt(correction),
      )} ${currency}: every line tells its correction, and what was told when the months were closed is the rest`,
    });
  }
  if (options.previousIsPartlyKnown) {
    caveats.push({
      code: 'previous-incomplete',
      values: {},
      message:
        'The period before is known in part only: what it cost is less than it was, and a change in per cent would mislead',
    });
  }
  const stale = stalePriceCaveat(options.pricesAsOf, options.now);
  return stale ? [...caveats, stale] : caveats;
}
