import { engineMetrics, podMatchers } from '../engines/engineMetrics';
import { startupBudget } from '../lifecycle';
import type { Server } from '../Server';
import { engineResources } from './engineContainer';

const HOUR_SECONDS = 3600;
/** Length of the trend of memory, and how far ahead it is followed. */
const TREND_HOURS = 12;
const AHEAD_HOURS = 72;

/** An alert and what to do about it. Texts hold nothing that somebody wrote: braces would be taken for a template. */
export interface Alert {
  readonly name: string;
  readonly expression: string;
  readonly for: string;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
  /** What to do. */
  readonly help: string;
}

/**
 * Growth since the start, not a level: engines take their memory when they start, so a level says nothing. Pods that are younger than
 * the window are left out, as loading the model is growth too.
 */
function memoryGrowth(server: Server): Alert {
  const container = podMatchers(
    server,
    `container="${server.workload.container}"`,
  );
  const limit = engineResources(server).memoryGiB * 2 ** 30;
  const age =
    TREND_HOURS * HOUR_SECONDS + startupBudget(server.request).totalSeconds;
  return {
    name: 'InferenceServerMemoryGrows',
    expression: `max by (namespace, pod) (predict_linear(container_memory_working_set_bytes{${container}}[${TREND_HOURS}h], ${
      AHEAD_HOURS * HOUR_SECONDS
    })) > ${limit} and on (namespace, pod) (time() - max by (namespace, pod) (container_start_time_seconds{${container}})) > ${age}`,
    for: '1h',
    severity: 'warning',
    summary: `Memory grows since the start and will reach its limit within ${AHEAD_HOURS} hours.`,
    help: 'Restart one pod at a time while requests are few, and look for the version of the engine that leaks.',
  };
}

function slow(server: Server, limitSeconds: number): Alert {
  return {
    name: 'InferenceServerSlow',
    expression: `histogram_quantile(0.99, sum by (le) (rate(${
      engineMetrics(server).latency
    }_bucket{${podMatchers(server)}}[10m]))) > ${limitSeconds}`,
    for: '10m',
    severity: 'warning',
    summary: `One request in a hundred takes more than ${limitSeconds} seconds.`,
    help: 'See whether requests wait (then add replicas) or prompts became longer (then lower the longest request, or add GPUs).',
  };
}

function errors(server: Server, limit: number): Alert {
  return {
    name: 'InferenceServerErrors',
    expression: `${engineMetrics(server).errorRatio} > ${limit}`,
    for: '5m',
    severity: 'critical',
    summary: `More than ${
      Math.round(limit * 10_000) / 100
    } % of the requests fail.`,
    help: 'Go back if a change was made within the day; else read the log of the engine.',
  };
}

function cacheFull(server: Server): readonly Alert[] {
  const { kvUsage, waiting } = engineMetrics(server);
  return kvUsage === null
    ? []
    : [
        {
          name: 'InferenceServerKvCacheFull',
          expression: `${kvUsage} > 0.95 and on () ${waiting} > 0`,
          for: '10m',
          severity: 'warning',
          summary: 'The KV cache is full and requests wait for it.',
          help: 'Add replicas; then lower the longest request, or keep keys and values as fp8.',
        },
      ];
}

function restarts(server: Server): readonly Alert[] {
  const container = podMatchers(
    server,
    `container="${server.workload.container}"`,
  );
  return [
    {
      name: 'InferenceServerRestarts',
      expression: `max by (namespace, pod) (increase(kube_pod_container_status_restarts_total{${container}}[1h])) > 1`,
      for: '0m',
      severity: 'warning',
      summary: 'The engine was started again more than once within an hour.',
      help: 'Read the log of the container before: kubectl logs --previous.',
    },
    {
      name: 'InferenceServerCrashLoop',
      expression: `max by (namespace, pod) (max_over_time(kube_pod_container_status_waiting_reason{${container},reason="CrashLoopBackOff"}[5m])) > 0`,
      for: '5m',
      severity: 'critical',
      summary: 'The engine ends each time soon after it was started.',
      help: 'Go back. An engine that never started as it is now lacks memory, a flag or the token of the hub.',
    },
  ];
}

/** Alerts of the server; empty when none are wanted. */
export function alertsOf(server: Server): readonly Alert[] {
  const { alerts } = server.request;
  return alerts === null
    ? []
    : [
        memoryGrowth(server),
        slow(server, alerts.p99Seconds),
        errors(server, alerts.errorRatio),
        ...cacheFull(server),
        ...restarts(server),
      ];
}
