import {
  replicasOf,
  type Rollout,
  type RolloutPhase,
  type RolloutStatus,
} from './rolloutTypes';

/** The phase and message that a status amounts to, in the words of Argo Rollouts. */
export function phaseOf(
  rollout: Rollout,
  status: RolloutStatus,
): { readonly phase: RolloutPhase; readonly message: string } {
  const failure = status.conditions?.find(({ reason }) =>
    ['RolloutAborted', 'ProgressDeadlineExceeded'].includes(reason ?? ''),
  );
  if (failure) {
    return {
      phase: 'Degraded',
      message: `${failure.reason}: ${failure.message}`,
    };
  }
  if (rollout.spec.paused)
    return { phase: 'Paused', message: 'manually paused' };
  const [pause] = status.pauseConditions ?? [];
  if (pause) return { phase: 'Paused', message: pause.reason };
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
  const progressing = (message: string) =>
    ({ phase: 'Progressing', message } as const);
  if (updatedReplicas < replicasOf(rollout))
    return progressing('more replicas need to be updated');
  if (availableReplicas < updatedReplicas)
    return progressing('updated replicas are still becoming available');
  if (replicas > updatedReplicas)
    return progressing('old replicas are pending termination');
  if (!status.stableRS || status.stableRS !== status.currentPodHash)
    return progressing('waiting for all steps to complete');
  return { phase: 'Healthy', message: '' };
}
