import type { CostSeries } from '@inference-portal/plugin-inference-common';
import { csvLine } from './csv';

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
];

/** Costs as CSV, a line at a time: one for every key in every piece of time. Cost that nobody knows is empty. */
export async function* toCsv(
  pieces: AsyncIterable<CostSeries>,
): AsyncGenerator<string, void> {
  yield csvLine(COLUMNS);
  for await (const { start, end, lines } of pieces) {
    yield lines
      .map(line =>
        csvLine([
          start,
          end,
          line.key,
          line.title,
          line.currency,
          { micros: line.micros },
          line.gpuHours,
          line.unpricedGpuHours,
          line.estimated,
        ]),
      )
      .join('');
  }
}
