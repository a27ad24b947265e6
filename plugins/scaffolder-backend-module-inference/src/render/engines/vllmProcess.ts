import { HTTP_PORT, MODEL_MOUNT, type Server } from '../Server';
import type { EngineProcess } from './Process';
import { settingsOf } from './settingsTable';
import { vllmFlags } from './vllmFlags';

function modelArgument({ source }: Server): string {
  switch (source.kind) {
    case 'hugging-face':
      return source.id;
    case 'pvc':
      return `${MODEL_MOUNT}/${source.path}`;
    default:
      return MODEL_MOUNT;
  }
}

/** vLLM as its image starts it: the entry point is `vllm serve`. */
export function vllmProcess(server: Server): EngineProcess {
  const { engine } = server.request;
  return {
    image: engine.image ?? `vllm/vllm-openai:v${engine.version}`,
    command: null,
    args: [
      modelArgument(server),
      `--port=${HTTP_PORT}`,
      ...settingsOf(vllmFlags, server.request).map(({ key, value }) =>
        value === true ? key : `${key}=${value}`,
      ),
    ],
    environment: {
      VLLM_NO_USAGE_STATS: '1',
    },
    metricsPath: '/metrics',
    files: {},
  };
}
