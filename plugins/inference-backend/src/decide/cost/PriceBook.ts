import type { NodeInterval, PriceRow, PriceSource } from './ledger';
import { priceSources } from './ledger';
import type { CostTerm } from './terms';

type Match = PriceRow['match'];

/** What prices are matched by. */
export type PricedNode = Pick<
  NodeInterval,
  | 'cluster'
  | 'instanceType'
  | 'gpuProduct'
  | 'region'
  | 'capacityType'
  | 'statedPrice'
  | 'physicalGpus'
>;

/** A price in effect over `[from, to)`. */
export interface PriceStretch {
  readonly from: number;
  readonly to: number;
  readonly row: PriceRow | null;
}

/** What a node costs at an instant, as terms are priced. */
export interface ResolvedPrice {
  readonly source: PriceSource;
  readonly price: NonNullable<CostTerm['price']>;
  /** Divides the quantity of a node without GPUs, whose price has no GPUs to be divided by; 1 otherwise. */
  readonly quantityDivisor: number;
}

const FIELDS = [
  'cluster',
  'instanceType',
  'gpuProduct',
  'region',
  'capacityType',
] as const;

/** True when every field that the row names is the node's. */
export function matchesNode(
  match: Match,
  node: Pick<NodeInterval, (typeof FIELDS)[number]>,
): boolean {
  return FIELDS.every(
    field => match[field] === null || match[field] === node[field],
  );
}

/** How AWS, Google Cloud and Azure name their machines with GPUs, such as `p5e.48xlarge`, `a3-megagpu-8g` and `Standard_ND96isr_H200_v5`. */
const MACHINES_OF_CLOUDS =
  /^(?:(?:p|g|trn|inf)\d[a-z0-9-]*\.[a-z0-9]+|(?:a2|a3|a4|a4x|g2|g4|n1)-[a-z0-9-]+|Standard_N[CDVG][A-Za-z0-9_]*)$/;

/** True for a machine of a cloud with a price list of its own: what another one asks for the same GPU says nothing of its price. */
function isOfPricedCloud({
  instanceType,
}: Pick<NodeInterval, 'instanceType'>): boolean {
  return instanceType !== null && MACHINES_OF_CLOUDS.test(instanceType);
}

function kindRank({ instanceType, gpuProduct }: Match): number {
  if (instanceType !== null) return 0;
  return gpuProduct !== null ? 1 : 2;
}

const fieldsOf = (match: Match) =>
  FIELDS.filter(field => match[field] !== null).length;

/** The stronger row first; rows that are equally strong by their id, so that the answer never depends on the order of rows. */
function byStrength(a: PriceRow, b: PriceRow): number {
  return (
    priceSources.indexOf(a.source) - priceSources.indexOf(b.source) ||
    kindRank(a.match) - kindRank(b.match) ||
    fieldsOf(b.match) - fieldsOf(a.match) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** Finds the price of a node at any time: `priceSources` in order, then as `PriceRow` says. */
export class PriceBook {
  private readonly timelines = new Map<string, readonly PriceStretch[]>();
  private readonly rows: readonly PriceRow[];

  constructor(rows: readonly PriceRow[]) {
    this.rows = rows
      .filter(row => row.to === null || row.from < row.to)
      .sort(byStrength);
  }

  /** All of time as stretches of one price each, in order; nodes that look alike share one answer. */
  timeline(node: PricedNode): readonly PriceStretch[] {
    const key = JSON.stringify(FIELDS.map(field => node[field]));
    const known = this.timelines.get(key);
    if (known) return known;
    const candidates = this.rows.filter(
      row =>
        matchesNode(row.match, node) &&
        (row.source !== 'shipped-gpu' || !isOfPricedCloud(node)),
    );
    const cuts = new Set<number>([-Infinity]);
    for (const row of candidates) {
      cuts.add(row.from);
      if (row.to !== null) cuts.add(row.to);
    }
    const begins = [...cuts].sort((a, b) => a - b);
    const timeline = begins.map((from, index) => ({
      from,
      to: begins[index + 1] ?? Infinity,
      row:
        candidates.find(
          row => row.from <= from && (row.to === null || from < row.to),
        ) ?? null,
    }));
    this.timelines.set(key, timeline);
    return timeline;
  }
}

/** The price of one node as its GPU time is priced: that of the whole node is shared by its GPUs. */
export function resolvePrice(
  node: PricedNode,
  row: PriceRow | null,
): ResolvedPrice | null {
  const { statedPrice, physicalGpus } = node;
  if (statedPrice) {
    return {
      source: 'node-annotation',
      price: {
        currency: statedPrice.currency,
        micros: statedPrice.perNodeHour,
        gpus: physicalGpus,
      },
      quantityDivisor: 1,
    };
  }
  if (!row) return null;
  const per = row.per ?? 1;
  const perNode = row.unit === 'node-hour';
  return {
    source: row.source,
    price: {
      currency: row.currency,
      micros: row.micros,
      gpus: perNode ? physicalGpus * per : per,
    },
    quantityDivisor: perNode && physicalGpus === 0 ? per : 1,
  };
}
