import type { EngineProcess } from '../engines/Process';
import { gracePeriod, startupBudget } from '../lifecycle';
import { withoutExpansion } from '../names';
import { HTTP_PORT, type Server } from '../Server';
import type { Json } from '../toYaml';
import { CACHE_MOUNT, HOME, sharedMemoryGiB, volumeMounts } from './podVolumes';
import { WARM_UP_MOUNT } from './warmUp';

const CPU_PER_GPU = 8;
/** GiB for the processes of the engine beside the weights that pass through and /dev/shm. */
const PROCESS_MEMORY = 16;

/** What a pod does in its replica: with several to a replica, one answers requests and the others compute for it. */
export type Role = 'answers' | 'computes';

/** CPU and memory of the container; /dev/shm counts against its memory. */
export function engineResources(server: Server): {
  readonly cpu: number;
  readonly memoryGiB: number;
} {
  const { resources, model } = server.request;
  return (
    resources ?? {
      cpu: CPU_PER_GPU * server.gpus,
      memoryGiB:
        PROCESS_MEMORY +
        Math.ceil(model.weightsGiB / server.nodes) +
        sharedMemoryGiB(server),
    }
  );
}

/** What the container asks for, which is all that it may have. */
export function resourcesOfEngine(server: Server): Json {
  const { cpu, memoryGiB } = engineResources(server);
  const amounts = {
    cpu: String(cpu),
    memory: `${memoryGiB}Gi`,
    'nvidia.com/gpu': String(server.gpus),
  };
  return { requests: amounts, limits: amounts };
}

/** What the process of the engine may do. */
export const securityOfEngine: Json = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  // Caches of kernels are written outside of the volumes, too.
  readOnlyRootFilesystem: false,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

function environment(server: Server, process: EngineProcess): Json {
  const { request, source, download } = server;
  const isFetching = source.kind === 'hugging-face' && download === null;
  const variables = {
    HOME,
    // PyTorch names its cache after the user, and the image knows none of this number.
    USER: 'engine',
    ...(isFetching ? { HF_HOME: CACHE_MOUNT } : { HF_HUB_OFFLINE: '1' }),
    ...process.environment,
  };
  const secret = isFetching ? request.model.tokenSecret : null;
  return [
    ...Object.entries(variables).map(([name, value]) => ({
      name,
      value: withoutExpansion(value),
    })),
    // Else it would tell the others an address that they may not reach.
    ...(server.nodes === 1 || request.engine.name !== 'vllm'
      ? []
      : [
          {
            name: 'VLLM_HOST_IP',
            valueFrom: { fieldRef: { fieldPath: 'status.podIP' } },
          },
        ]),
    ...(secret === null
      ? []
      : [
          {
            name: 'HF_TOKEN',
            valueFrom: { secretKeyRef: { name: secret.name, key: secret.key } },
          },
        ]),
  ];
}

function probes({ request }: Server): { readonly [key: string]: Json } {
  const health = { httpGet: { path: '/health', port: 'http' } };
  const budget = startupBudget(request);
  const isGated = request.warmUp.kind === 'startup-gate';
  return {
    startupProbe: {
      ...(isGated
        ? { exec: { command: ['python3', `${WARM_UP_MOUNT}/gate.py`] } }
        : health),
      periodSeconds: budget.periodSeconds,
      failureThreshold: budget.failureThreshold,
      timeoutSeconds: isGated ? 60 : 5,
    },
    readinessProbe: {
      ...health,
      periodSeconds: 5,
      failureThreshold: 3,
      timeoutSeconds: 5,
    },
    livenessProbe: {
      ...health,
      periodSeconds: 10,
      failureThreshold: 6,
      timeoutSeconds: 10,
    },
  };
}

/** What only a pod has that answers requests. A pod that computes stays until the other has given its last answer. */
function answering(
  server: Server,
  role: Role,
): { readonly [key: string]: Json } {
  const { preStopSeconds, drainSeconds } = gracePeriod(server.request);
  const isAnswering = role === 'answers';
  const seconds = isAnswering ? preStopSeconds : preStopSeconds + drainSeconds;
  return {
    ...(isAnswering
      ? {
          ports: [{ name: 'http', containerPort: HTTP_PORT, protocol: 'TCP' }],
          ...probes(server),
        }
      : {}),
    lifecycle: { preStop: { exec: { command: ['sleep', String(seconds)] } } },
  };
}

/** The container that holds the GPUs. Requests are equal to limits, so that the pod is the last to be evicted. */
export function engineContainer(
  server: Server,
  process: EngineProcess,
  role: Role,
): Json {
  return {
    name: server.workload.container,
    image: process.image,
    imagePullPolicy: 'IfNotPresent',
    ...(process.command === null
      ? {}
      : { command: process.command.map(withoutExpansion) }),
    args: [...process.args.map(withoutExpansion), ...process.expandedArgs],
    env: environment(server, process),
    ...answering(server, role),
    resources: resourcesOfEngine(server),
    securityContext: securityOfEngine,
    volumeMounts: volumeMounts(server, process),
  };
}
