import { counterIncrease } from '../counterIncrease';
import type { SampleSeries } from '../PrometheusResult';
import type { PodLookup } from './PodHour';
import { cleanCounter, fromBirth, maxGapOf } from './podSeries';
import type { UsageReading } from './UsageReading';

type Labels = SampleSeries['labels'];

/** Where a series' requests went, and how they ended. */
interface Flow {
  readonly namespace: string | null;
  readonly name: string;
  readonly outcome: 'success' | 'error' | 'other';
  /** Series of one teller add up; several tellers tell the same. */
  readonly teller: string;
}

function outcomeOf(code: string | undefined): Flow['outcome'] {
  switch (code?.[0]) {
    case '2':
    case '3':
      return 'success';
    // Istio writes 0 when the answer never came.
    case '5':
    case '0':
      return 'error';
    default:
      return 'other';
  }
}

/** Istio's `outbound|8000||chat.support.svc.cluster.local`, or a route of Envoy Gateway `httproute/support/chat/rule/0`. */
function parseEnvoyCluster(
  name: string,
): { namespace: string; name: string } | null {
  const service = /(?:^|\|)([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.|$)/.exec(name);
  const route = /^(?:http|grpc)route\/([^/]+)\/([^/]+)\//.exec(name);
  const [namespace, own] = service
    ? [service[2], service[1]]
    : [route?.[1], route?.[2]];
  return namespace === undefined || own === undefined
    ? null
    : { namespace, name: own };
}

function flowOf(labels: Labels): Flow | null {
  const metric = labels.__name__ ?? '';
  switch (metric) {
    case 'istio_requests_total': {
      const name = labels.destination_workload ?? '';
      return name === '' || name === 'unknown'
        ? null
        : {
            namespace: labels.destination_workload_namespace ?? null,
            name,
            outcome: outcomeOf(labels.response_code),
            teller: `istio ${labels.reporter ?? ''}`,
          };
    }
    case 'envoy_cluster_upstream_rq_xx': {
      const to = parseEnvoyCluster(labels.envoy_cluster_name ?? '');
      return to
        ? {
            ...to,
            outcome: outcomeOf(labels.envoy_response_code_class),
            teller: 'envoy',
          }
        : null;
    }
    default: {
      // The Inference Gateway speaks of models, in the namespace of its own pod.
      const name = labels.target_model_name || labels.model_name || '';
      return name === ''
        ? null
        : {
            namespace: labels.namespace ?? null,
            name,
            outcome: metric.includes('_error_') ? 'error' : 'success',
            teller: metric.replace('_error', ''),
          };
    }
  }
}

/** What gateways and meshes sent to servers. */
export function readGateways(
  series: readonly SampleSeries[],
  lookup: PodLookup,
  reading: UsageReading,
): void {
  const clean = series.map(({ labels, points }) => ({
    labels,
    points: cleanCounter(points, reading),
  }));
  // A gateway that was there before: a series of it that appears later began at 0.
  const seen = new Map<string, number>();
  const process = ({ job, namespace, pod, instance }: Labels) =>
    [job, namespace, pod, instance].join(' ');
  for (const { labels, points } of clean) {
    const [first] = points;
    if (first) {
      const key = process(labels);
      seen.set(key, Math.min(seen.get(key) ?? Infinity, first.at));
    }
  }
  for (const { labels, points } of clean) {
    const flow = flowOf(labels);
    const serverId = flow && lookup.findDestination(flow);
    const [first] = points;
    if (!flow || !first || serverId === undefined || serverId === null) {
      continue;
    }
    const counted = fromBirth(
      points,
      (seen.get(process(labels)) ?? Infinity) < first.at,
      reading.window.binMs,
    );
    reading.window.hours.forEach((interval, index) => {
      const { increase, observedMs } = counterIncrease(
        counted,
        interval,
        maxGapOf(reading.window),
      );
      const hour =
        observedMs > 0 ? reading.gatewayHourOf(serverId, index) : undefined;
      if (!hour) {
        return;
      }
      hour.watchedMs = Math.max(hour.watchedMs, observedMs);
      const add = (book: Map<string, number>, growth: number) =>
        book.set(flow.teller, (book.get(flow.teller) ?? 0) + growth);
      add(hour.requests, flow.outcome === 'success' ? increase : 0);
      add(hour.errors, flow.outcome === 'error' ? increase : 0);
      if (flow.outcome === 'error' && labels.response_code === undefined) {
        // The Inference Gateway counts failed requests among all of them.
        if (labels.envoy_response_code_class === undefined) {
          add(hour.requests, -increase);
        }
      }
    });
  }
}
