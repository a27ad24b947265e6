import type { EngineProcess } from '../engines/Process';
import type { DeploymentRequest } from '../request/DeploymentRequest';
import type { Server } from '../Server';
import type { Json } from '../toYaml';
import { deploymentSpec, rollingUpdate } from './deployment';
import type { Manifest } from './Manifest';
import { metadata } from './metadata';

/** Name of the Gateway API plugin, as the configuration of Argo Rollouts registers it. */
const GATEWAY_PLUGIN = 'argoproj-labs/gatewayAPI';
/** Versions back that skip the steps: going back is one click, not another canary. */
const ROLLBACK_WINDOW = 3;

/** Canary of a server whose versions Argo Rollouts changes. */
export type RolloutCanary = Extract<
  DeploymentRequest['canary'],
  { kind: 'rollout' }
>;

/** Name of the Service of the new version, while there are two. */
export function canaryServiceName({ name }: DeploymentRequest): string {
  return `${name}-canary`;
}

function steps({ steps: shares, pauseMinutes }: RolloutCanary): Json {
  const pause: Json =
    pauseMinutes === null ? {} : { duration: `${pauseMinutes}m` };
  // After the last step all requests come; a pause there would keep both versions for nothing.
  return shares
    .filter(share => share < 100)
    .flatMap((share): readonly Json[] => [{ setWeight: share }, { pause }]);
}

function trafficRouting(
  { request }: Server,
  { by }: RolloutCanary,
): { readonly [key: string]: Json } {
  return by === 'replicas'
    ? {}
    : {
        stableService: request.name,
        canaryService: canaryServiceName(request),
        trafficRouting: {
          plugins: {
            [GATEWAY_PLUGIN]: {
              httpRoute: request.name,
              namespace: request.namespace,
            },
          },
        },
      };
}

/** Rollout of a server: a Deployment whose new versions get their requests in steps. The first version gets all at once. */
export function rollout(
  server: Server,
  process: EngineProcess,
  canary: RolloutCanary,
): Manifest {
  const { annotations, workload } = server;
  return {
    file: workload.file,
    object: {
      apiVersion: workload.apiVersion,
      kind: workload.kind,
      metadata: metadata(server, { annotations }),
      spec: {
        ...deploymentSpec(server, process),
        // A version that does not start in time loses its requests again.
        progressDeadlineAbort: true,
        rollbackWindow: { revisions: ROLLBACK_WINDOW },
        strategy: {
          canary: {
            ...rollingUpdate(server),
            ...trafficRouting(server, canary),
            steps: steps(canary),
          },
        },
      },
    },
  };
}
