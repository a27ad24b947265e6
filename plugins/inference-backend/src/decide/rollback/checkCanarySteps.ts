import type { CodedCheck } from './rollbackPlan';
import type { KnownRevision, RollbackWorld } from './rollbackWorld';

/**
 * Whether Argo Rollouts walks through the steps of the canary on the way back, which may wait for a person, or replaces all pods at once.
 * It skips them where the old ReplicaSet is older than the stable one and fewer than `rollbackWindow.revisions` were made between them.
 * Empty where there are no steps, and in the middle of a canary: its stable version takes no steps.
 */
export function checkCanarySteps(
  { canary, canarySteps, current, ref }: RollbackWorld,
  target: KnownRevision,
): readonly CodedCheck[] {
  if (canarySteps === null || canary !== null) {
    return [];
  }
  const code = 'canary-steps';
  const { count, createdAt, window } = canarySteps;
  const steps = count === 1 ? 'its canary step' : `its ${count} canary steps`;
  const from = createdAt.get(current.specHash);
  const to = createdAt.get(target.specHash);
  const isOlder = from !== undefined && to !== undefined && to < from;
  const between = isOlder
    ? [...createdAt.values()].filter(one => to < one && one < from).length
    : null;
  if (window !== null && between !== null && between < window) {
    return [
      {
        code,
        result: 'pass',
        message: `Revision ${target.number} is inside the rollback window (spec.rollbackWindow.revisions: ${window}): Argo Rollouts skips ${steps} and replaces the pods at once.`,
      },
    ];
  }
  return [
    {
      code,
      result: 'warn',
      message: `Argo Rollouts walks through ${steps} on the way back, and waits where one pauses: promote ${
        ref.kind
      } ${ref.name} in full to go faster.${
        window === null
          ? ' With spec.rollbackWindow it would skip them.'
          : ` Revision ${target.number} is outside of the rollback window (spec.rollbackWindow.revisions: ${window}).`
      }`,
    },
  ];
}
