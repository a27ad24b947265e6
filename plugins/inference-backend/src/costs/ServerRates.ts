import type {
  CostRates,
  Money,
} from '@inference-portal/plugin-inference-common';
import { CostTally, type CostAmount } from '../decide/cost/CostTally';
import { roundHalfUp } from '../decide/cost/fractions';
import { integrate } from '../decide/cost/integrate';
import { HOUR_MS, SECOND_MS } from '../durations';
import type { LedgerStore } from '../record';
import type { InstantMs } from '../types';
import type { CostVisibility } from './ReportTallies';

/** Every open table of servers asks; a deployment should be seen within seconds all the same. */
const REMEMBERED_MS = 10 * SECOND_MS;
const HOURS_A_DAY = 24n;

/** What a server's GPUs cost, and whose that is. */
interface ServerRate {
  readonly serverId: string;
  readonly owner: string | null;
  readonly cluster: string;
  readonly perDay: Money;
}

/** A day of an amount of one hour; null when a part of it has no price, or prices are in several currencies: half a price would look like a low one. */
function dayOf(amount: CostAmount): Money | null {
  const [currency, ...others] = amount.currencies();
  const micros = currency === undefined ? null : amount.micros(currency);
  if (
    currency === undefined ||
    micros === null ||
    others.length > 0 ||
    amount.unpricedGpuHours().numerator !== 0n
  ) {
    return null;
  }
  const { numerator, denominator } = micros;
  return {
    currency,
    micros: Number(
      roundHalfUp({ numerator: numerator * HOURS_A_DAY, denominator }),
    ),
  };
}

/**
 * What servers cost a day if they went on as they are: the coming hour of what is held now at the prices in effect, by the same engine as every
 * other cost, 24 times.
 */
export class ServerRates {
  readonly #ledger: Pick<LedgerStore, 'readLedger'>;
  readonly #now: () => number;
  #known: { at: number; rates: Promise<readonly ServerRate[]> } | null = null;

  constructor(options: {
    ledger: Pick<LedgerStore, 'readLedger'>;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#ledger = options.ledger;
    this.#now = options.now;
  }

  /** Of all servers, or of those named, as far as they are visible; without those that hold no GPU or have no price. */
  async getRates(
    servers: readonly string[] | null,
    isVisible: CostVisibility,
  ): Promise<CostRates> {
    const { at, rates } = this.#latest();
    const wanted = servers === null ? null : new Set(servers);
    return {
      at: new Date(at).toISOString(),
      items: (await rates)
        .filter(
          ({ serverId, owner, cluster }) =>
            (wanted === null || wanted.has(serverId)) &&
            (isVisible === null || isVisible({ owner, cluster })),
        )
        .map(({ serverId, perDay }) => ({ serverId, perDay })),
    };
  }

  #latest() {
    const at = this.#now();
    if (this.#known === null || at - this.#known.at > REMEMBERED_MS) {
      const known = { at, rates: this.#read(at) };
      this.#known = known;
      known.rates.catch(() => {
        // A failure is told to whoever waits, and the next one tries anew.
        if (this.#known === known) {
          this.#known = null;
        }
      });
    }
    return this.#known;
  }

  async #read(at: number): Promise<readonly ServerRate[]> {
    const window = { from: at as InstantMs, to: (at + HOUR_MS) as InstantMs };
    const ledger = await this.#ledger.readLedger(window);
    const tally = new CostTally();
    const whose = new Map<string, Pick<ServerRate, 'owner' | 'cluster'>>();
    for (const { dimensions, term } of integrate(ledger, { window })) {
      const { serverId, owner, cluster, estimated } = dimensions;
      if (serverId !== null) {
        tally.add(serverId, term, estimated);
        whose.set(serverId, { owner, cluster });
      }
    }
    return tally.entries().flatMap(([serverId, amount]) => {
      const perDay = dayOf(amount);
      const scope = whose.get(serverId);
      return perDay === null || scope === undefined
        ? []
        : [{ serverId, perDay, ...scope }];
    });
  }
}
