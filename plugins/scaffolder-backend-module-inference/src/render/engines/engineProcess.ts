import type { Server } from '../Server';
import type { EngineProcess } from './Process';
import { vllmProcess } from './vllmProcess';

/** The process of the engine that was asked for. */
export function engineProcess(server: Server): EngineProcess {
  const { name } = server.request.engine;
  switch (name) {
    case 'vllm':
      return vllmProcess(server);
    default:
      throw new Error(`engine.name: servers of ${name} cannot be rendered yet`);
  }
}
