import type {
  CostBucketSum,
  PriceCoverage,
} from '@inference-portal/plugin-inference-common';
import type { CostTally } from '../decide/cost/CostTally';
import { toNumber } from '../decide/cost/fractions';
import type { InstantMs } from '../types';
import { roundReport } from './roundReport';

/** The total by what became of the GPUs; no money where there are several currencies. */
export function toBucketSums(buckets: CostTally): CostBucketSum[] {
  const { lines, totals } = roundReport(buckets, 'separate');
  const micros = new Map(lines.map(line => [line.key, line.micros]));
  return buckets.entries().map(([bucket, amount]) => ({
    bucket,
    micros: totals.size > 1 ? null : micros.get(bucket) ?? null,
    gpuHours: toNumber(amount.gpuHours()),
  }));
}

/** Where prices come from, by share of GPU-hours; the largest first. */
export function toCoverage(
  sources: CostTally,
  asOf: ReadonlyMap<string, InstantMs>,
): PriceCoverage[] {
  const whole = toNumber(sources.total().gpuHours());
  return sources
    .entries()
    .map(([source, amount]) => {
      const gpuHours = toNumber(amount.gpuHours());
      const oldest = asOf.get(source);
      return {
        source,
        share: whole > 0 ? Math.min(Math.max(gpuHours / whole, 0), 1) : 0,
        gpuHours,
        asOf: oldest === undefined ? null : new Date(oldest).toISOString(),
      };
    })
    .sort((a, b) => b.gpuHours - a.gpuHours);
}
