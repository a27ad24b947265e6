import type { Fraction } from '../fractions';
import type {
  AllocationInterval,
  Ledger,
  LedgerInterval,
  NodeInterval,
} from '../ledger';
import {
  lasts,
  matches,
  type Paid,
  priceAt,
  UNPRICED,
} from './bruteForcePrices';

/**
 * What the engine must agree with: looks at every second of the window by itself and adds up integers. Shares no code with the engine,
 * and knows nothing of splitting, sorting or merging. Boundaries are whole seconds.
 */

/** All weights are multiples of 1 / WEIGHT, all GPUs that a price pays for divide GPUS. */
const WEIGHT = 168n;
const GPUS = 1_200n;

const NOBODY = {
  owner: null,
  model: null,
  version: null,
  serverId: null,
  namespace: null,
  podUid: null,
};

/** Exact amounts by key. */
export interface BruteForce {
  /** Micro-units, by dimensions, currency and period. */
  readonly micros: ReadonlyMap<string, Fraction>;
  /** By dimensions and period. */
  readonly gpuHours: ReadonlyMap<string, Fraction>;
}

type Told = LedgerInterval & { readonly quality?: string };

const text = (row: object) =>
  JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));

/** True when `a` is the telling of one beginning that counts: an end is known, the later end, the greater text. */
function isBetterTelling(a: Told, b: Told): boolean {
  if (a.to !== b.to) {
    if (a.to === null) return false;
    return b.to === null || a.to > b.to;
  }
  return text(a) > text(b);
}

/** The rows of one identity that may count: not the empty ones, and of one beginning the best telling. */
function worthy<Row extends Told>(rows: readonly Row[]): Row[] {
  const real = rows.filter(row => row.to === null || row.to > row.from);
  return real.filter(
    row =>
      !real.some(
        other =>
          other !== row &&
          other.from === row.from &&
          (other.quality === 'estimated') === (row.quality === 'estimated') &&
          isBetterTelling(other, row),
      ),
  );
}

/** The row that counts at an instant among the worthy ones of one identity. */
function rowAt<Row extends Told>(
  rows: readonly Row[],
  at: number,
): Row | undefined {
  let best: Row | undefined;
  for (const row of rows) {
    if (!lasts(row, at)) continue;
    const isEstimated = row.quality === 'estimated';
    const bestIsEstimated = best?.quality === 'estimated';
    if (
      !best ||
      (!isEstimated && bestIsEstimated) ||
      (isEstimated === bestIsEstimated && row.from > best.from)
    ) {
      best = row;
    }
  }
  return best;
}

function grouped<Row extends Told>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
) {
  const groups: { [key: string]: Row[] } = {};
  for (const row of rows) (groups[keyOf(row)] ??= []).push(row);
  return Object.fromEntries(
    Object.entries(groups).map(([key, same]) => [key, worthy(same)]),
  );
}

/** A key of all dimensions, in one order. */
export function keyOfDimensions(
  dimensions: object,
  currency: string | null,
  period: string | number,
): string {
  return JSON.stringify([
    Object.entries(dimensions).sort(),
    currency,
    String(period),
  ]);
}

