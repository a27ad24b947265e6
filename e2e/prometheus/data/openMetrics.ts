import type { WrittenSeries } from '../../../plugins/inference-backend-module-demo/src/prometheus/promql/memoryDatabase';
import { METRIC_NAME } from '../../../plugins/inference-backend-module-demo/src/prometheus/promql/labels';
import { formatSample } from '../../../plugins/inference-backend-module-demo/src/prometheus/scrape/textFormat';

/**
 * A time as promtool reads back the same millisecond: it multiplies by 1000 and cuts, so that without the half
 * millisecond a sample may move one millisecond into the past.
 */
function formatTime(seconds: number): string {
  return `${seconds.toFixed(3)}5`;
}

/** One series in the OpenMetrics text format, a line for each sample; the file has to end with {@link openMetricsEnd}. */
export function formatSeries({ labels, samples }: WrittenSeries): string {
  const { [METRIC_NAME]: name, ...rest } = labels;
  return samples
    .map(
      ([seconds, value]) =>
        `${formatSample(name, rest, value)} ${formatTime(seconds)}\n`,
    )
    .join('');
}

/** Last line of a file in the OpenMetrics text format. */
export const openMetricsEnd = '# EOF\n';
