import { engineMetrics, podMatchers } from '../engines/engineMetrics';
import { startupBudget } from '../lifecycle';
import { ENGINE_CONTAINER, type Server } from '../Server';
import type { Json } from '../toYaml';
import { engineResources } from './engineContainer';
import type { Manifest } from './Manifest';
import { monitoringMetadata } from './podMonitor';

const HOUR = 3600;
/** Seconds of the trend of memory, and how far ahead it is followed. */
const TREND_HOURS = 12;
const AHEAD_HOURS = 72;

interface Alert {
  readonly name: string;
  readonly expression: string;
  readonly for: string;
  readonly severity: 'critical' | 'warning';
  /** Sentence without free text: braces would be taken for a template. */
  readonly summary: string;
}

/**
 * Growth since the start, not a level: engines take their memory when they start, so a level says nothing. Pods that are younger than
 * the window are left out, as loading the model is growth too.
 */
function memoryGrowth(server: Server): Alert {
  const container = podMatchers(server, `container="${ENGINE_CONTAINER}"`);
  const limit = engineResources(server).memoryGiB * 2 ** 30;
  const age = TREND_HOURS * HOUR + startupBudget(server.request).totalSeconds;
  return {
    name: 'InferenceServerMemoryGrows',
    expression: `max by (namespace, pod) (predict_linear(container_memory_working_set_bytes{${container}}[${TREND_HOURS}h], ${
      AHEAD_HOURS * HOUR
    })) > ${limit} and on (namespace, pod) (time() - max by (namespace, pod) (container_start_time_seconds{${container}})) > ${age}`,
    for: '1h',
    severity: 'warning',
    summary: `Memory grows since the start and will reach its limit within ${AHEAD_HOURS} hours.`,
  };
}

function engineAlerts(server: Server): readonly Alert[] {
  const { alerts } = server.request;
  if (alerts === null) {
    return [];
  }
  const { waiting, kvUsage, latency, failures } = engineMetrics(server);
  const pods = podMatchers(server);
  return [
    {
      name: 'InferenceServerSlow',
      expression: `histogram_quantile(0.99, sum by (le) (rate(${latency}_bucket{${pods}}[10m]))) > ${alerts.p99Seconds}`,
      for: '10m',
      severity: 'warning',
      summary: `One request in a hundred takes more than ${alerts.p99Seconds} seconds.`,
    },
    {
      name: 'InferenceServerErrors',
      expression: `sum(rate(${failures.failed}[5m])) / sum(rate(${failures.all}[5m])) > ${alerts.errorRatio}`,
      for: '5m',
      severity: 'critical',
      summary: `More than ${
        Math.round(alerts.errorRatio * 10_000) / 100
      } % of the requests fail.`,
    },
    {
      name: 'InferenceServerKvCacheFull',
      expression: `max by (namespace, pod) (${kvUsage}) > 0.95 and on (namespace, pod) max by (namespace, pod) (${waiting}) > 0`,
      for: '10m',
      severity: 'warning',
      summary: 'The KV cache is full and requests wait for it.',
    },
  ];
}

function podAlerts(server: Server): readonly Alert[] {
  const container = podMatchers(server, `container="${ENGINE_CONTAINER}"`);
  return [
    {
      name: 'InferenceServerRestarts',
      expression: `max by (namespace, pod) (increase(kube_pod_container_status_restarts_total{${container}}[1h])) > 1`,
      for: '0m',
      severity: 'warning',
      summary: 'The engine was started again more than once within an hour.',
    },
    {
      name: 'InferenceServerCrashLoop',
      expression: `max by (namespace, pod) (max_over_time(kube_pod_container_status_waiting_reason{${container},reason="CrashLoopBackOff"}[5m])) > 0`,
      for: '5m',
      severity: 'critical',
      summary: 'The engine ends each time soon after it was started.',
    },
  ];
}

/** Alerts of the server; null when none are wanted. */
export function prometheusRule(server: Server): Manifest | null {
  const { alerts, name, owner } = server.request;
  if (alerts === null) {
    return null;
  }
  const rules = [
    memoryGrowth(server),
    ...engineAlerts(server),
    ...podAlerts(server),
  ].map(
    (alert): Json => ({
      alert: alert.name,
      expr: alert.expression,
      for: alert.for,
      labels: { severity: alert.severity, server: name, owner },
      annotations: {
        summary: `${name}: ${alert.summary}`,
        description: `See runbook.md beside the manifests of ${name}.`,
      },
    }),
  );
  return {
    file: 'prometheusrule.yaml',
    object: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: monitoringMetadata(server),
      spec: { groups: [{ name: `inference-${name}`, rules }] },
    },
  };
}
