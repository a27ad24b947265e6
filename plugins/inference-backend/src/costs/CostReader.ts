import { localPeriods, startOfLocal } from '../decide/cost/calendar';
import { integrate } from '../decide/cost/integrate';
import type { CostPart } from '../decide/cost/nodeParts';
import { lastAtOrBefore } from '../decide/cost/nodeSlices';
import type { CostDimensions, CostTerm } from '../decide/cost/terms';
import {
  canSumDays,
  type ClosedMonth,
  type CostFilter,
  type CostSum,
  type CostSumQuery,
  type LedgerStore,
  type RolledUpDimension,
  type TimeWindow,
} from '../record';
import type { InstantMs } from '../types';
import { isHeldBucket, passesFilter } from './selection';

/** A part of a cost, as far as it was asked for. */
export interface CostFact {
  readonly dimensions: Partial<CostDimensions>;
  readonly labels: { readonly [name: string]: string } | null;
  readonly term: CostTerm;
  /** Index among the periods. */
  readonly period: number;
}

/** What to read. */
export interface CostRead {
  readonly window: TimeWindow;
  /** IANA name. */
  readonly timezone: string;
  /** Beginnings of periods in order, the first that of the window. */
  readonly periodStarts: readonly InstantMs[];
  readonly dimensions: readonly (keyof CostDimensions)[];
  readonly filter: CostFilter | null;
  /** Roll-ups do not know labels. */
  readonly needsLabels: boolean;
  /** Terms tell the prices that they came from. */
  readonly keepPrices: boolean;
}

/** Intervals are read for so long at a time, so that memory stays flat however long the window is. */
const INTERVALS_AT_ONCE_MS = 8 * 24 * 3_600_000;
/** Halvings of a window in search of days that are rolled up. */
const SEARCH_DEPTH = 6;

function isRolledUpDimension(
  dimension: keyof CostDimensions,
): dimension is RolledUpDimension {
  return dimension !== 'podUid';
}

/** The local midnights within the window, its beginning and end among them if they are some. */
function findMidnights(window: TimeWindow, timezone: string): InstantMs[] {
  const days = localPeriods(window, 'day', timezone);
  return [...days.map(({ from }) => from), window.to].filter(
    instant => startOfLocal('day', instant, timezone) === instant,
  );
}

function* selected(
  parts: Iterable<CostPart>,
  filter: CostFilter | null,
): Generator<CostFact> {
  for (const part of parts) {
    if (passesFilter(filter, part.dimensions)) {
      yield part;
    }
  }
}

function* factsOf(
  sums: readonly CostSum[],
  { periodStarts, filter }: CostRead,
  start: InstantMs,
): Generator<CostFact> {
  for (const { day, key, terms } of sums) {
    // The ledger takes idle time for something without an owner and a version; who asks for that means workloads.
    const isOfWorkloads = filter?.owners ?? filter?.versions;
    if (isOfWorkloads && !isHeldBucket(key.bucket)) {
      continue;
    }
    const period = lastAtOrBefore(periodStarts, day ?? start);
    for (const term of terms) {
      yield { dimensions: key, labels: null, term, period };
    }
  }
}

/** The question for the roll-ups of a stretch of whole days. */
function daysOf(
  { timezone, periodStarts, dimensions, filter, keepPrices }: CostRead,
  window: TimeWindow,
): CostSumQuery {
  return {
    window,
    timezone,
    groupBy: dimensions.filter(isRolledUpDimension),
    perDay: periodStarts.length > 1,
    filter,
    keepPrices,
  };
}

/** Reads costs from the daily roll-ups where these are up to date and know enough, and from the intervals elsewhere; both are exact. */
export class CostReader {
  readonly #ledger: LedgerStore;

  constructor(options: { ledger: LedgerStore }) {
    this.#ledger = options.ledger;
  }

  /** In portions, each to be read once; they come by the hundred thousand, and a wait for each would cost more than the sum. */
  async *read(query: CostRead): AsyncGenerator<Iterable<CostFact>> {
    for (const { window, isRolledUp } of await this.#plan(query)) {
      if (isRolledUp) {
        yield await this.#readDays(query, window);
      } else {
        yield* this.#readIntervals(query, window);
      }
    }
  }

