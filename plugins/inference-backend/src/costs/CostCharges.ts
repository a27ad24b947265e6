import { CostAmount } from '../decide/cost/CostTally';
import {
  add,
  divide,
  multiply,
  roundHalfUp,
  toNumber,
  ZERO,
  type Fraction,
} from '../decide/cost/fractions';
import { integrate } from '../decide/cost/integrate';
import type { NodeInterval } from '../decide/cost/ledger';
import type { CostPart } from '../decide/cost/nodeParts';
import { roundLines } from '../decide/cost/roundLines';
import {
  GRAIN_DIMENSIONS,
  type LedgerStore,
  type NameStore,
  type TimeWindow,
} from '../record';
import type { Charge } from './Charge';
import {
  closedKey,
  closedUses,
  isZero,
  paidOf,
  without,
  type ChargeDimensions,
  type ClosedUse,
  type Paid,
  type Use,
} from './closedUses';

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
function collectUses(parts: Iterable<CostPart>): Use[] {
  const uses = new Map<
    string,
    { dimensions: ChargeDimensions; amount: CostAmount }
  >();
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
  return [...uses.values()].map(({ dimensions, amount }) => ({
    dimensions,
    paid: paidOf(amount),
  }));
}

/** What was told of a use, and what changed since if its month is closed; each is a charge of its own. */
interface Told {
  readonly key: string;
  readonly dimensions: ChargeDimensions;
  readonly paid: Paid;
  readonly isCorrection: boolean;
}

