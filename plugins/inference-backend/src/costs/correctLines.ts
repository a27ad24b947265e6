import type { CostLine } from '@inference-portal/plugin-inference-common';
import { goneLines, lineKey } from './goneLines';

/** Null when it is what the line is. */
function toldOf(
  { micros, gpuHours, unpricedGpuHours }: CostLine,
  closed: CostLine | undefined,
): CostLine['told'] {
  const told = {
    micros: closed?.micros ?? (micros === null ? null : 0),
    gpuHours: closed?.gpuHours ?? 0,
    unpricedGpuHours: closed?.unpricedGpuHours ?? 0,
  };
  const isSame =
    told.micros === micros &&
    told.gpuHours === gpuHours &&
    told.unpricedGpuHours === unpricedGpuHours;
  return isSame ? null : told;
}

/**
 * The lines with what was told of each when its months were closed, where that differs, and with those of which nothing is left.
 *
 * @param closed - the same lines as they were then
 */
export function correctLines(
  lines: readonly CostLine[],
  closed: readonly CostLine[],
): CostLine[] {
  const before = new Map(closed.map(line => [lineKey(line), line]));
  return [...lines, ...goneLines(lines, closed)].map(line => ({
    ...line,
    told: toldOf(line, before.get(lineKey(line))),
  }));
}
