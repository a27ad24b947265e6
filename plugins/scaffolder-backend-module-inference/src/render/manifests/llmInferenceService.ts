import { kserveArguments } from '../engines/kserveSettings';
import type { EngineProcess } from '../engines/Process';
import { gracePeriod, startupBudget } from '../lifecycle';
import { WHOLE_WEIGHT } from '../request/canary';
import { HTTP_PORT, type Server } from '../Server';
import type { Json } from '../toYaml';
import { kedaScaling } from './autoscaler';
import { replicasOf } from './deployment';
import { resourcesOfEngine, securityOfEngine } from './engineContainer';
import { routeSpec } from './httpRoute';
import type { Manifest } from './Manifest';
import { metadata } from './metadata';
import { placement } from './podTemplate';
import { sharedMemoryGiB } from './podVolumes';

/** Variable whose words KServe's template adds to those of `vllm serve`. */
const ARGUMENTS = 'VLLM_ADDITIONAL_ARGS';
/** Volume of KServe's template that is mounted at /dev/shm. */
const SHARED_MEMORY = 'dshm';

/** Address of the weights as KServe reads it, at the commit or digest of the version. */
function weightsOf({ source }: Server): string {
  switch (source.kind) {
    case 'hugging-face':
      return `hf://${source.id}:${source.commit}`;
    case 'pvc':
      return `pvc://${source.claim}/${source.path}`;
    default:
      return `oci://${source.reference}`;
  }
}

function scaling(server: Server): { readonly [key: string]: Json } {
  const { autoscaling } = server.request;
  return autoscaling.kind === 'keda'
    ? {
        scaling: {
          minReplicas: Math.max(autoscaling.minReplicas, 1),
          maxReplicas: autoscaling.maxReplicas,
          keda: {
            // KServe takes no least number of 0, and KEDA goes below the least while nothing asks.
            ...(autoscaling.minReplicas === 0 ? { idleReplicaCount: 0 } : {}),
            // KServe 0.20 measures the name of the autoscaler, which must be empty, without asking whether there is one.
            ...kedaScaling(server, autoscaling, { name: '' }),
          },
        },
      }
    : replicasOf(server);
}

/**
 * Group of servers that share the requests of a host, and the share of this one. A server without a canary is a group of its own, which the next version can
 * join; a canary begins with nothing, as the overlay names the step.
 */
function routingGroup({ request }: Server): {
  readonly group: string;
  readonly weight: number;
} {
  const { canary, name } = request;
  return canary.kind === 'kserve'
    ? { group: canary.group ?? canary.stableServer, weight: 0 }
    : { group: name, weight: WHOLE_WEIGHT };
}

/** What is laid over KServe's template: containers and volumes of the same name become one. Command, TLS and probes stay KServe's. */
function podOverlay(server: Server, process: EngineProcess): Json {
  const { request, workload } = server;
  const { preStopSeconds } = gracePeriod(request);
  const { periodSeconds, failureThreshold } = startupBudget(request);
  return {
    ...placement(server),
    containers: [
      {
        name: workload.container,
        image: process.image,
        imagePullPolicy: 'IfNotPresent',
        env: [
          { name: ARGUMENTS, value: kserveArguments(request) },
          { name: 'USER', value: 'engine' },
          ...Object.entries(process.environment).map(([name, value]) => ({
            name,
            value,
          })),
        ],
        startupProbe: { periodSeconds, failureThreshold },
        lifecycle: {
          preStop: { exec: { command: ['sleep', String(preStopSeconds)] } },
        },
        resources: resourcesOfEngine(server),
        securityContext: securityOfEngine,
      },
    ],
    volumes: [
      {
        name: SHARED_MEMORY,
        emptyDir: {
          medium: 'Memory',
          sizeLimit: `${sharedMemoryGiB(server)}Gi`,
        },
      },
    ],
  };
}

/** KServe's LLMInferenceService: it makes the pods, the Service, the route and what Prometheus scrapes. */
export function llmInferenceService(
  server: Server,
  process: EngineProcess,
): Manifest {
  const { annotations, request, servedName, workload } = server;
  return {
    file: workload.file,
    object: {
      apiVersion: workload.apiVersion,
      kind: workload.kind,
      metadata: metadata(server, { annotations }),
      spec: {
        model: { uri: weightsOf(server), name: servedName },
        ...scaling(server),
        ...(request.gateway === null
          ? {}
          : {
              router: {
                route: {
                  ...routingGroup(server),
                  http: {
                    spec: routeSpec(server, request.gateway, [
                      {
                        group: '',
                        kind: 'Service',
                        name: `${request.name}-kserve-workload-svc`,
                        port: HTTP_PORT,
                      },
                    ]),
                  },
                },
              },
            }),
        template: podOverlay(server, process),
      },
    },
  };
}
