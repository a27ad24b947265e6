import { HTTP_PORT, type Server } from '../Server';
import type { Manifest } from './Manifest';
import { metadata } from './metadata';
import { canaryServiceName } from './rollout';

/** Account of the pods, which has no rights and no token. KServe looks there for what fetches the weights. */
export function serviceAccount(server: Server): Manifest {
  const { kind, model } = server.request;
  const secret = kind === 'llm-inference-service' ? model.tokenSecret : null;
  return {
    file: 'serviceaccount.yaml',
    object: {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadata(server),
      automountServiceAccountToken: false,
      ...(secret === null ? {} : { secrets: [{ name: secret.name }] }),
    },
  };
}

/** Whether Argo Rollouts says which pods are behind the Services: those of one version each. */
function isSplitByRollout({ request }: Server): boolean {
  const { canary } = request;
  return canary.kind === 'rollout' && canary.by === 'httproute';
}

function serviceNamed(server: Server, name: string, file: string): Manifest {
  return {
    file,
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { ...metadata(server), name },
      spec: {
        type: 'ClusterIP',
        // A selector is written as a whole: ours and that of Argo Rollouts would be at odds at every change of the version.
        ...(isSplitByRollout(server) ? {} : { selector: server.answering }),
        ports: [
          {
            name: 'http',
            port: HTTP_PORT,
            targetPort: 'http',
            protocol: 'TCP',
            appProtocol: 'http',
          },
        ],
      },
    },
  };
}

/** Service in front of the pods. */
export function service(server: Server): Manifest {
  return serviceNamed(server, server.request.name, 'service.yaml');
}

/** Service in front of the pods of a new version, where Argo Rollouts splits requests between two; else null. */
export function canaryService(server: Server): Manifest | null {
  return isSplitByRollout(server)
    ? serviceNamed(
        server,
        canaryServiceName(server.request),
        'service-canary.yaml',
      )
    : null;
}

/** The download of the hub holds the files and, while it runs, parts of them; the next version lies beside this one for a while. */
const VERSIONS_KEPT = 2.5;

/** Volume that keeps downloaded weights; null when the weights are not downloaded. */
export function modelCache(server: Server): Manifest | null {
  const { request, source } = server;
  const { storageClass, accessMode } = request.modelCache;
  return source.kind !== 'hugging-face'
    ? null
    : {
        file: 'persistentvolumeclaim.yaml',
        object: {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: metadata(server, { suffix: 'model-cache' }),
          spec: {
            accessModes: [accessMode],
            ...(storageClass === null
              ? {}
              : { storageClassName: storageClass }),
            resources: {
              requests: {
                storage: `${Math.ceil(
                  request.model.weightsGiB * VERSIONS_KEPT + 10,
                )}Gi`,
              },
            },
          },
        },
      };
}

/** Drains of nodes take one pod at a time; `minAvailable: 1` would block them for ever where there is one replica. */
export function disruptionBudget(server: Server): Manifest {
  return {
    file: 'poddisruptionbudget.yaml',
    object: {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadata(server),
      spec: {
        maxUnavailable: 1,
        selector: { matchLabels: server.selector },
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    },
  };
}
