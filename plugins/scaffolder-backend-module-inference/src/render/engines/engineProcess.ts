import type { Server } from '../Server';
import type { EngineProcess } from './Process';
import { trtllmProcess } from './trtllmProcess';
import { vllmProcess } from './vllmProcess';

/** The process of the engine that was asked for. */
export function engineProcess(server: Server): EngineProcess {
  return server.request.engine.name === 'vllm'
    ? vllmProcess(server)
    : trtllmProcess(server);
}
