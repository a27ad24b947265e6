import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import { applySteps } from '../../act/remediation/applySteps';
import {
  NOTHING_KNOWN,
  prepareRollback,
} from '../../act/rollback/prepareRollback';
import type { RecordedServer } from '../../act/rollback/readRollbackWorld';
import type { AliasStore } from '../../act/rollback/returnAliases';
import type { ChangeStep } from '../../record';
import { undoAliases } from './followAliases';
import type { RollbackStep } from './lookAtRelease';
import { failed, toStep } from './toStep';
import { undoShift } from './undoShift';

/** What undoing needs. */
export interface Undoing {
  readonly readRecorded: (detail: ModelServerDetail) => Promise<RecordedServer>;
  readonly aliases: AliasStore;
  /** Waits between two attempts of one write. */
  readonly pause: (ms: number) => Promise<void>;
}

/** Puts back what ran before a rollback. It finds out from the cluster whether that was done already. */
export async function undoRollback(
  step: RollbackStep,
  { aliases, pause, readRecorded }: Undoing,
): Promise<ChangeStep> {
  const { change, detail, now, plan, progress } = step;
  const writer = step.writer.remembering();
  if (plan.shifts.length > 0) {
    return undoShift(step, { aliases, pause });
  }
  const { from } = plan.shown;
  if (from === null || plan.targetHash === null) {
    return failed(
      { ...progress, undoBy: null },
      'What was there before is not recorded, so it cannot be put back: apply its manifest.',
    );
  }
  const { draft, world } = await prepareRollback({
    writer,
    recorded: await readRecorded(detail),
    revisionId: from.id,
    changeCause: `Undone by ${progress.undoBy ?? 'the portal'}: ${
      change.reason
    }`,
    judge: async () => NOTHING_KNOWN,
    trial: 'unless-single',
  });
  if (world.current.hash !== plan.currentHash) {
    const isGits = draft.method === 'propose' && !plan.force;
    if (draft.writes.length === 0 || isGits) {
      return failed(
        { ...progress, undoBy: null },
        `It cannot be undone: ${
          draft.blockedBy.join(' ') || 'it is managed elsewhere.'
        }`,
      );
    }
    const outcome = await applySteps({
      writer,
      steps: draft.writes,
      pause,
      isTried: true,
    });
    if (outcome.status === 'failed' && outcome.mayPass) {
      throw new Error(outcome.reason);
    }
    if (outcome.status !== 'applied') {
      return failed(
        { ...progress, undoBy: null },
        `It could not be undone: ${outcome.reason}`,
      );
    }
  }
  return toStep(
    'undone',
    progress,
    'finished',
    `Revision ${from.number} is back, as before the rollback; its pods follow.`,
    ...(await undoAliases(aliases, { change, plan, now }, progress)),
  );
}
