import type { CoveredStretch } from './commitments';
import { firstEndingAfter, type Piece } from './intervals';
import type { NodeInterval } from './ledger';
import { type PriceBook, resolvePrice, type ResolvedPrice } from './PriceBook';

/** A stretch in which a node's hardware and price stay the same, somebody watches or nobody does, and one period lasts. */
export interface NodeSlice {
  readonly from: number;
  readonly to: number;
  readonly node: NodeInterval;
  /** Null when nobody knows the price. */
  readonly price: ResolvedPrice | null;
  readonly observed: boolean;
  /** Index among the periods that were asked for. */
  readonly period: number;
}

/** Everything by which the time of nodes is cut, the same for all nodes; stretches are disjoint and in order. */
export interface SliceCuts {
  readonly prices: PriceBook;
  /** Beginnings of periods, in order; the first is that of the window. */
  readonly periodStarts: readonly number[];
  readonly unobserved: ReadonlyMap<string, readonly Piece<unknown>[]>;
}

function priceAt(
  node: NodeInterval,
  covered: readonly CoveredStretch[],
  timeline: ReturnType<PriceBook['timeline']>,
  instant: number,
): ResolvedPrice | null {
  const cover = covered[firstEndingAfter(covered, instant)];
  if (cover && cover.from <= instant) {
    const { currency, microsPerNodeHour } = cover.commitment;
    return {
      source: 'config',
      price: {
        currency,
        micros: microsPerNodeHour,
        gpus: node.physicalGpus,
      },
      quantityDivisor: 1,
    };
  }
  const stretch = timeline[firstEndingAfter(timeline, instant)];
  return resolvePrice(node, stretch?.row ?? null);
}

/** Cuts one piece of a node's time into slices, in order. */
export function sliceNode(
  { from, to, row: node }: Piece<NodeInterval>,
  covered: readonly CoveredStretch[],
  { prices, periodStarts, unobserved }: SliceCuts,
): NodeSlice[] {
  const timeline = prices.timeline(node);
  const gaps = unobserved.get(node.cluster) ?? [];
  const cuts = new Set<number>([from]);
  const cutAt = (instant: number) => {
    if (instant > from && instant < to) cuts.add(instant);
  };
  for (const stretches of [timeline, covered, gaps]) {
    for (
      let index = firstEndingAfter(stretches, from);
      (stretches[index]?.from ?? Infinity) < to;
      index += 1
    ) {
      cutAt(stretches[index]?.from ?? from);
      cutAt(stretches[index]?.to ?? from);
    }
  }
  let period = lastAtOrBefore(periodStarts, from);
  for (let index = period + 1; index < periodStarts.length; index += 1) {
    const start = periodStarts[index] ?? Infinity;
    if (start >= to) break;
    cutAt(start);
  }
  const begins = [...cuts].sort((a, b) => a - b);
  return begins.map((begin, index) => {
    while ((periodStarts[period + 1] ?? Infinity) <= begin) period += 1;
    const gap = gaps[firstEndingAfter(gaps, begin)];
    return {
      from: begin,
      to: begins[index + 1] ?? to,
      node,
      price: priceAt(node, covered, timeline, begin),
      observed: !gap || gap.from > begin,
      period,
    };
  });
}

/** Index of the last of the ordered instants that is not later; 0 when all are. */
export function lastAtOrBefore(
  instants: readonly number[],
  instant: number,
): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((instants[middle] ?? Infinity) <= instant) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
