import { daemonPodName } from '../../fleet/gpuOperator';
import type { DemoFleet } from '../../fleet/DemoFleet';
import { gpuUuid } from '../../fleet/nodeStories';
import type { NodeStory } from '../../fleet/nodeStories';
import type { ClusterName } from '../../fleet/storyTypes';
import type { Labels } from '../promql/labels';
import { METRIC_NAME } from '../promql/labels';
import { gpuActivity, gpusOf, memoryShare } from './gpuActivity';
import type { PodRecord } from './PodRecord';
import type { PodRegistry } from './PodRegistry';
import { scheduleOf } from './scrapeFailures';
import type { ScrapeSchedule, SeriesSource } from './SyntheticSeries';

const EXPORTER = 'nvidia-dcgm-exporter';

/** What one device does, as dcgm-exporter reports it. */
interface DeviceReading {
  readonly activity: number;
  /** MiB. */
  readonly usedMemory: number;
  readonly totalMemory: number;
}

const metrics: Readonly<
  Record<
    string,
    { readonly onMig: boolean; value(reading: DeviceReading): number }
  >
> = {
  DCGM_FI_PROF_GR_ENGINE_ACTIVE: {
    onMig: true,
    value: reading => Math.round(reading.activity * 1e6) / 1e6,
  },
  DCGM_FI_DEV_GPU_UTIL: {
    onMig: false,
    value: reading => Math.round(reading.activity * 100),
  },
  DCGM_FI_DEV_FB_USED: {
    onMig: true,
    value: reading => Math.round(reading.usedMemory),
  },
  DCGM_FI_DEV_FB_FREE: {
    onMig: true,
    value: reading => Math.round(reading.totalMemory - reading.usedMemory),
  },
  DCGM_FI_DEV_POWER_USAGE: {
    onMig: false,
    value: reading => Math.round(72 + 560 * reading.activity),
  },
};

/** Names of the metrics of dcgm-exporter. */
export const dcgmMetricNames = Object.keys(metrics);

/** Labels that Prometheus gives to the exporter on a machine. */
export function dcgmTargetLabels(fleet: DemoFleet, node: NodeStory): Labels {
  return {
    cluster: node.pool.cluster,
    job: EXPORTER,
    instance: `${node.internalIp}:9400`,
    pod: daemonPodName(fleet.seed, EXPORTER, node),
    namespace: 'gpu-operator',
    container: EXPORTER,
  };
}

/** When the exporter on a machine is scraped. */
export function dcgmSchedule(
  fleet: DemoFleet,
  node: NodeStory,
): ScrapeSchedule {
  return scheduleOf(fleet.nowMs, `dcgm/${node.uid}`);
}

/** Whether a cluster's exporters are scraped with `honorLabels: true`, so that `pod` is the user of a GPU. */
export function honoursDcgmLabels(cluster: ClusterName): boolean {
  return cluster === 'demo-us-east';
}

/**
 * Labels of a device. One cluster scrapes with `honorLabels: false`: there the plain pod labels are those of the
 * exporter and the workload's carry the prefix `exported_`.
 */
function deviceLabels(
  fleet: DemoFleet,
  node: NodeStory,
  gpu: number,
  pod: PodRecord | null,
): Record<string, string> {
  const { pool } = node;
  const workload: Record<string, string> = pod
    ? { pod: pod.name, namespace: pod.namespace, container: pod.container }
    : {};
  const honoured = honoursDcgmLabels(pool.cluster);
  const labels: Record<string, string> = {
    ...dcgmTargetLabels(fleet, node),
    gpu: String(gpu),
    UUID: gpuUuid(node.name, gpu),
    device: `nvidia${gpu}`,
    modelName: pool.gpu?.modelName ?? '',
    Hostname: node.name,
    ...(honoured ? workload : {}),
  };
  if (!honoured) {
    for (const [name, value] of Object.entries(workload)) {
      labels[`exported_${name}`] = value;
    }
  }
  const profile = pod && /^nvidia\.com\/mig-(.+)$/.exec(pod.resource)?.[1];
  if (pod && profile) {
    labels.GPU_I_PROFILE = profile;
    labels.GPU_I_ID = String(
      { '1g.10gb': 9, '2g.20gb': 3, '3g.40gb': 1 }[profile] ?? 7,
    );
  }
  return labels;
}