/** @param periodOf - the period that an instant belongs to */
export function integrateBySeconds(
  ledger: Ledger,
  window: { readonly from: number; readonly to: number },
  periodOf: (instant: number) => string | number = () => 0,
): BruteForce {
  const micros = new Map<string, bigint>();
  const seconds = new Map<string, bigint>();
  const nodeRows = grouped(ledger.nodes, row => row.uid);
  const held = grouped(ledger.allocations, row =>
    JSON.stringify([row.podUid, row.container, row.resource]),
  );
  const owners = grouped(ledger.ownership, row => row.subject);

  const book = (
    at: number,
    dimensions: object,
    paid: Paid,
    /** Of 1 / WEIGHT GPUs; of whole nodes where the price has no GPUs. */
    quantity: bigint,
  ) => {
    const put = (map: Map<string, bigint>, key: string, value: bigint) =>
      map.set(key, (map.get(key) ?? 0n) + value);
    const period = periodOf(at);
    const all = { ...dimensions, priceSource: paid.source };
    if (paid.currency !== null) {
      put(
        micros,
        keyOfDimensions(all, paid.currency, period),
        (quantity * paid.micros * GPUS) /
          (BigInt(Math.max(1, paid.gpus)) * BigInt(paid.per)),
      );
    }
    if (paid.gpus > 0) {
      put(seconds, keyOfDimensions(all, null, period), quantity);
    }
  };

  for (let at = window.from; at < window.to; at += 1_000) {
    const present = Object.values(nodeRows).flatMap(rows => {
      const row = rowAt(rows, at);
      return row ? [row] : [];
    });
    const covers = new Map<string, Ledger['commitments'][number]>();
    const inOrder = [...ledger.commitments].sort((a, b) =>
      a.id < b.id ? -1 : 1,
    );
    for (const commitment of inOrder) {
      if (!lasts(commitment, at)) continue;
      const chosen = present
        .filter(
          node =>
            !node.statedPrice &&
            !covers.has(node.uid) &&
            matches(commitment.match, node),
        )
        .sort((a, b) => a.from - b.from || (a.uid < b.uid ? -1 : 1))
        .slice(0, commitment.nodes);
      for (const node of chosen) covers.set(node.uid, commitment);
      const unused = commitment.nodes - chosen.length;
      if (unused > 0) {
        book(
          at,
          {
            ...NOBODY,
            bucket: 'unused-commitment',
            idleKind: null,
            cluster: commitment.match.cluster ?? '',
            nodeUid: null,
            gpuProduct: commitment.match.gpuProduct,
            capacityType: commitment.match.capacityType,
            estimated: false,
          },
          {
            source: 'config',
            currency: commitment.currency,
            micros: BigInt(commitment.microsPerNodeHour),
            gpus: 0,
            per: 1,
          },
          BigInt(unused) * WEIGHT,
        );
      }
    }
    const running = Object.values(held).flatMap(rows => {
      const row = rowAt(rows, at);
      return row ? [row] : [];
    });
    for (const node of present) {
      bookNode(node, at, running, covers);
    }
  }

  function bookNode(
    node: NodeInterval,
    at: number,
    running: readonly AllocationInterval[],
    covers: ReadonlyMap<string, Ledger['commitments'][number]>,
  ) {
    const whole = priceAt(ledger, node, at, covers.get(node.uid));
    const place = {
      cluster: node.cluster,
      nodeUid: node.uid,
      gpuProduct: node.gpuProduct,
      capacityType: node.capacityType,
      estimated: node.quality === 'estimated',
    };
    const watched = !ledger.unobserved.some(
      span => span.cluster === node.cluster && lasts(span, at),
    );
    const idleKind = node.schedulable ? 'free' : 'cordoned';
    const ofNobody = (bucket: string, kind: string | null) => ({
      ...NOBODY,
      ...place,
      bucket,
      idleKind: kind,
    });
    if (whole.gpus === 0) {
      book(
        at,
        watched ? ofNobody('idle', idleKind) : ofNobody('unobserved', null),
        whole,
        WEIGHT,
      );
    }
    const paid = whole.gpus === 0 ? UNPRICED : whole;
    const capacity = BigInt(node.physicalGpus) * WEIGHT;
    if (!watched) {
      book(at, ofNobody('unobserved', null), paid, capacity);
      return;
    }
    let idle = capacity;
    for (const row of running) {
      if (row.nodeUid !== node.uid) continue;
      const subject =
        row.serverId ?? `namespace:${row.cluster}/${row.namespace}`;
      const ownership = rowAt(owners[subject] ?? [], at);
      const quantity =
        (BigInt(row.weight.numerator) * WEIGHT) /
        BigInt(row.weight.denominator);
      idle -= quantity;
      book(
        at,
        {
          ...place,
          bucket: ownership?.owner ? 'owned' : 'unallocated',
          idleKind: null,
          owner: ownership?.owner ?? null,
          model: ownership?.model ?? null,
          version: ownership?.version ?? null,
          serverId: row.serverId,
          namespace: row.namespace,
          podUid: row.podUid,
          estimated: place.estimated || row.quality === 'estimated',
        },
        paid,
        quantity,
      );
    }
    if (idle < 0n) {
      book(at, ofNobody('overcommit', null), paid, idle);
      return;
    }
    const part = idle % WEIGHT;
    book(at, ofNobody('idle', idleKind), paid, idle - part);
    book(
      at,
      ofNobody('idle', node.schedulable ? 'fragmented' : 'cordoned'),
      paid,
      part,
    );
  }

  const over = (map: Map<string, bigint>, denominator: bigint) =>
    new Map(
      [...map].map(([key, numerator]) => [key, { numerator, denominator }]),
    );
  return {
    micros: over(micros, WEIGHT * GPUS * 3_600n),
    gpuHours: over(seconds, WEIGHT * 3_600n),
  };
}
