import { engines } from '../../fleet/engines';
import type { Labels } from '../promql/labels';
import { METRIC_NAME } from '../promql/labels';
import type { Family } from './families';
import type { PodRecord } from './PodRecord';
import type { SeriesSource } from './SyntheticSeries';

/** Labels that Prometheus gives to the metrics of a serving pod; null when it exports none. */
export function targetLabels(pod: PodRecord): Labels | null {
  const metrics = pod.engine === null ? null : engines[pod.engine].metrics;
  if (metrics === null) return null;
  return {
    cluster: pod.cluster,
    namespace: pod.namespace,
    pod: pod.name,
    container: pod.container,
    endpoint: metrics.port === 8002 ? 'metrics' : 'http',
    instance: `${pod.ip}:${metrics.port}`,
    job: `${pod.namespace}/${pod.story?.name ?? pod.name}`,
  };
}

/** Series of one metric of the engine in a pod. */
export function familySources(family: Family, pod: PodRecord): SeriesSource[] {
  const target = targetLabels(pod);
  if (target === null) return [];
  return family.series(pod).map(series => ({
    labels: { [METRIC_NAME]: family.name, ...target, ...series.labels },
    schedule: pod.schedule,
    fromMs: () => pod.readyMs ?? Infinity,
    toMs: () => pod.endedMs ?? Infinity,
    valueAt: timeMs => series.valueAt(timeMs),
  }));
}
