import type { DemoFleet } from '../../fleet/DemoFleet';
import { CRASH_PERIOD_MS } from '../../fleet/objects/podObject';
import {
  nodeCapacity,
  nodeLabels,
  providerIdOf,
} from '../../fleet/objects/nodeObject';
import type { NodeStory } from '../../fleet/nodeStories';
import type { ClusterName } from '../../fleet/storyTypes';
import type { Labels } from '../promql/labels';
import { METRIC_NAME } from '../promql/labels';
import type { PodRecord } from './PodRecord';
import { scheduleOf } from './scrapeFailures';
import type { ScrapeSchedule, SeriesSource } from './SyntheticSeries';

/** How kube-state-metrics writes names of resources and labels. */
export function flattened(name: string): string {
  return name.replace(/[^a-zA-Z0-9_]/g, '_');
}

interface Reading {
  readonly labels: Readonly<Record<string, string>>;
  valueAt(timeMs: number): number | null;
}

const phases = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'];

function phaseAt(pod: PodRecord, timeMs: number): string {
  if (pod.phase !== 'Running') return pod.phase;
  return pod.startedMs !== null && timeMs >= pod.startedMs
    ? 'Running'
    : 'Pending';
}

function restartsAt(pod: PodRecord, timeMs: number): number {
  const crashes =
    pod.startedMs !== null &&
    pod.faults.some(f => f.outcome === 'crash' || f.outcome === 'oom')
      ? Math.max(0, Math.floor((timeMs - pod.startedMs) / CRASH_PERIOD_MS))
      : 0;
  return crashes + pod.restartsMs.filter(atMs => atMs <= timeMs).length;
}

const seconds = (ms: number) => Math.floor(ms / 1_000);

const podMetrics: Readonly<Record<string, (pod: PodRecord) => Reading[]>> = {
  kube_pod_info: pod => [
    {
      labels: {
        host_ip: pod.node?.internalIp ?? '',
        pod_ip: pod.ip,
        node: pod.node?.name ?? '',
        created_by_kind: pod.owner?.kind ?? '<none>',
        created_by_name: pod.owner?.name ?? '<none>',
        host_network: 'false',
        priority_class: '',
      },
      valueAt: () => 1,
    },
  ],
  kube_pod_owner: pod => [
    {
      labels: {
        owner_kind: pod.owner?.kind ?? '',
        owner_name: pod.owner?.name ?? '',
        owner_is_controller: 'true',
      },
      valueAt: () => 1,
    },
  ],
  kube_pod_status_phase: pod =>
    phases.map(phase => ({
      labels: { phase },
      valueAt: timeMs => (phaseAt(pod, timeMs) === phase ? 1 : 0),
    })),
  kube_pod_status_ready: pod =>
    ['true', 'false', 'unknown'].map(condition => ({
      labels: { condition },
      valueAt: timeMs => {
        const ready = pod.readyMs !== null && timeMs >= pod.readyMs;
        return condition === String(ready) ? 1 : 0;
      },
    })),
  kube_pod_created: pod => [
    { labels: {}, valueAt: () => seconds(pod.createdMs) },
  ],
  kube_pod_start_time: pod => [
    {
      labels: {},
      valueAt: () => (pod.node === null ? null : seconds(pod.createdMs) + 1),
    },
  ],
  kube_pod_container_info: pod => [
    {
      labels: { container: pod.container, image: pod.image },
      valueAt: () => 1,
    },
  ],
  kube_pod_container_resource_requests: pod => [
    {
      labels: {
        container: pod.container,
        node: pod.node?.name ?? '',
        resource: flattened(pod.resource),
        unit: 'integer',
      },
      valueAt: () => pod.amount,
    },
  ],
  kube_pod_container_status_running: pod => [
    {
      labels: { container: pod.container },
      valueAt: timeMs => (phaseAt(pod, timeMs) === 'Running' ? 1 : 0),
    },
  ],
  kube_pod_container_status_restarts_total: pod => [
    {
      labels: { container: pod.container },
      valueAt: timeMs => restartsAt(pod, timeMs),
    },
  ],
};

const nodeMetrics: Readonly<Record<string, (node: NodeStory) => Reading[]>> = {
  kube_node_info: node => [
    {
      labels: {
        internal_ip: node.internalIp,
        provider_id: providerIdOf(node),
      },
      valueAt: () => 1,
    },
  ],
  kube_node_created: node => [
    { labels: {}, valueAt: () => seconds(node.createdMs) },
  ],
  kube_node_labels: node => [
    {
      labels: Object.fromEntries(
        Object.entries(nodeLabels(node)).map(([name, value]) => [
          `label_${flattened(name)}`,
          value,
        ]),
      ),
      valueAt: () => 1,
    },
  ],
  kube_node_status_capacity: node => capacityReadings(node),
  kube_node_status_allocatable: node => capacityReadings(node),
};

function capacityReadings(node: NodeStory): Reading[] {
  return Object.entries(nodeCapacity(node.pool)).flatMap(([name, amount]) =>
    name.startsWith('nvidia.com/')
      ? [
          {
            labels: { resource: flattened(name), unit: 'integer' },
            valueAt: () => Number(amount),
          },
        ]
      : [],
  );
}

/** Names of the metrics about pods and about nodes. */
export const podMetricNames = Object.keys(podMetrics);
export const nodeMetricNames = Object.keys(nodeMetrics);

/** Labels that Prometheus gives to the kube-state-metrics of a cluster. */
export function kubeStateTargetLabels(cluster: ClusterName): Labels {
  return {
    cluster,
    job: 'kube-state-metrics',
    instance: cluster === 'demo-eu-west' ? '10.72.3.9:8080' : '10.40.3.9:8080',
  };
}

/** When the kube-state-metrics of a cluster is scraped. */
export function kubeStateSchedule(
  fleet: DemoFleet,
  cluster: ClusterName,
): ScrapeSchedule {
  return scheduleOf(fleet.nowMs, `ksm/${cluster}`);
}

/** Series of one metric about a pod. */
export function kubeStateSourcesOfPod(
  metric: string,
  pod: PodRecord,
  fleet: DemoFleet,
): SeriesSource[] {
  if (!Object.hasOwn(podMetrics, metric)) return [];
  const schedule = kubeStateSchedule(fleet, pod.cluster);
  return podMetrics[metric](pod).map(reading => ({
    labels: {
      [METRIC_NAME]: metric,
      ...kubeStateTargetLabels(pod.cluster),
      namespace: pod.namespace,
      pod: pod.name,
      uid: pod.uid,
      ...reading.labels,
    },
    schedule,
    fromMs: () => pod.createdMs,
    toMs: () => pod.endedMs ?? Infinity,
    valueAt: timeMs => reading.valueAt(timeMs),
  }));
}

/** Series of one metric about a machine. */
export function kubeStateSourcesOfNode(
  metric: string,
  node: NodeStory,
  fleet: DemoFleet,
): SeriesSource[] {
  if (!Object.hasOwn(nodeMetrics, metric)) return [];
  const schedule = kubeStateSchedule(fleet, node.pool.cluster);
  return nodeMetrics[metric](node).map(reading => ({
    labels: {
      [METRIC_NAME]: metric,
      ...kubeStateTargetLabels(node.pool.cluster),
      node: node.name,
      ...reading.labels,
    },
    schedule,
    fromMs: () => node.createdMs,
    toMs: () => node.endedMs ?? Infinity,
    valueAt: timeMs => reading.valueAt(timeMs),
  }));
}
