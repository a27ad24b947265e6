import { CostAmount } from '../decide/cost/CostTally';
import {
  add,
  divide,
  multiply,
  toNumber,
  type Fraction,
} from '../decide/cost/fractions';
import { integrate } from '../decide/cost/integrate';
import type { NodeInterval } from '../decide/cost/ledger';
import type { CostPart } from '../decide/cost/nodeParts';
import { roundLines } from '../decide/cost/roundLines';
import type { CostDimensions } from '../decide/cost/terms';
import type { LedgerStore, NameStore, TimeWindow } from '../record';
import type { Charge } from './Charge';

type ChargeDimensions = Omit<CostDimensions, 'podUid'>;

interface Use {
  readonly dimensions: ChargeDimensions;
  readonly amount: CostAmount;
}

/** Parts of a whole in which ratios are told. */
const RATIO_DECIMALS = 9;
const RATIO_UNITS = 10n ** BigInt(RATIO_DECIMALS);

function ratioText(units: bigint): string {
  const digits = (units < 0n ? -units : units)
    .toString()
    .padStart(RATIO_DECIMALS + 1, '0');
  const sign = units < 0n ? '-' : '';
  return `${sign}${digits.slice(0, -RATIO_DECIMALS)}.${digits.slice(
    -RATIO_DECIMALS,
  )}`;
}

/** Adds up parts that differ in nothing that charges tell apart. */
function collectUses(parts: Iterable<CostPart>): Map<string, Use> {
  const uses = new Map<string, Use>();
  for (const part of parts) {
    const { podUid, ...dimensions } = part.dimensions;
    const key = JSON.stringify(Object.values(dimensions));
    let use = uses.get(key);
    if (!use) {
      use = { dimensions, amount: new CostAmount() };
      uses.set(key, use);
    }
    use.amount.add(part.term);
  }
  return uses;
}

/** Which part of its node's GPU time each use is; those of a node add up to 1. */
function findRatios(uses: ReadonlyMap<string, Use>): Map<string, string> {
  const nodes = new Map<string, [string, Fraction][]>();
  for (const [key, { dimensions, amount }] of uses) {
    const { nodeUid } = dimensions;
    const gpuHours = amount.gpuHours();
    if (nodeUid !== null && gpuHours.numerator !== 0n) {
      const known = nodes.get(nodeUid) ?? [];
      known.push([key, gpuHours]);
      nodes.set(nodeUid, known);
    }
  }
  const ratios = new Map<string, string>();
  for (const hours of nodes.values()) {
    const whole = hours
      .map(([, part]) => part)
      .reduce((sum, part) => add(sum, part));
    if (whole.numerator === 0n) {
      continue;
    }
    const shares = hours.map(
      ([key, part]) =>
        [
          key,
          multiply(divide(part, whole), {
            numerator: RATIO_UNITS,
            denominator: 1n,
          }),
        ] as const,
    );
    for (const [key, units] of roundLines(shares, RATIO_UNITS).lines) {
      ratios.set(key, ratioText(units));
    }
  }
  return ratios;
}

/** Money of every use by currency; in each currency they add up to the exact sum, rounded. */
function roundMoney(
  uses: ReadonlyMap<string, Use>,
): Map<string, Map<string, number>> {
  const currencies = new Map<string, [string, Fraction][]>();
  for (const [key, { amount }] of uses) {
    for (const currency of amount.currencies()) {
      const micros = amount.micros(currency);
      if (micros) {
        const known = currencies.get(currency) ?? [];
        known.push([key, micros]);
        currencies.set(currency, known);
      }
    }
  }
  return new Map(
    [...currencies].map(([currency, lines]) => [
      currency,
      new Map(
        [...roundLines(lines).lines].map(([key, micros]) => [
          key,
          Number(micros),
        ]),
      ),
    ]),
  );
}

/** Reads what each node cost in a period, by who used it. */
export class CostCharges {
  readonly #ledger: LedgerStore;
  readonly #names: NameStore;

  constructor(options: { ledger: LedgerStore; names: NameStore }) {
    this.#ledger = options.ledger;
    this.#names = options.names;
  }

  /** Charges that `isWanted` lets through, in the order of nodes and uses; shares are of the whole node all the same. */
  async read(
    window: TimeWindow,
    month: TimeWindow,
    isWanted: (dimensions: ChargeDimensions) => boolean,
  ): Promise<Charge[]> {
    const ledger = await this.#ledger.readLedger(window);
    const uses = collectUses(integrate(ledger, { window }));
    const ratios = findRatios(uses);
    const money = roundMoney(uses);
    const only = money.size === 1 ? [...money.keys()][0] ?? null : null;
    const nodes = new Map<string, NodeInterval>(
      ledger.nodes.map(node => [node.uid, node]),
    );
    const wanted = [...uses]
      .filter(([, { dimensions }]) => isWanted(dimensions))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const servers = await this.#names.serverNames(
      wanted.flatMap(
        ([
          ,
          {
            dimensions: { serverId },
          },
        ]) => serverId ?? [],
      ),
    );
    return wanted.flatMap(([key, { dimensions, amount }]) => {
      const { nodeUid, serverId, bucket, ...facts } = dimensions;
      const node = nodes.get(nodeUid ?? '');
      const paid = amount
        .currencies()
        .map(currency => ({ currency, micros: money.get(currency)?.get(key) }));
      const currencies =
        paid.length === 0 ? [{ currency: only, micros: null }] : paid;
      return currencies.map(
        ({ currency, micros }, index): Charge => ({
          ...facts,
          ...window,
          month,
          bucket,
          serverId,
          serverTitle: servers.get(serverId ?? '') ?? null,
          nodeUid,
          nodeName: node?.name ?? null,
          instanceType: node?.instanceType ?? null,
          region: node?.region ?? null,
          currency,
          micros: micros ?? null,
          // Time counts once, in whatever currencies it was paid.
          gpuHours: index === 0 ? toNumber(amount.gpuHours()) : 0,
          ratio: index === 0 ? ratios.get(key) ?? null : null,
        }),
      );
    });
  }
}
