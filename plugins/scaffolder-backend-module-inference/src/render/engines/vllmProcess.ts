import { HTTP_PORT, type Server } from '../Server';
import type { EngineProcess } from './Process';
import { settingsOf } from './settingsTable';
import { vllmFlags } from './vllmFlags';

/** vLLM as its image starts it: the entry point is `vllm serve`. */
export function vllmProcess(server: Server): EngineProcess {
  const { engine } = server.request;
  return {
    image: engine.image ?? `vllm/vllm-openai:v${engine.version}`,
    command: null,
    args: [
      server.modelArgument,
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