function keyOf({ dimensions }: { dimensions: ChargeDimensions }): string {
  return JSON.stringify(
    Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function tellUses(uses: readonly ClosedUse[]): Told[] {
  return uses
    .flatMap(use => {
      const { dimensions, paid, then } = use;
      const told = { key: keyOf(use), dimensions };
      if (then === null) {
        return { ...told, paid, isCorrection: false };
      }
      return [
        { ...told, paid: then, isCorrection: false },
        { ...told, paid: without(paid, then), isCorrection: true },
      ].filter(one => !isZero(one.paid));
    })
    .sort(
      (a, b) =>
        (a.key < b.key ? -1 : Number(a.key > b.key)) ||
        Number(a.isCorrection) - Number(b.isCorrection),
    );
}

/** Which part of its node's GPU time each use is; those of a node add up to 1. */
function findRatios(uses: readonly Told[]): Map<string, string> {
  const nodes = new Map<string, [string, Fraction][]>();
  for (const { key, dimensions, paid } of uses) {
    const { nodeUid } = dimensions;
    if (nodeUid !== null && paid.gpuHours.numerator !== 0n) {
      const known = nodes.get(nodeUid) ?? [];
      known.push([key, paid.gpuHours]);
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

/** Exact money of uses by currency. */
function moneyByCurrency(
  uses: readonly Told[],
): Map<string, [string, Fraction][]> {
  const currencies = new Map<string, [string, Fraction][]>();
  for (const { key, paid } of uses) {
    for (const [currency, micros] of paid.money) {
      const known = currencies.get(currency) ?? [];
      known.push([key, micros]);
      currencies.set(currency, known);
    }
  }
  return currencies;
}

const exactSum = (lines: readonly (readonly [string, Fraction])[]) =>
  lines.reduce((sum, [, micros]) => add(sum, micros), ZERO);

/** Micro-units by currency and use. */
type Rounded = ReadonlyMap<string, ReadonlyMap<string, bigint>>;

/**
 * Money of every use by currency. What was told adds up to the exact sum of it, rounded, as it did when it was told; corrections add up to
 * what the rounded sum changed by.
 */
function roundMoney(told: readonly Told[]): { then: Rounded; since: Rounded } {
  const then = moneyByCurrency(
    told.filter(({ isCorrection }) => !isCorrection),
  );
  const since = moneyByCurrency(
    told.filter(({ isCorrection }) => isCorrection),
  );
  const difference = (currency: string, lines: [string, Fraction][]) => {
    const before = exactSum(then.get(currency) ?? []);
    return roundHalfUp(add(before, exactSum(lines))) - roundHalfUp(before);
  };
  return {
    then: new Map(
      [...then].map(([currency, lines]) => [currency, roundLines(lines).lines]),
    ),
    since: new Map(
      [...since].map(([currency, lines]) => [
        currency,
        roundLines(lines, difference(currency, lines)).lines,
      ]),
    ),
  };
}

/** Reads what each node cost in a period, by who used it. */
export class CostCharges {
  readonly #ledger: LedgerStore;
  readonly #names: NameStore;

  constructor(options: { ledger: LedgerStore; names: NameStore }) {
    this.#ledger = options.ledger;
    this.#names = options.names;
  }

  /**
   * Charges that `isWanted` lets through, in the order of nodes and uses; shares are of the whole node all the same.
   *
   * @param closedIn - the zone whose closed month whole days the window is made of, if late data changed these; null elsewhere
   */
  async read(
    window: TimeWindow,
    month: TimeWindow,
    isWanted: (dimensions: ChargeDimensions) => boolean,
    closedIn: string | null = null,
  ): Promise<Charge[]> {
    const ledger = await this.#ledger.readLedger(window);
    const uses = collectUses(integrate(ledger, { window }));
    const told = tellUses(
      closedIn === null
        ? uses.map(use => ({ ...use, then: null }))
        : closedUses(uses, await this.#readClosed(window, closedIn)),
    );
    const ratios = findRatios(told.filter(({ isCorrection }) => !isCorrection));
    const money = roundMoney(told);
    const currencies = new Set([...money.then.keys(), ...money.since.keys()]);
    const only = currencies.size === 1 ? [...currencies][0] ?? null : null;
    const nodes = new Map<string, NodeInterval>(
      ledger.nodes.map(node => [node.uid, node]),
    );
    const wanted = told.filter(({ dimensions }) => isWanted(dimensions));
    const servers = await this.#names.serverNames(
      wanted.flatMap(({ dimensions }) => dimensions.serverId ?? []),
    );
    return wanted.flatMap(({ key, dimensions, paid, isCorrection }) => {
      const { nodeUid, serverId, bucket, ...facts } = dimensions;
      const node = nodes.get(nodeUid ?? '');
      const rounded = isCorrection ? money.since : money.then;
      const amounts = [...paid.money.keys()].sort().map(currency => ({
        currency,
        micros: Number(rounded.get(currency)?.get(key) ?? 0n),
      }));
      return (
        amounts.length === 0 ? [{ currency: only, micros: null }] : amounts
      ).map(
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
          micros,
          isCorrection,
          // Time counts once, in whatever currencies it was paid.
          gpuHours: index === 0 ? toNumber(paid.gpuHours) : 0,
          ratio: index === 0 && !isCorrection ? ratios.get(key) ?? null : null,
        }),
      );
    });
  }

  /** What was told of whole days when their month was closed. */
  async #readClosed(window: TimeWindow, timezone: string) {
    const sums = await this.#ledger.sumClosedDays({
      window,
      timezone,
      groupBy: GRAIN_DIMENSIONS.server,
      perDay: false,
      filter: null,
      keepPrices: false,
    });
    const amounts = new Map<
      string,
      { dimensions: Partial<ChargeDimensions>; amount: CostAmount }
    >();
    for (const { key: dimensions, terms } of sums) {
      const key = closedKey(dimensions);
      const known = amounts.get(key) ?? {
        dimensions,
        amount: new CostAmount(),
      };
      terms.forEach(term => known.amount.add(term));
      amounts.set(key, known);
    }
    return new Map(
      [...amounts].map(([key, { dimensions, amount }]) => [
        key,
        { dimensions, paid: paidOf(amount) },
      ]),
    );
  }
}