  /**
   * The same as it was when months were closed: their days out of what was told then, the rest as it is known now. Null where nobody knows:
   * pods, labels and parts of days are not kept ready.
   */
  readAsClosed(
    query: CostRead,
    months: readonly ClosedMonth[],
  ): AsyncGenerator<Iterable<CostFact>> | null {
    const { window, timezone, periodStarts, filter, needsLabels } = query;
    const groupBy = query.dimensions.filter(isRolledUpDimension);
    if (
      needsLabels ||
      groupBy.length < query.dimensions.length ||
      !canSumDays({ groupBy, filter, keepPrices: true })
    ) {
      return null;
    }
    const closed: TimeWindow[] = [];
    for (const month of months) {
      const part = {
        from: Math.max(month.from, window.from) as InstantMs,
        to: Math.min(month.to, window.to) as InstantMs,
      };
      const midnights = findMidnights(part, timezone);
      const days = new Set<number>(midnights);
      const [from] = midnights;
      const to = midnights.at(-1);
      if (
        periodStarts.some(
          start => start > part.from && start < part.to && !days.has(start),
        )
      ) {
        return null;
      }
      if (from !== undefined && to !== undefined && from < to) {
        closed.push({ from, to });
      }
    }
    return this.#readClosed(query, closed);
  }

  async *#readClosed(
    query: CostRead,
    closed: readonly TimeWindow[],
  ): AsyncGenerator<Iterable<CostFact>> {
    let { from } = query.window;
    for (const stretch of closed) {
      if (stretch.from > from) {
        yield* this.read({ ...query, window: { from, to: stretch.from } });
      }
      const sums = await this.#ledger.sumClosedDays(daysOf(query, stretch));
      yield factsOf(sums, query, stretch.from);
      from = stretch.to;
    }
    if (from < query.window.to) {
      yield* this.read({ ...query, window: { from, to: query.window.to } });
    }
  }

  /** The window in stretches that are read in one way each, in order. */
  async #plan(
    query: CostRead,
  ): Promise<{ window: TimeWindow; isRolledUp: boolean }[]> {
    const { window, timezone, periodStarts, keepPrices, filter } = query;
    const groupBy = query.dimensions.filter(isRolledUpDimension);
    const canUseDays =
      !query.needsLabels &&
      groupBy.length === query.dimensions.length &&
      this.#ledger.timezones.includes(timezone) &&
      canSumDays({ groupBy, filter, keepPrices });
    const midnights = canUseDays ? findMidnights(window, timezone) : [];
    const midnightSet = new Set<number>(midnights);
    const days = periodStarts
      .filter(start => start > window.from && start < window.to)
      .every(start => midnightSet.has(start))
      ? midnights
      : [];
    const rolledUp = await this.#findRolledUp(days, timezone, SEARCH_DEPTH);
    const plan: { window: TimeWindow; isRolledUp: boolean }[] = [];
    let cursor = window.from;
    for (const stretch of rolledUp) {
      if (stretch.from > cursor) {
        plan.push({
          window: { from: cursor, to: stretch.from },
          isRolledUp: false,
        });
      }
      plan.push({ window: stretch, isRolledUp: true });
      cursor = stretch.to;
    }
    if (cursor < window.to) {
      plan.push({ window: { from: cursor, to: window.to }, isRolledUp: false });
    }
    return plan;
  }

  async #findRolledUp(
    midnights: readonly InstantMs[],
    timezone: string,
    depth: number,
  ): Promise<TimeWindow[]> {
    const [from] = midnights;
    const to = midnights[midnights.length - 1];
    if (from === undefined || to === undefined || from === to) {
      return [];
    }
    if (await this.#ledger.isRolledUp({ from, to }, timezone)) {
      return [{ from, to }];
    }
    if (depth === 0) {
      return [];
    }
    const middle = Math.floor(midnights.length / 2);
    const halves =
      midnights.length > 2
        ? [midnights.slice(0, middle + 1), midnights.slice(middle)]
        : [];
    const found: TimeWindow[] = [];
    for (const half of halves) {
      found.push(...(await this.#findRolledUp(half, timezone, depth - 1)));
    }
    return found;
  }

  async #readDays(
    query: CostRead,
    window: TimeWindow,
  ): Promise<Iterable<CostFact>> {
    const sums = await this.#ledger.sumDays(daysOf(query, window));
    return factsOf(sums, query, window.from);
  }

  async *#readIntervals(
    { periodStarts, filter }: CostRead,
    window: TimeWindow,
  ): AsyncGenerator<Iterable<CostFact>> {
    let from = window.from;
    while (from < window.to) {
      const to = Math.min(from + INTERVALS_AT_ONCE_MS, window.to) as InstantMs;
      const ledger = await this.#ledger.readLedger({ from, to });
      const parts = integrate(ledger, {
        window: { from, to },
        periodStarts,
        clusters: filter?.clusters,
      });
      yield selected(parts, filter);
      from = to;
    }
  }
}
