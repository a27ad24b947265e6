import { formatNumber } from '../promql/aggregate';
import type { Labels } from '../promql/labels';

function escapeLabel(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
}

/** A sample without its time, as the text format of Prometheus and OpenMetrics write it; no line break. */
export function formatSample(
  name: string,
  labels: Labels,
  value: number,
): string {
  const pairs = Object.entries(labels).map(
    ([label, text]) => `${label}="${escapeLabel(text)}"`,
  );
  const series = pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
  return `${series} ${formatNumber(value)}`;
}
