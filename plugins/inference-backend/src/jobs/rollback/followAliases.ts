import {
  returnAliases,
  takeAliasesBack,
  type AliasStore,
} from '../../act/rollback/returnAliases';
import type {
  RollbackProgress,
  StoredRollback,
} from '../../decide/rollback/rollbackRecord';
import type { RecordedChange, Writer } from '../../record';
import type { InstantMs } from '../../types';
import type { StepAfterLook } from './stepAfterLook';

/** Whose rollback it is, and what was planned. */
interface Followed {
  readonly change: Pick<RecordedChange, 'actor' | 'reason'>;
  readonly plan: Pick<StoredRollback, 'aliases'>;
  readonly now: InstantMs;
}

function writerOf(actor: string, at: InstantMs): Writer {
  return { actor, at, origin: 'portal' };
}

/** The step, with the planned aliases moved when it is the first that finds the server healthy. */
export async function followAliases(
  store: AliasStore,
  { change, now, plan }: Followed,
  step: StepAfterLook,
): Promise<StepAfterLook> {
  const { progress } = step;
  const isDue =
    step.state === 'succeeded' &&
    progress.reverted === null &&
    progress.undoBy === null &&
    progress.aliases === null;
  if (!isDue) {
    return step;
  }
  const { aliases, messages } = await returnAliases(
    store,
    plan.aliases,
    `Rolled back: ${change.reason}`,
    writerOf(change.actor, now),
  );
  return {
    ...step,
    progress: { ...progress, aliases: [...aliases] },
    events: [...step.events, ...messages],
  };
}

/** Puts aliases back where they were before a rollback that is undone. Answers a sentence for each. */
export async function undoAliases(
  store: AliasStore,
  { change, now }: Followed,
  { aliases, undoBy }: RollbackProgress,
): Promise<readonly string[]> {
  return takeAliasesBack(
    store,
    aliases ?? [],
    `Its rollback was undone: ${change.reason}`,
    // The portal undoes for whoever asked it to when they began.
    writerOf(undoBy?.includes(':') ? undoBy : change.actor, now),
  );
}
