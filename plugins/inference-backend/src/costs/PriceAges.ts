import { PriceBook } from '../decide/cost/PriceBook';
import type { PriceRow, PriceSource } from '../decide/cost/ledger';
import type { LedgerStore, TimeWindow } from '../record';
import type { InstantMs } from '../types';

/** Prices change by the day at most, and finding out takes all nodes. */
const REMEMBERED_MS = 10 * 60_000;
/** Nodes are looked at in the end of the window. */
const LOOK_BACK_MS = 3_600_000;

/** Finds when the prices that nodes are priced by were last checked. */
export class PriceAges {
  readonly #ledger: LedgerStore;
  readonly #now: () => number;
  readonly #known = new Map<
    string,
    { readonly at: number; readonly ages: ReadonlyMap<string, InstantMs> }
  >();

  constructor(options: { ledger: LedgerStore; now: () => number }) {
    this.#ledger = options.ledger;
    this.#now = options.now;
  }

  /** The oldest check by source, of prices of the window that nodes in the end of it are priced by. */
  async find(window: TimeWindow): Promise<ReadonlyMap<string, InstantMs>> {
    const now = this.#now();
    for (const [key, { at }] of this.#known) {
      if (now - at > REMEMBERED_MS) {
        this.#known.delete(key);
      }
    }
    // Windows that end now differ by the second.
    const minutes = [window.from, window.to].map(instant =>
      Math.floor(instant / REMEMBERED_MS),
    );
    const key = minutes.join(':');
    const known = this.#known.get(key);
    if (known) {
      return known.ages;
    }
    const ages = await this.#read(window);
    this.#known.set(key, { at: now, ages });
    return ages;
  }

  async #read(window: TimeWindow): Promise<Map<PriceSource, InstantMs>> {
    const ages = new Map<PriceSource, InstantMs>();
    const rows = await this.#ledger.listPrices();
    if (rows.every(({ asOf }) => asOf === null) || window.from >= window.to) {
      return ages;
    }
    const { nodes } = await this.#ledger.readLedger({
      from: Math.max(window.from, window.to - LOOK_BACK_MS) as InstantMs,
      to: window.to,
    });
    const book = new PriceBook(rows);
    const used = nodes
      .filter(({ statedPrice }) => statedPrice === null)
      .flatMap(node => book.timeline(node))
      .filter(({ from, to }) => from < window.to && to > window.from)
      .flatMap(({ row }): PriceRow[] => (row ? [row] : []));
    for (const { source, asOf } of new Set(used)) {
      const oldest = ages.get(source);
      if (asOf !== null && (oldest === undefined || asOf < oldest)) {
        ages.set(source, asOf);
      }
    }
    return ages;
  }
}
