import type { EngineProcess } from '../engines/Process';
import { MODEL_MOUNT, type Server } from '../Server';
import type { Json } from '../toYaml';
import { configFiles } from './configMap';
import { WARM_UP_MOUNT } from './warmUp';

/** Folder of the user that engines run as; writable, and gone with the pod. */
export const HOME = '/home/engine';
/** Folder of the weights that the engine downloads; kept on the volume of the server. */
export const CACHE_MOUNT = '/cache/huggingface';
/** Folder of the engine's own files. */
export const CONFIG_MOUNT = '/etc/inference-portal/engine';

/** GiB of /dev/shm: the processes of several GPUs exchange data through it. */
export function sharedMemoryGiB({ gpus }: Server): number {
  return gpus > 1 ? Math.min(4 * gpus, 20) : 2;
}

interface Volume {
  readonly volume: { readonly [key: string]: Json };
  readonly mounts: readonly { readonly [key: string]: Json }[];
}

function modelVolume({ request, source, download }: Server): Volume {
  switch (source.kind) {
    case 'hugging-face':
      return {
        volume: {
          name: 'model-cache',
          persistentVolumeClaim: { claimName: `${request.name}-model-cache` },
        },
        mounts: [
          {
            name: 'model-cache',
            mountPath: download === null ? CACHE_MOUNT : MODEL_MOUNT,
          },
        ],
      };
    case 'pvc':
      return {
        volume: {
          name: 'model',
          persistentVolumeClaim: { claimName: source.claim, readOnly: true },
        },
        mounts: [{ name: 'model', mountPath: MODEL_MOUNT, readOnly: true }],
      };
    default:
      return {
        volume: {
          name: 'model',
          image: { reference: source.reference, pullPolicy: 'IfNotPresent' },
        },
        mounts: [
          {
            name: 'model',
            mountPath: `${MODEL_MOUNT}/${request.name}`,
            readOnly: true,
          },
        ],
      };
  }
}

function configVolume(
  server: Server,
  process: EngineProcess,
): readonly Volume[] {
  const config = configFiles(server, process);
  if (config === null) {
    return [];
  }
  const isForWarmUp = server.request.warmUp.kind === 'startup-gate';
  const isForEngine = Object.keys(process.files).length > 0;
  const mounts = [
    ...(isForEngine
      ? [{ name: 'config', mountPath: CONFIG_MOUNT, readOnly: true }]
      : []),
    ...(isForWarmUp
      ? [{ name: 'config', mountPath: WARM_UP_MOUNT, readOnly: true }]
      : []),
  ];
  return mounts.length === 0
    ? []
    : [
        {
          volume: { name: 'config', configMap: { name: server.request.name } },
          mounts,
        },
      ];
}

function allVolumes(server: Server, process: EngineProcess): readonly Volume[] {
  return [
    modelVolume(server),
    {
      volume: { name: 'home', emptyDir: {} },
      mounts: [{ name: 'home', mountPath: HOME }],
    },
    {
      volume: {
        name: 'shared-memory',
        emptyDir: {
          medium: 'Memory',
          sizeLimit: `${sharedMemoryGiB(server)}Gi`,
        },
      },
      mounts: [{ name: 'shared-memory', mountPath: '/dev/shm' }],
    },
    ...configVolume(server, process),
  ];
}

/** Volumes of a pod. */
export function podVolumes(server: Server, process: EngineProcess): Json {
  return allVolumes(server, process).map(({ volume }) => volume);
}

/** Where the container of the engine has them. */
export function volumeMounts(server: Server, process: EngineProcess): Json {
  return allVolumes(server, process).flatMap(({ mounts }) => mounts);
}
