import { floor } from '../../decide/cost/fractions';
import { HOUR_MS } from '../../durations';
import { readNumber } from '../database/codec';
import { createOwnerSeries, USUAL_DENOMINATOR, type NewSeries } from './series';

/** Exact money and GPU time of one owner series: whole numbers, and rests over the series' denominator. */
export interface OwnerAmount {
  readonly micros: bigint;
  /** Over denominator * 3,600,000. */
  readonly microsRest: bigint;
  readonly gpuMs: bigint;
  /** Over the denominator. */
  readonly gpuRest: bigint;
}

/** What of a server series tells which owner series it adds to. */
export type SummedSeries = Pick<
  NewSeries,
  | 'bucket'
  | 'idle_kind'
  | 'owner'
  | 'price_source'
  | 'estimated'
  | 'currency'
  | 'weight_denominator'
  | 'price_micros'
  | 'price_gpus'
>;

interface Entry {
  readonly series: NewSeries;
  /** Money over denominator * 3,600,000. */
  money: bigint;
  /** GPU-milliseconds over the denominator. */
  time: bigint;
}

/** Adds terms up to what one local day adds to its owner series, or takes it away from them. */
export class OwnerSum {
  readonly #timezone: string;
  readonly #entries = new Map<string, Entry>();

  constructor(timezone: string) {
    this.#timezone = timezone;
  }

  add(server: SummedSeries, quantity: bigint): void {
    const weight = readNumber(server.weight_denominator);
    const gpus = server.price_gpus === null ? 1 : readNumber(server.price_gpus);
    const own = weight * Math.max(gpus, 1);
    const denominator = USUAL_DENOMINATOR % own === 0 ? USUAL_DENOMINATOR : own;
    const entry = this.#entryOf(server, denominator);
    const scale = BigInt(denominator / weight);
    if (server.price_micros !== null) {
      entry.money +=
        quantity *
        BigInt(server.price_micros) *
        (scale / BigInt(Math.max(gpus, 1)));
    }
    if (gpus > 0) {
      entry.time += quantity * scale;
    }
  }

  /** What is not zero, by the hash of the series. */
  *entries(): Generator<{ series: NewSeries; amount: OwnerAmount }> {
    for (const { series, money, time } of this.#entries.values()) {
      if (money === 0n && time === 0n) {
        continue;
      }
      const denominator = BigInt(readNumber(series.weight_denominator));
      const hours = denominator * BigInt(HOUR_MS);
      const micros = floor({ numerator: money, denominator: hours });
      const gpuMs = floor({ numerator: time, denominator });
      yield {
        series,
        amount: {
          micros,
          microsRest: money - micros * hours,
          gpuMs,
          gpuRest: time - gpuMs * denominator,
        },
      };
    }
  }

  #entryOf(server: SummedSeries, denominator: number): Entry {
    const key = JSON.stringify([
      server.bucket,
      server.idle_kind,
      server.owner,
      server.price_source,
      server.estimated,
      server.currency,
      denominator,
    ]);
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = {
        series: createOwnerSeries(this.#timezone, server, denominator),
        money: 0n,
        time: 0n,
      };
      this.#entries.set(key, entry);
    }
    return entry;
  }
}
