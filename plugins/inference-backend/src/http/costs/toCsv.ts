import type {
  CostLine,
  CostSeries,
} from '@inference-portal/plugin-inference-common';
import { csvLine } from './csv';

/** The word of FOCUS for what changes a period that was told already. */
export const CORRECTION = 'Correction';

const COLUMNS = [
  'start',
  'end',
  'key',
  'title',
  'currency',
  'cost',
  'gpu_hours',
  'unpriced_gpu_hours',
  'estimated',
  'charge_class',
];

/** What was told when the month was closed, and what changed since, each as a row of its own unless there is nothing to it. */
function chargesOf({ micros, gpuHours, unpricedGpuHours, told }: CostLine) {
  const now = { micros, gpuHours, unpricedGpuHours };
  if (told === null) {
    return [{ ...now, chargeClass: null }];
  }
  const correction = {
    micros: micros === null ? null : micros - (told.micros ?? 0),
    gpuHours: gpuHours - told.gpuHours,
    unpricedGpuHours: unpricedGpuHours - told.unpricedGpuHours,
    chargeClass: CORRECTION,
  };
  const isNothing = !told.micros && told.gpuHours === 0;
  return isNothing
    ? [correction]
    : [{ ...told, chargeClass: null }, correction];
}

/** Costs as CSV, a line at a time: one for every key in every piece of time. Cost that nobody knows is empty. */
export async function* toCsv(
  pieces: AsyncIterable<CostSeries>,
): AsyncGenerator<string, void> {
  yield csvLine(COLUMNS);
  for await (const { start, end, lines } of pieces) {
    yield lines
      .flatMap(line =>
        chargesOf(line).map(({ micros, ...charge }) =>
          csvLine([
            start,
            end,
            line.key,
            line.title,
            line.currency,
            { micros },
            charge.gpuHours,
            charge.unpricedGpuHours,
            line.estimated,
            charge.chargeClass,
          ]),
        ),
      )
      .join('');
  }
}
