import type { Piece } from './intervals';
import { lcm } from './fractions';
import type { AllocationInterval, GpuWeight } from './ledger';
import type { NodeSlice } from './nodeSlices';

/** What nobody held of a slice, in GPU-milliseconds times `denominator`. */
export interface IdleTime {
  readonly slice: NodeSlice;
  readonly denominator: bigint;
  /** Whole GPUs. */
  readonly free: bigint;
  /** Parts of a GPU of which the rest is held. */
  readonly fragmented: bigint;
  /** Held beyond what there is; negative or 0. */
  readonly overcommit: bigint;
}

interface Change {
  readonly at: number;
  readonly held: bigint;
}

/** The changes of what is held, in order. */
function changesOf(
  pieces: readonly Piece<AllocationInterval>[],
  denominator: bigint,
): Change[] {
  const scale = new Map<number, bigint>();
  const scaled = (weight: GpuWeight) => {
    let factor = scale.get(weight.denominator);
    if (factor === undefined) {
      factor = denominator / BigInt(weight.denominator);
      scale.set(weight.denominator, factor);
    }
    return BigInt(weight.numerator) * factor;
  };
  const changes: Change[] = [];
  for (const { from, to, row } of pieces) {
    const held = scaled(row.weight);
    changes.push({ at: from, held }, { at: to, held: -held });
  }
  return changes.sort((a, b) => a.at - b.at);
}

/** The smallest denominator that all weights share. */
function commonDenominator(
  pieces: readonly Piece<AllocationInterval>[],
): bigint {
  const denominators = new Set(pieces.map(({ row }) => row.weight.denominator));
  let common = 1n;
  for (const denominator of denominators) {
    common = lcm(common, BigInt(denominator));
  }
  return common;
}

/**
 * What is idle in each slice of one node: at any instant its GPUs less what is held, counted apart while it is negative.
 *
 * @param slices - of one node, in order
 * @param pieces - disjoint for each identity, all on that node
 */
export function* idleTime(
  slices: readonly NodeSlice[],
  pieces: readonly Piece<AllocationInterval>[],
): Generator<IdleTime> {
  const denominator = commonDenominator(pieces);
  const changes = changesOf(pieces, denominator);
  let held = 0n;
  let next = 0;
  for (const slice of slices) {
    const capacity = BigInt(slice.node.physicalGpus) * denominator;
    let free = 0n;
    let fragmented = 0n;
    let overcommit = 0n;
    let cursor = slice.from;
    while (cursor < slice.to) {
      let change = changes[next];
      while (change && change.at <= cursor) {
        held += change.held;
        next += 1;
        change = changes[next];
      }
      const until = Math.min(change?.at ?? Infinity, slice.to);
      const idle = capacity - held;
      const lasting = BigInt(until - cursor);
      if (idle < 0n) {
        overcommit += idle * lasting;
      } else if (idle > 0n) {
        const part = idle % denominator;
        free += (idle - part) * lasting;
        fragmented += part * lasting;
      }
      cursor = until;
    }
    yield { slice, denominator, free, fragmented, overcommit };
  }
}
