import type { CostLine } from '@inference-portal/plugin-inference-common';
import { unitCosts } from '../decide/cost/unitCosts';
import type { TimeWindow, UsageStore } from '../record';

/** Where metrics saw less than this share of a server's time, its traffic is not what its cost was spent on. */
const LEAST_COVERAGE = 0.8;

/** What {@link addUsage} reads. */
export type UsageSums = Pick<UsageStore, 'sums'>;

/**
 * Lines of servers with what the servers did for their money. A line keeps null where metrics tell nothing, or too little of the window.
 */
export async function addUsage(
  lines: readonly CostLine[],
  window: TimeWindow,
  usage: UsageSums,
): Promise<CostLine[]> {
  const sums = await usage.sums(
    lines.map(({ key }) => key),
    window.from,
    window.to,
  );
  return lines.map(line => {
    const served = sums.get(line.key);
    if (!served) {
      return line;
    }
    const { requests, promptTokens, generatedTokens, coverage } = served;
    const hasTraffic =
      (requests ?? 0) > 0 ||
      (promptTokens ?? 0) > 0 ||
      (generatedTokens ?? 0) > 0;
    const seen = Math.max(coverage.traffic ?? 0, coverage.gateway ?? 0);
    return {
      ...line,
      gpuActivity: served.gpuActivityAvg,
      unitCosts:
        hasTraffic && line.micros !== null && seen >= LEAST_COVERAGE
          ? unitCosts(
              { numerator: BigInt(line.micros), denominator: 1n },
              served,
            )
          : null,
    };
  });
}
