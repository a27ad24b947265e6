import { HTTP_PORT, type Server } from '../Server';
import type { EngineProcess } from './Process';
import { settingsOf } from './settingsTable';
import { vllmFlags } from './vllmFlags';
import { vllmGroup } from './vllmGroup';

/** vLLM as its image starts it: the entry point is `vllm serve`. */
export function vllmProcess(server: Server): EngineProcess {
  const { engine } = server.request;
  const args = [
    server.modelArgument,
    `--port=${HTTP_PORT}`,
    ...settingsOf(vllmFlags, server.request).map(({ key, value }) =>
      value === true ? key : `${key}=${value}`,
    ),
  ];
  return {
    image: engine.image ?? `vllm/vllm-openai:v${engine.version}`,
    command: null,
    args,
    expandedArgs: [],
    environment: {
      VLLM_NO_USAGE_STATS: '1',
    },
    metricsPath: '/metrics',
    files: {},
    group: vllmGroup(server, args),
  };
}
