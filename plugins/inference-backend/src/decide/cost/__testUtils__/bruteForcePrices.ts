import type { Ledger, LedgerInterval, NodeInterval, PriceRow } from '../ledger';

/** True at an instant of the interval. */
export const lasts = (row: LedgerInterval, at: number) =>
  row.from <= at && (row.to === null || at < row.to);

export function matches(match: PriceRow['match'], node: NodeInterval): boolean {
  return (
    [null, node.cluster].includes(match.cluster) &&
    [null, node.instanceType].includes(match.instanceType) &&
    [null, node.gpuProduct].includes(match.gpuProduct) &&
    [null, node.region].includes(match.region) &&
    [null, node.capacityType].includes(match.capacityType)
  );
}

const SOURCES = [
  'node-annotation',
  'config',
  'csv',
  'extension',
  'shipped',
  'shipped-gpu',
];

/** Of the types of machine that the fleets of the tests have, those of a cloud with a price list of its own. */
const OF_CLOUDS: readonly (string | null)[] = ['p5.48xlarge', 'g6.xlarge'];

/** Greater is stronger; digits by digits, the source first. */
function strength({ source, match }: PriceRow): number {
  const named = Object.values(match).filter(value => value !== null).length;
  const kind =
    match.instanceType !== null ? 2 : Number(match.gpuProduct !== null);
  return (9 - SOURCES.indexOf(source)) * 100 + kind * 10 + named;
}

/** What a node costs at an instant. */
export interface Paid {
  readonly source: string | null;
  readonly currency: string | null;
  readonly micros: bigint;
  readonly gpus: number;
  readonly per: number;
}

export const UNPRICED: Paid = {
  source: null,
  currency: null,
  micros: 0n,
  gpus: 1,
  per: 1,
};

export function priceAt(
  ledger: Ledger,
  node: NodeInterval,
  at: number,
  covered: Ledger['commitments'][number] | undefined,
): Paid {
  if (node.statedPrice) {
    return {
      source: 'node-annotation',
      currency: node.statedPrice.currency,
      micros: BigInt(node.statedPrice.perNodeHour),
      gpus: node.physicalGpus,
      per: 1,
    };
  }
  if (covered) {
    return {
      source: 'config',
      currency: covered.currency,
      micros: BigInt(covered.microsPerNodeHour),
      gpus: node.physicalGpus,
      per: 1,
    };
  }
  let best: PriceRow | undefined;
  for (const row of ledger.prices) {
    if (!lasts(row, at) || !matches(row.match, node)) continue;
    const guess = row.source === 'shipped-gpu';
    if (guess && OF_CLOUDS.includes(node.instanceType)) continue;
    if (
      !best ||
      strength(row) > strength(best) ||
      (strength(row) === strength(best) && row.id < best.id)
    ) {
      best = row;
    }
  }
  return best
    ? {
        source: best.source,
        currency: best.currency,
        micros: BigInt(best.micros),
        gpus: best.unit === 'node-hour' ? node.physicalGpus : 1,
        per: best.per ?? 1,
      }
    : UNPRICED;
}
