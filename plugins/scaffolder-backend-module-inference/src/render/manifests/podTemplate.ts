import type { EngineProcess } from '../engines/Process';
import type { Server } from '../Server';
import type { Json } from '../toYaml';
import { gracePeriod } from '../lifecycle';
import { configFiles } from './configMap';
import { downloadContainers } from './downloadContainer';
import { engineContainer, type Role } from './engineContainer';
import { podVolumes } from './podVolumes';

/** Where the pods may run, as whom, and how long they have to end. */
export function placement(server: Server): { readonly [key: string]: Json } {
  const { request, selector } = server;
  return {
    serviceAccountName: request.name,
    automountServiceAccountToken: false,
    // A Service called vllm would set VLLM_PORT=tcp://…, which the engine takes for its own setting.
    enableServiceLinks: false,
    terminationGracePeriodSeconds: gracePeriod(request).totalSeconds,
    nodeSelector: { 'nvidia.com/gpu.product': request.gpu.product },
    tolerations: [
      { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
    ],
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: selector },
      },
    ],
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}

/** Pods of the server: engine, volumes, where they may run. */
export function podTemplate(
  server: Server,
  process: EngineProcess,
  role: Role = 'answers',
): Json {
  const { labels, annotations } = server;
  const config = configFiles(server, process);
  return {
    metadata: {
      labels,
      annotations: {
        ...annotations,
        ...(config === null
          ? {}
          : { 'inference-portal/config-hash': config.hash }),
      },
    },
    spec: {
      ...placement(server),
      ...(server.download === null
        ? {}
        : { initContainers: downloadContainers(server, process) }),
      containers: [engineContainer(server, process, role)],
      volumes: podVolumes(server, process),
    },
  };
}
