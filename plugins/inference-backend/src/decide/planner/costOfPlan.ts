import type { GpuPlanCost } from '@inference-portal/plugin-inference-common';
import { divide, roundHalfUp } from '../cost/fractions';
import type { PriceRow } from '../cost/ledger';
import { PriceBook, resolvePrice } from '../cost/PriceBook';

/** What one GPU costs for an hour: `micros` pay for `gpus` of them. */
export interface GpuPrice {
  readonly currency: string;
  readonly micros: number;
  readonly gpus: number;
  readonly source: GpuPlanCost['source'];
}

/** Hours of a month, as clouds count them. */
const MONTH_HOURS = 730n;
/** Share of the roofline that is served over time when nobody tells. */
export const DEFAULT_UTILIZATION = 0.4;

/** Finds what a GPU of a product costs now, where no more is known of its node. Null when nobody knows. */
export function findGpuPrice(
  rows: readonly PriceRow[],
  gpu: { readonly product: string | null; readonly cluster: string | null },
  now: number,
): GpuPrice | null {
  if (gpu.product === null) return null;
  const node = {
    cluster: gpu.cluster ?? '',
    instanceType: null,
    gpuProduct: gpu.product,
    region: null,
    capacityType: 'on-demand',
    statedPrice: null,
    physicalGpus: 8,
  } as const;
  // The price of a whole machine says nothing of a GPU while its size is not known.
  const book = new PriceBook(rows.filter(({ unit }) => unit === 'gpu-hour'));
  const row =
    book.timeline(node).find(({ from, to }) => from <= now && now < to)?.row ??
    null;
  const resolved = resolvePrice(node, row);
  return resolved ? { ...resolved.price, source: resolved.source } : null;
}

/** The cost of so many GPUs, rounded once. */
export function costOfPlan(
  price: GpuPrice,
  options: {
    readonly gpus: number;
    readonly utilization: number;
    readonly tokensPerSecond: number | null;
  },
): GpuPlanCost {
  const { gpus, utilization, tokensPerSecond } = options;
  const hours = (count: bigint) =>
    Number(
      roundHalfUp({
        numerator: BigInt(price.micros) * BigInt(gpus) * count,
        denominator: BigInt(price.gpus),
      }),
    );
  const perHour =
    tokensPerSecond === null ? 0 : tokensPerSecond * utilization * 3600;
  return {
    currency: price.currency,
    perHour: hours(1n),
    perMonth: hours(MONTH_HOURS),
    perMillionTokens:
      perHour < 1
        ? null
        : Number(
            roundHalfUp(
              divide(
                {
                  numerator: BigInt(price.micros) * BigInt(gpus) * 1_000_000n,
                  denominator: BigInt(price.gpus),
                },
                {
                  numerator: BigInt(Math.round(perHour * 1000)),
                  denominator: 1000n,
                },
              ),
            ),
          ),
    utilization,
    source: price.source,
  };
}
