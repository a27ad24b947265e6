import type { CostLine } from '@inference-portal/plugin-inference-common';

const lineKey = ({ key, currency }: CostLine) =>
  JSON.stringify([key, currency]);

/** What was told and is not so any more: nothing is left of it. */
function emptied(line: CostLine): CostLine {
  return {
    ...line,
    micros: line.micros === null ? null : 0,
    gpuHours: 0,
    unpricedGpuHours: 0,
    estimated: false,
  };
}

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
  const present = new Set(lines.map(lineKey));
  const gone = closed.filter(line => !present.has(lineKey(line)));
  return [...lines, ...gone.map(emptied)].map(line => ({
    ...line,
    told: toldOf(line, before.get(lineKey(line))),
  }));
}
