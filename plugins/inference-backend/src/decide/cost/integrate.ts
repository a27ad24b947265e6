import { coverNodes, type UnusedStretch } from './commitments';
import { clip, type Piece, resolveOverlaps } from './intervals';
import type { AllocationInterval, Ledger, NodeInterval } from './ledger';
import { type CostPart, NOBODY, partsOfNode } from './nodeParts';
import { lastAtOrBefore, type SliceCuts, sliceNode } from './nodeSlices';
import { OwnershipBook } from './OwnershipBook';
import { PriceBook } from './PriceBook';

/** What to integrate over, and in which parts. */
export interface IntegrationOptions {
  /** Half-open, UTC ms. What lasts counts until its end. */
  readonly window: { readonly from: number; readonly to: number };
  /** Beginnings of periods in order, the first at or before that of the window; the whole window is one period unless told. */
  readonly periodStarts?: readonly number[];
  /**
   * Clusters to answer for; all unless told. Nodes of the other clusters are still needed in the ledger where commitments span
   * clusters. A commitment's unused part belongs to the cluster that it names, '' when it names none.
   */
  readonly clusters?: readonly string[];
}

/** Rows by identity, resolved: however often something was told, it counts once. */
function* resolved<Row extends NodeInterval | AllocationInterval>(
  rows: readonly Row[],
  identityOf: (row: Row) => string,
): Generator<Piece<Row>> {
  const byIdentity = new Map<string, Row | Row[]>();
  for (const row of rows) {
    const identity = identityOf(row);
    const known = byIdentity.get(identity);
    if (known === undefined) byIdentity.set(identity, row);
    else if (Array.isArray(known)) known.push(row);
    else byIdentity.set(identity, [known, row]);
  }
  for (const known of byIdentity.values()) {
    yield* resolveOverlaps(Array.isArray(known) ? known : [known]);
  }
}

function groupPieces<Row>(
  pieces: Iterable<Piece<Row>>,
  keyOf: (row: Row) => string,
  { from, to }: IntegrationOptions['window'],
): Map<string, Piece<Row>[]> {
  const groups = new Map<string, Piece<Row>[]>();
  for (const piece of pieces) {
    const clipped = clip(piece, from, to);
    if (!clipped) continue;
    const key = keyOf(piece.row);
    const group = groups.get(key);
    if (group) group.push(clipped);
    else groups.set(key, [clipped]);
  }
  return groups;
}

/** Unobserved stretches of each cluster, disjoint and in order. */
function unobservedStretches(
  spans: Ledger['unobserved'],
): SliceCuts['unobserved'] {
  const clusters = new Map<string, Ledger['unobserved'][number][]>();
  for (const span of spans) {
    const known = clusters.get(span.cluster);
    if (known) known.push(span);
    else clusters.set(span.cluster, [span]);
  }
  return new Map(
    [...clusters].map(([cluster, known]) => [cluster, resolveOverlaps(known)]),
  );
}

function* unusedParts(
  { from, to, nodes, commitment }: UnusedStretch,
  periodStarts: readonly number[],
): Generator<CostPart> {
  const { match, currency, microsPerNodeHour } = commitment;
  for (
    let period = lastAtOrBefore(periodStarts, from), begin = from;
    begin < to;
    period += 1
  ) {
    const end = Math.min(periodStarts[period + 1] ?? to, to);
    yield {
      from: begin,
      to: end,
      dimensions: {
        ...NOBODY,
        bucket: 'unused-commitment',
        idleKind: null,
        cluster: match.cluster ?? '',
        nodeUid: null,
        gpuProduct: match.gpuProduct,
        capacityType: match.capacityType,
        priceSource: 'config',
        estimated: false,
      },
      term: {
        quantity: BigInt(end - begin) * BigInt(nodes),
        weightDenominator: 1,
        price: { currency, micros: microsPerNodeHour, gpus: 0 },
      },
      period,
      labels: null,
    };
    begin = end;
  }
}

const allocationIdentity = (row: AllocationInterval) =>
  JSON.stringify([row.podUid, row.container, row.resource]);

/**
 * The cost of a window, part by part and exact: for each node and instant what is held, idle and unobserved adds up to the node's
 * price. Rows may come in any order and as often as they like; an allocation counts only while its node exists. Parts are not yet
 * added up: that is a `CostTally`'s.
 */
export function* integrate(
  ledger: Ledger,
  { window, periodStarts = [window.from], clusters }: IntegrationOptions,
): Generator<CostPart> {
  const isAsked = (cluster: string) =>
    clusters === undefined || clusters.includes(cluster);
  const nodes = groupPieces(
    resolved(ledger.nodes, row => row.uid),
    row => row.uid,
    window,
  );
  const allocations = groupPieces(
    resolved(ledger.allocations, allocationIdentity),
    row => row.nodeUid,
    window,
  );
  const ownership = new OwnershipBook(ledger.ownership);
  const { covered, unused } = coverNodes(
    [...nodes.values()].flat(),
    ledger.commitments,
    window,
  );
  const cuts: SliceCuts = {
    prices: new PriceBook(ledger.prices),
    periodStarts,
    unobserved: unobservedStretches(ledger.unobserved),
  };
  for (const [uid, pieces] of nodes) {
    const slices = pieces
      .filter(({ row }) => isAsked(row.cluster))
      .flatMap(piece => sliceNode(piece, covered.get(piece) ?? [], cuts));
    yield* partsOfNode(slices, allocations.get(uid) ?? [], ownership);
  }
  for (const stretch of unused) {
    if (isAsked(stretch.commitment.match.cluster ?? '')) {
      yield* unusedParts(stretch, periodStarts);
    }
  }
}
