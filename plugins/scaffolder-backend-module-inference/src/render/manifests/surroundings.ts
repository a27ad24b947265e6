import { HTTP_PORT, type Server } from '../Server';
import type { Manifest } from './Manifest';
import { metadata } from './metadata';

/** Account of the pods, which has no rights and no token. */
export function serviceAccount(server: Server): Manifest {
  return {
    file: 'serviceaccount.yaml',
    object: {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadata(server),
      automountServiceAccountToken: false,
    },
  };
}

/** Service in front of the pods. */
export function service(server: Server): Manifest {
  return {
    file: 'service.yaml',
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(server),
      spec: {
        type: 'ClusterIP',
        selector: server.selector,
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
