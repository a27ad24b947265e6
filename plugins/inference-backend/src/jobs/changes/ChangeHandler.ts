import type {
  ChangeKind,
  ChangeStep,
  RecordedChange,
} from '../../record/changes/ChangeStore';
import type { InstantMs } from '../../types';

/**
 * Advances changes of one kind, a step at a time. A step may be done again after a crash, by this replica or another, from the
 * state and progress that were last saved: it must find out for itself what is done already.
 */
export interface ChangeHandler {
  readonly kind: ChangeKind;
  /** What comes next. Rejects only for reasons that pass (the runner asks again later, with growing pauses, and at last `giveUp`). */
  advance(
    change: RecordedChange,
    context: { readonly now: InstantMs; readonly signal: AbortSignal },
  ): Promise<ChangeStep>;
  /** The last step of a change that could not be advanced for too long. */
  giveUp(change: RecordedChange, problem: string): ChangeStep;
}
