import { engineMetrics } from '../engines/engineMetrics';
import { startupBudget } from '../lifecycle';
import type { Server } from '../Server';
import type { Json } from '../toYaml';
import type { Manifest } from './Manifest';
import { metadata } from './metadata';

const targetOf = ({ request, workload }: Server): Json => ({
  apiVersion: workload.apiVersion,
  kind: workload.kind,
  name: request.name,
});
/** Seconds without need before a replica is taken away: it takes minutes to come back. */
const DOWN_SECONDS = 300;
/** Share of the KV cache that one replica may use before another is worth it. */
const KV_PER_REPLICA = 0.8;

const behavior: Json = {
  scaleUp: {
    stabilizationWindowSeconds: 0,
    policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }],
  },
  scaleDown: {
    stabilizationWindowSeconds: DOWN_SECONDS,
    policies: [{ type: 'Pods', value: 1, periodSeconds: DOWN_SECONDS }],
  },
};

type Autoscaling = Server['request']['autoscaling'];
type Keda = Extract<Autoscaling, { kind: 'keda' }>;
type Hpa = Extract<Autoscaling, { kind: 'hpa' }>;

function triggers(server: Server, keda: Keda): readonly Json[] {
  const { waiting, kvUsage } = engineMetrics(server);
  const trigger = (
    name: string,
    query: string,
    threshold: number,
    more: { readonly [key: string]: string },
  ): Json => ({
    type: 'prometheus',
    name,
    metricType: 'AverageValue',
    metadata: {
      serverAddress: keda.prometheusUrl,
      query,
      threshold: String(threshold),
      ...more,
    },
  });
  // Where pods are always there, no series means that nobody knows; where there may be none, it means none.
  const ignoreNullValues = String(keda.minReplicas === 0);
  return [
    trigger('waiting-requests', waiting, keda.waitingRequests, {
      ignoreNullValues,
    }),
    // Keeps the replicas that are busy while nobody waits.
    ...(kvUsage === null
      ? []
      : [
          trigger('kv-cache', `sum(${kvUsage})`, KV_PER_REPLICA, {
            ignoreNullValues,
          }),
        ]),
    ...(keda.gatewayQuery === null
      ? []
      : [
          trigger('gateway', keda.gatewayQuery, keda.waitingRequests, {
            activationThreshold: '0',
            ignoreNullValues: 'true',
          }),
        ]),
  ];
}

/** How KEDA scales, but for what it scales and between which numbers; `more` goes to the HorizontalPodAutoscaler that KEDA makes. */
export function kedaScaling(
  server: Server,
  keda: Keda,
  more: { readonly [key: string]: Json } = {},
): { readonly [key: string]: Json } {
  return {
    pollingInterval: 15,
    cooldownPeriod: DOWN_SECONDS,
    // A server that loads its model answers nobody: without this it would be scaled to zero before it is ready.
    ...(keda.minReplicas === 0
      ? { initialCooldownPeriod: startupBudget(server.request).totalSeconds }
      : {}),
    fallback: {
      failureThreshold: 4,
      replicas: Math.max(keda.minReplicas, 1),
      behavior: 'currentReplicasIfHigher',
    },
    advanced: {
      horizontalPodAutoscalerConfig: { ...more, behavior },
    },
    triggers: triggers(server, keda),
  };
}

function scaledObject(server: Server, keda: Keda): Manifest {
  return {
    file: 'scaledobject.yaml',
    object: {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: metadata(server),
      spec: {
        scaleTargetRef: targetOf(server),
        minReplicaCount: keda.minReplicas,
        maxReplicaCount: keda.maxReplicas,
        ...kedaScaling(server, keda),
      },
    },
  };
}

function horizontalPodAutoscaler(server: Server, hpa: Hpa): Manifest {
  return {
    file: 'horizontalpodautoscaler.yaml',
    object: {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: metadata(server),
      spec: {
        scaleTargetRef: targetOf(server),
        minReplicas: hpa.minReplicas,
        maxReplicas: hpa.maxReplicas,
        behavior,
        metrics: [
          {
            type: 'Pods',
            pods: {
              metric: { name: 'DCGM_FI_DEV_GPU_UTIL' },
              target: {
                type: 'AverageValue',
                averageValue: String(hpa.gpuUtilization),
              },
            },
          },
        ],
      },
    },
  };
}

/** What scales the server: one of the two or none, as two would undo what each other does. */
export function autoscaler(server: Server): Manifest | null {
  const { autoscaling } = server.request;
  switch (autoscaling.kind) {
    case 'keda':
      return scaledObject(server, autoscaling);
    case 'hpa':
      return horizontalPodAutoscaler(server, autoscaling);
    default:
      return null;
  }
}
