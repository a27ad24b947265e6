import { applySteps } from '../../act/remediation/applySteps';
import { readShifts } from '../../act/rollback/readShifts';
import { weightsWrite } from '../../decide/rollback/trafficShift';
import type { ChangeStep } from '../../record';
import { undoAliases } from './followAliases';
import type { RollbackStep } from './lookAtRelease';
import { failed, toStep } from './toStep';
import type { Undoing } from './undoRollback';

/** Puts back exactly the weights that a rollback turned. It finds out from the cluster whether that was done already. */
export async function undoShift(
  { change, now, plan, progress, writer }: RollbackStep,
  { aliases, pause }: Pick<Undoing, 'aliases' | 'pause'>,
): Promise<ChangeStep> {
  const found = await readShifts(writer, plan.shifts);
  const strange = found.find(({ state }) => state === 'other');
  const gone = found.find(({ state }) => state === 'gone');
  const lost = gone ?? strange;
  if (lost) {
    const { ref, weights } = lost.shift;
    const before = weights
      .map(({ backend, from }) => `${backend} ${from ?? 'no weight'}`)
      .join(', ');
    return failed(
      { ...progress, undoBy: null },
      `It cannot be undone: ${ref.kind} ${ref.name} ${
        gone
          ? 'was deleted'
          : `was changed by ${lost.changedBy ?? 'somebody'} since`
      }. Its weights were: ${before}.`,
    );
  }
  const outcome = await applySteps({
    writer,
    steps: found
      .filter(({ state }) => state === 'shifted')
      .map(({ object, shift }) => weightsWrite(shift, object, 'undo')),
    pause,
  });
  if (outcome.status === 'failed' && outcome.mayPass) {
    throw new Error(outcome.reason);
  }
  return outcome.status === 'applied'
    ? toStep(
        'undone',
        progress,
        'finished',
        'All weights are as they were before the rollback.',
        ...(await undoAliases(aliases, { change, plan, now }, progress)),
      )
    : failed(
        { ...progress, undoBy: null },
        `It could not be undone: ${outcome.reason}`,
      );
}
