import type {
  CostPrice,
  CostPrices,
} from '@inference-portal/plugin-inference-common';
import type { PriceRow } from '../decide/cost/ledger';
import { priceSources } from '../decide/cost/ledger';
import { CostTally } from '../decide/cost/CostTally';
import type { LedgerStore, TimeWindow } from '../record';
import type { InstantMs } from '../types';
import { findCaveats, isStale, shippedAsOf } from './caveats';
import { CostReader } from './CostReader';
import type { CostVisibility } from './ReportTallies';
import { countedPart } from './countedPart';
import type { PriceAges } from './PriceAges';
import { UNPRICED } from './ReportTally';
import { toCoverage } from './summaries';

const instantText = (instant: InstantMs | null) =>
  instant === null ? null : new Date(instant).toISOString();

function toPrice(row: PriceRow, now: InstantMs): CostPrice {
  return {
    id: row.id,
    source: row.source,
    ...row.match,
    currency: row.currency,
    unit: row.unit,
    micros: row.micros / (row.per ?? 1),
    from: row.from > 0 ? instantText(row.from) : null,
    to: instantText(row.to),
    asOf: instantText(row.asOf),
    note: row.note,
    stale: row.source.startsWith('shipped') && isStale(row.asOf, now),
  };
}

function byStrength(a: PriceRow, b: PriceRow): number {
  return (
    priceSources.indexOf(a.source) - priceSources.indexOf(b.source) ||
    Number(a.id > b.id) - Number(a.id < b.id) ||
    a.from - b.from
  );
}

/** Tells which prices there are, how old they are, and how much they price. */
export class CostPricesReader {
  readonly #ledger: LedgerStore;
  readonly #reader: CostReader;
  readonly #ages: PriceAges;
  readonly #now: () => number;

  constructor(options: {
    ledger: LedgerStore;
    ages: PriceAges;
    now: () => number;
  }) {
    this.#ledger = options.ledger;
    this.#reader = new CostReader(options);
    this.#ages = options.ages;
    this.#now = options.now;
  }

  /** Prices in effect in the window, the strongest source first. Coverage is of what is visible. */
  async getPrices(
    { window, timezone }: { window: TimeWindow; timezone: string },
    isVisible: CostVisibility,
  ): Promise<CostPrices> {
    const now = this.#now() as InstantMs;
    const counted = countedPart(window, now);
    const rows = await this.#ledger.listPrices();
    const sources = new CostTally();
    const portions = this.#reader.read({
      window: counted,
      timezone,
      periodStarts: [counted.from],
      dimensions: [
        'bucket',
        'priceSource',
        ...(isVisible ? (['owner', 'cluster'] as const) : []),
      ],
      filter: null,
      needsLabels: false,
      keepPrices: false,
    });
    for await (const facts of portions) {
      for (const { dimensions, term } of facts) {
        const { owner = null, cluster = null, priceSource } = dimensions;
        if (isVisible === null || isVisible({ owner, cluster })) {
          sources.add(priceSource ?? UNPRICED, term, false);
        }
      }
    }
    const ages = await this.#ages.find(counted);
    return {
      items: rows
        .filter(
          ({ from, to }) =>
            from < window.to && (to === null || to > window.from),
        )
        .sort(byStrength)
        .map(row => toPrice(row, now)),
      priced: toCoverage(sources, ages),
      caveats: findCaveats({
        buckets: new CostTally(),
        sources,
        currencies: [],
        pricesAsOf: shippedAsOf(ages),
        countedTo: null,
        now,
      }),
    };
  }
}
