import type { Labels } from '../promql/labels';
import { METRIC_NAME } from '../promql/labels';
import type { MetricType } from '../series/families';
import type { SeriesSource } from '../series/SyntheticSeries';
import { formatSample } from './textFormat';

/** Series of one type, as they are stored once they have been scraped. */
export interface ExportedSources {
  readonly type: MetricType;
  readonly sources: readonly SeriesSource[];
}

/** Something with a metrics page: the engine in a pod, dcgm-exporter on a machine, kube-state-metrics. */
export interface Exporter {
  /** Its name in URLs. */
  readonly id: string;
  /** Labels that discovery gives to the target: all that its page does not say by itself. */
  readonly targetLabels: Labels;
  /** How it has to be scraped so that the labels come out as the demo's Prometheus has them. */
  readonly honorLabels: boolean;
  /** Null: it is not there at that instant, and not discovered. False: it is there but does not answer. */
  isUp(timeMs: number): boolean | null;
  /** What it may export at an instant, in the order of its page. */
  exportedAt(timeMs: number): readonly ExportedSources[];
}

const RENAMED = /^exported_/;
const HISTOGRAM_PART = /_(bucket|sum|count)$/;

/** Labels as the exporter writes them: without those of the target, and before Prometheus renames what clashes. */
function pageLabels(stored: Labels, { targetLabels, honorLabels }: Exporter) {
  const labels: Record<string, string> = {};
  for (const [name, value] of Object.entries(stored)) {
    if (name === METRIC_NAME || value === '') continue;
    if (!honorLabels && RENAMED.test(name)) {
      labels[name.replace(RENAMED, '')] = value;
    } else if (targetLabels[name] !== value) {
      labels[name] = value;
    }
  }
  return labels;
}

/** The metrics page of an exporter at an instant, in the Prometheus text format 0.0.4. */
export function metricsPage(exporter: Exporter, timeMs: number): string {
  const lines = new Map<string, string[]>();
  for (const { type, sources } of exporter.exportedAt(timeMs)) {
    for (const source of sources) {
      if (timeMs < source.fromMs() || timeMs >= source.toMs()) continue;
      const value = source.valueAt(timeMs);
      if (value === null) continue;
      const name = source.labels[METRIC_NAME];
      const metric =
        type === 'histogram' ? name.replace(HISTOGRAM_PART, '') : name;
      const known = lines.get(metric) ?? [`# TYPE ${metric} ${type}`];
      known.push(
        formatSample(name, pageLabels(source.labels, exporter), value),
      );
      lines.set(metric, known);
    }
  }
  return [...lines.values()].flat().concat('').join('\n');
}
