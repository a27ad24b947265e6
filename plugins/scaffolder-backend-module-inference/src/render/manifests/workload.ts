import type { EngineProcess } from '../engines/Process';
import type { Server } from '../Server';
import { deployment } from './deployment';
import { leaderWorkerSet } from './leaderWorkerSet';
import { llmInferenceService } from './llmInferenceService';
import type { Manifest } from './Manifest';
import { rollout } from './rollout';

/** The object that makes the pods of a server. */
export function workload(server: Server, process: EngineProcess): Manifest {
  const { canary, kind } = server.request;
  switch (kind) {
    case 'leader-worker-set':
      return leaderWorkerSet(server, process);
    case 'llm-inference-service':
      return llmInferenceService(server, process);
    default:
      return canary.kind === 'rollout'
        ? rollout(server, process, canary)
        : deployment(server, process);
  }
}
