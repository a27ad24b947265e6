import { reduce } from './fractions';
import { idleTime, type IdleTime } from './idleTime';
import { firstEndingAfter, type Piece } from './intervals';
import type { AllocationInterval } from './ledger';
import type { NodeSlice } from './nodeSlices';
import { type OwnershipBook, subjectOf } from './OwnershipBook';
import type { CostBucket, CostDimensions, CostTerm, IdleKind } from './terms';

/** A part of a cost: of one period, with one price and one owner. */
export interface CostPart {
  /** The stretch that it is of, UTC ms; what nobody holds is the sum over it. */
  readonly from: number;
  readonly to: number;
  readonly dimensions: CostDimensions;
  readonly term: CostTerm;
  /** Index among the periods that were asked for; 0 without any. */
  readonly period: number;
  /** The allocation's labels; null for what no workload holds. */
  readonly labels: AllocationInterval['labels'] | null;
}

/** Dimensions of what nobody holds. */
export const NOBODY = {
  owner: null,
  model: null,
  version: null,
  serverId: null,
  namespace: null,
  podUid: null,
} as const;

function nodeDimensions({ node, price }: NodeSlice) {
  return {
    cluster: node.cluster,
    nodeUid: node.uid,
    gpuProduct: node.gpuProduct,
    capacityType: node.capacityType,
    priceSource: price?.source ?? null,
    estimated: node.quality === 'estimated',
  };
}

/** True while the node is priced as a whole and shows no GPU that could have a part of it. */
const hasNoGpus = ({ price }: NodeSlice) => price?.price.gpus === 0;

/** What is held on such a node has no price. */
const unpriced = (slice: NodeSlice): NodeSlice =>
  hasNoGpus(slice) ? { ...slice, price: null } : slice;

function* partsOfAllocation(
  slices: readonly NodeSlice[],
  { row, from, to }: Piece<AllocationInterval>,
  ownership: OwnershipBook,
): Generator<CostPart> {
  const subject = subjectOf(row);
  const numerator = BigInt(row.weight.numerator);
  for (
    let index = firstEndingAfter(slices, from);
    (slices[index]?.from ?? Infinity) < to;
    index += 1
  ) {
    const found = slices[index];
    if (!found?.observed) continue;
    const slice = unpriced(found);
    const begin = Math.max(from, slice.from);
    const end = Math.min(to, slice.to);
    for (const stretch of ownership.stretches(subject, begin, end)) {
      const owner = stretch.ownership?.owner ?? null;
      yield {
        from: stretch.from,
        to: stretch.to,
        dimensions: {
          ...nodeDimensions(slice),
          bucket: owner === null ? 'unallocated' : 'owned',
          idleKind: null,
          owner,
          model: stretch.ownership?.model ?? null,
          version: stretch.ownership?.version ?? null,
          serverId: row.serverId,
          namespace: row.namespace,
          podUid: row.podUid,
          estimated:
            slice.node.quality === 'estimated' || row.quality === 'estimated',
        },
        term: {
          quantity: BigInt(stretch.to - stretch.from) * numerator,
          weightDenominator: row.weight.denominator,
          price: slice.price?.price ?? null,
        },
        period: slice.period,
        labels: row.labels,
      };
    }
  }
}

function partOfNobody(
  slice: NodeSlice,
  bucket: CostBucket,
  idleKind: IdleKind | null,
  term: CostTerm,
): CostPart {
  return {
    from: slice.from,
    to: slice.to,
    dimensions: { ...NOBODY, ...nodeDimensions(slice), bucket, idleKind },
    term,
    period: slice.period,
    labels: null,
  };
}

/** The price of a node that shows no GPUs, whole. */
function wholeNodeTerm({ from, to, price }: NodeSlice): CostTerm {
  return {
    quantity: BigInt(to - from),
    weightDenominator: price?.quantityDivisor ?? 1,
    price: price?.price ?? null,
  };
}

function idleTerm(
  slice: NodeSlice,
  quantity: bigint,
  denominator: bigint,
): CostTerm {
  const exact = reduce({ numerator: quantity, denominator });
  const weightDenominator = Number(exact.denominator);
  if (!Number.isSafeInteger(weightDenominator)) {
    throw new RangeError(
      `Weights on node ${slice.node.uid} have no common denominator below 2^53; tell them as fractions with small denominators`,
    );
  }
  return {
    quantity: exact.numerator,
    weightDenominator,
    price: slice.price?.price ?? null,
  };
}

function* unheldParts(time: IdleTime): Generator<CostPart> {
  const slice = unpriced(time.slice);
  const cordoned = !slice.node.schedulable;
  const amounts: readonly [CostBucket, IdleKind | null, bigint][] = [
    ['idle', cordoned ? 'cordoned' : 'free', time.free],
    ['idle', cordoned ? 'cordoned' : 'fragmented', time.fragmented],
    ['overcommit', null, time.overcommit],
  ];
  for (const [bucket, kind, quantity] of amounts) {
    if (quantity === 0n) continue;
    const term = idleTerm(slice, quantity, time.denominator);
    yield partOfNobody(slice, bucket, kind, term);
  }
}

function* partsOfTime(time: IdleTime): Generator<CostPart> {
  const { slice } = time;
  const kind = slice.node.schedulable ? 'free' : 'cordoned';
  if (hasNoGpus(slice)) {
    yield partOfNobody(
      slice,
      slice.observed ? 'idle' : 'unobserved',
      slice.observed ? kind : null,
      wholeNodeTerm(slice),
    );
  }
  if (slice.observed) {
    yield* unheldParts(time);
  } else if (slice.node.physicalGpus > 0) {
    yield partOfNobody(slice, 'unobserved', null, {
      quantity: BigInt(slice.to - slice.from) * BigInt(slice.node.physicalGpus),
      weightDenominator: 1,
      price: slice.price?.price ?? null,
    });
  }
}

/**
 * Everything that one node costs: at any instant what is held, what is idle and what nobody watched add up to its price.
 *
 * @param slices - in order
 * @param allocations - on that node, disjoint for each identity
 */
export function* partsOfNode(
  slices: readonly NodeSlice[],
  allocations: readonly Piece<AllocationInterval>[],
  ownership: OwnershipBook,
): Generator<CostPart> {
  for (const allocation of allocations) {
    yield* partsOfAllocation(slices, allocation, ownership);
  }
  for (const time of idleTime(slices, allocations)) {
    yield* partsOfTime(time);
  }
}
