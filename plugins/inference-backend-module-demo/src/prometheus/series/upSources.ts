import type { DemoFleet } from '../../fleet/DemoFleet';
import type { NodeStory } from '../../fleet/nodeStories';
import type { Labels } from '../promql/labels';
import { METRIC_NAME } from '../promql/labels';
import { dcgmSchedule, dcgmTargetLabels } from './dcgmSeries';
import { targetLabels } from './engineSources';
import { kubeStateSchedule, kubeStateTargetLabels } from './kubeStateSeries';
import type { PodRecord } from './PodRecord';
import { isServing } from './PodRecord';
import type { ScrapeSchedule, SeriesSource } from './SyntheticSeries';

/** Uptime of targets. */
export const UP = 'up';

/** Whether the engine in a pod could be scraped; nothing for pods without metrics. */
export function upOfPod(pod: PodRecord): SeriesSource[] {
  const target = targetLabels(pod);
  if (target === null) return [];
  const { gaps } = pod.schedule;
  return [
    {
      labels: { [METRIC_NAME]: UP, ...target },
      // A scrape that fails is told by `up` itself.
      schedule: { ...pod.schedule, gaps: [] },
      fromMs: () => pod.startedMs ?? Infinity,
      toMs: () => pod.endedMs ?? Infinity,
      valueAt: timeMs => {
        const failed = gaps.some(
          gap => timeMs >= gap.fromMs && timeMs < gap.toMs,
        );
        return isServing(pod, timeMs) && !failed ? 1 : 0;
      },
    },
  ];
}

/** Whether the exporter on a machine could be scraped: dcgm-exporter beside GPUs, kube-state-metrics on one without. */
export function upOfNode(node: NodeStory, fleet: DemoFleet): SeriesSource[] {
  const target = exporterOf(node, fleet);
  return target === null
    ? []
    : [
        {
          labels: { [METRIC_NAME]: UP, ...target.labels },
          schedule: target.schedule,
          fromMs: () => node.createdMs,
          toMs: () => node.endedMs ?? Infinity,
          valueAt: () => 1,
        },
      ];
}

function exporterOf(
  node: NodeStory,
  fleet: DemoFleet,
): { labels: Labels; schedule: ScrapeSchedule } | null {
  if (node.pool.gpu !== null) {
    return {
      labels: dcgmTargetLabels(fleet, node),
      schedule: dcgmSchedule(fleet, node),
    };
  }
  return node.place === 0
    ? {
        labels: kubeStateTargetLabels(node.pool.cluster),
        schedule: kubeStateSchedule(fleet, node.pool.cluster),
      }
    : null;
}
