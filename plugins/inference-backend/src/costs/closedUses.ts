import type { CostAmount } from '../decide/cost/CostTally';
import {
  add,
  divide,
  multiply,
  subtract,
  ZERO,
  type Fraction,
} from '../decide/cost/fractions';
import type { CostDimensions } from '../decide/cost/terms';
import { GRAIN_DIMENSIONS } from '../record';
import { isHeldBucket } from './selection';

/** What charges tell apart. */
export type ChargeDimensions = Omit<CostDimensions, 'podUid'>;

/** Exact money by currency, and GPU time. */
export interface Paid {
  readonly money: ReadonlyMap<string, Fraction>;
  readonly gpuHours: Fraction;
}

/** One use of a node. */
export interface Use {
  readonly dimensions: ChargeDimensions;
  readonly paid: Paid;
}

/** A use whose month is closed, with what was told of it then. */
export interface ClosedUse extends Use {
  /** Null when it is what `paid` is. */
  readonly then: Paid | null;
}

/** What of a use tells its nodes when it is gone under its name: who held the GPUs, whoever owned them and whatever they cost. */
function holderOf(dimensions: Partial<ChargeDimensions>): string {
  const { bucket, serverId, cluster, namespace, gpuProduct, capacityType } =
    dimensions;
  return JSON.stringify([
    isHeldBucket(bucket) ? null : bucket,
    serverId,
    cluster,
    namespace,
    gpuProduct,
    capacityType,
  ]);
}

/** Names what was told among all that was; the node is not told. */
export function closedKey(dimensions: Partial<ChargeDimensions>): string {
  return JSON.stringify(GRAIN_DIMENSIONS.server.map(name => dimensions[name]));
}

/** The exact sums of an amount. */
export function paidOf(amount: CostAmount): Paid {
  return {
    money: new Map(
      amount
        .currencies()
        .map(currency => [currency, amount.micros(currency) ?? ZERO]),
    ),
    gpuHours: amount.gpuHours(),
  };
}

/** True where nothing was held and nothing paid. */
export const isZero = ({ money, gpuHours }: Paid) =>
  gpuHours.numerator === 0n &&
  [...money.values()].every(({ numerator }) => numerator === 0n);

function scaled({ money, gpuHours }: Paid, share: Fraction): Paid {
  return {
    money: new Map(
      [...money].map(([currency, micros]) => [
        currency,
        multiply(micros, share),
      ]),
    ),
    gpuHours: multiply(gpuHours, share),
  };
}

/** One less the other, exactly. */
export function without(now: Paid, then: Paid): Paid {
  const currencies = new Set([...now.money.keys(), ...then.money.keys()]);
  return {
    money: new Map(
      [...currencies].map(currency => [
        currency,
        subtract(
          now.money.get(currency) ?? ZERO,
          then.money.get(currency) ?? ZERO,
        ),
      ]),
    ),
    gpuHours: subtract(now.gpuHours, then.gpuHours),
  };
}

/** Parts of one, by the GPU time of each use. */
function sharesOf(uses: readonly Use[]): Fraction[] {
  const whole = uses
    .map(({ paid }) => paid.gpuHours)
    .reduce((sum, hours) => add(sum, hours), ZERO);
  return uses.map(({ paid }) =>
    whole.numerator === 0n
      ? { numerator: 1n, denominator: BigInt(uses.length) }
      : divide(paid.gpuHours, whole),
  );
}

function groupBy(
  uses: readonly Use[],
  keyOf: (dimensions: ChargeDimensions) => string,
): Map<string, Use[]> {
  const groups = new Map<string, Use[]>();
  for (const use of uses) {
    const key = keyOf(use.dimensions);
    const group = groups.get(key);
    if (group) group.push(use);
    else groups.set(key, [use]);
  }
  return groups;
}

/**
 * The uses of a period with what was told of each when its month was closed. What was told is kept without the node: where a server was on
 * several, it is shared out by the GPU time that is known of each now.
 *
 * @param closed - what was told, by `closedKey`
 */
export function closedUses(
  uses: readonly Use[],
  closed: ReadonlyMap<
    string,
    { readonly dimensions: Partial<ChargeDimensions>; readonly paid: Paid }
  >,
): ClosedUse[] {
  const found: ClosedUse[] = [];
  const holders = groupBy(uses, holderOf);
  const known = groupBy(uses, closedKey);
  for (const [key, group] of known) {
    const then = closed.get(key)?.paid ?? { money: new Map(), gpuHours: ZERO };
    const difference = group.reduce(
      (left, { paid }) => without(left, paid),
      then,
    );
    const shares = sharesOf(group);
    group.forEach((use, index) =>
      found.push({
        ...use,
        then: isZero(difference) ? null : scaled(then, shares[index] ?? ZERO),
      }),
    );
  }
  for (const [key, { dimensions, paid }] of closed) {
    if (known.has(key) || isZero(paid)) continue;
    const nodes = holders.get(holderOf(dimensions)) ?? [];
    const nothing: Paid = { money: new Map(), gpuHours: ZERO };
    const gone = (nodeUid: string | null, then: Paid): ClosedUse => ({
      dimensions: { ...dimensions, nodeUid } as ChargeDimensions,
      paid: nothing,
      then,
    });
    if (nodes.length === 0) {
      found.push(gone(null, paid));
    }
    const shares = sharesOf(nodes);
    nodes.forEach((use, index) =>
      found.push(
        gone(use.dimensions.nodeUid, scaled(paid, shares[index] ?? ZERO)),
      ),
    );
  }
  return found;
}
