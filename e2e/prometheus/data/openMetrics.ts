import type { WrittenSeries } from '../../../plugins/inference-backend-module-demo/src/prometheus/promql/memoryDatabase';
import { METRIC_NAME } from '../../../plugins/inference-backend-module-demo/src/prometheus/promql/labels';

function escapeLabel(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
}

function formatValue(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

/**
 * A time as promtool reads back the same millisecond: it multiplies by 1000 and cuts, so that without the half
 * millisecond a sample may move one millisecond into the past.
 */
function formatTime(seconds: number): string {
  return `${seconds.toFixed(3)}5`;
}

/** One series in the OpenMetrics text format, a line for each sample; the file has to end with {@link openMetricsEnd}. */
export function formatSeries({ labels, samples }: WrittenSeries): string {
  const pairs = Object.entries(labels)
    .filter(([name]) => name !== METRIC_NAME)
    .map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  const series = `${labels[METRIC_NAME]}{${pairs.join(',')}}`;
  return samples
    .map(
      ([seconds, value]) =>
        `${series} ${formatValue(value)} ${formatTime(seconds)}\n`,
    )
    .join('');
}

/** Last line of a file in the OpenMetrics text format. */
export const openMetricsEnd = '# EOF\n';