function isHolding(pod: PodRecord, timeMs: number): boolean {
  return (
    timeMs >= pod.createdMs && (pod.endedMs === null || timeMs < pod.endedMs)
  );
}

function readingOf(
  pods: readonly PodRecord[],
  totalMemory: number,
  timeMs: number,
): DeviceReading {
  let activity = 0;
  let share = 0;
  for (const pod of pods) {
    if (!isHolding(pod, timeMs)) continue;
    activity += gpuActivity(pod, timeMs);
    const up = pod.readyMs !== null && timeMs >= pod.readyMs;
    const loading = pod.startedMs !== null && timeMs >= pod.startedMs;
    if (up || pod.busy) share += memoryShare(pod);
    else if (loading && pod.phase === 'Running')
      share += memoryShare(pod) * 0.4;
  }
  return {
    activity: Math.min(1, activity),
    usedMemory: 4 + Math.min(0.98, share) * totalMemory,
    totalMemory,
  };
}

/** Memory of the device that a pod sees: a card, or a slice of it. */
function memoryOf(node: NodeStory, pod: PodRecord): number {
  const slice = /mig-\d+g\.(\d+)gb$/.exec(pod.resource)?.[1];
  return slice === undefined
    ? node.pool.gpu?.memoryMiB ?? 0
    : Number(slice) * 992;
}

/** Series of one metric for the devices that a pod holds. */
export function dcgmSourcesOfPod(
  metric: string,
  pod: PodRecord,
  context: { fleet: DemoFleet; registry: PodRegistry },
): SeriesSource[] {
  const node = pod.node;
  if (node === null || !Object.hasOwn(metrics, metric)) return [];
  const { onMig, value } = metrics[metric];
  const isMig = pod.resource.includes('mig-');
  if (isMig && !onMig) return [];
  const { fleet, registry } = context;
  const schedule = dcgmSchedule(fleet, node);
  const isShared = pod.resource === 'nvidia.com/gpu.shared';
  const totalMemory = memoryOf(node, pod);
  return gpusOf(pod).map(gpu => {
    const labels: Labels = {
      [METRIC_NAME]: metric,
      ...deviceLabels(fleet, node, gpu, pod),
    };
    return {
      labels,
      schedule,
      fromMs: () => pod.createdMs,
      toMs: () => pod.endedMs ?? Infinity,
      valueAt: timeMs => {
        // Sharers of a device all see what the device does.
        const pods = isShared ? registry.holdersOf(node, gpu) : [pod];
        return value(readingOf(pods, totalMemory, timeMs));
      },
    };
  });
}

/** Series of one metric for devices while nobody holds them. MIG devices are reported by slice only. */
export function dcgmSourcesOfIdleDevices(
  metric: string,
  node: NodeStory,
  context: { fleet: DemoFleet; registry: PodRegistry },
): SeriesSource[] {
  const gpu = node.pool.gpu;
  if (gpu === null || gpu.mig || !Object.hasOwn(metrics, metric)) return [];
  const { value } = metrics[metric];
  const { fleet, registry } = context;
  const schedule = dcgmSchedule(fleet, node);
  return Array.from({ length: gpu.count }, (_, index): SeriesSource => {
    return {
      labels: {
        [METRIC_NAME]: metric,
        ...deviceLabels(fleet, node, index, null),
      },
      schedule,
      fromMs: () => node.createdMs,
      toMs: () => node.endedMs ?? Infinity,
      valueAt: timeMs =>
        registry.holdersOf(node, index).some(pod => isHolding(pod, timeMs))
          ? null
          : value({
              activity: 0,
              usedMemory: 4,
              totalMemory: gpu.memoryMiB,
            }),
    };
  });
}
