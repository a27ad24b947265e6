import type { CostLine } from '@inference-portal/plugin-inference-common';

/** By what a line is the same one in two reports. */
export const lineKey = ({ key, currency }: CostLine): string =>
  JSON.stringify([key, currency]);

/** Lines of an earlier report that a later one has no more: nothing is left of them. */
export function goneLines(
  lines: readonly CostLine[],
  earlier: readonly CostLine[],
): CostLine[] {
  const present = new Set(lines.map(lineKey));
  return earlier
    .filter(line => !present.has(lineKey(line)))
    .map(line => ({
      ...line,
      micros: line.micros === null ? null : 0,
      gpuHours: 0,
      unpricedGpuHours: 0,
      estimated: false,
    }));
}
