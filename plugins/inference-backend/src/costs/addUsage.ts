import type { CostLine } from '@inference-portal/plugin-inference-common';
import { hasTraffic, isSeen } from '../decide/cost/lineUnitCosts';
import { unitCosts } from '../decide/cost/unitCosts';
import type { TimeWindow, UsageStore } from '../record';

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
    return {
      ...line,
      gpuActivity: served.gpuActivityAvg,
      unitCosts:
        hasTraffic(served) && line.micros !== null && isSeen(served)
          ? unitCosts(
              { numerator: BigInt(line.micros), denominator: 1n },
              served,
            )
          : null,
    };
  });
}
