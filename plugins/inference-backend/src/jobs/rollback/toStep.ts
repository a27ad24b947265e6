import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { RollbackProgress } from '../../decide/rollback/rollbackRecord';
import type { ChangeStep } from '../../record';

/** A step of a rollback, with what happened in it in sentences. */
export function toStep(
  state: string,
  progress: RollbackProgress,
  next: ChangeStep['next'],
  ...messages: readonly string[]
): ChangeStep {
  return {
    state,
    progress: { ...progress } as JsonObject,
    events: messages.map(message => ({ state, message })),
    next,
  };
}

/** The last step of a rollback that could not go on. */
export function failed(
  progress: RollbackProgress,
  problem: string,
): ChangeStep {
  return toStep('failed', { ...progress, problem }, 'finished', problem);
}
