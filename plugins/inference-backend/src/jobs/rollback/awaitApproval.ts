import type { RollbackProgress } from '../../decide/rollback/rollbackRecord';
import { MINUTE_MS } from '../../durations';
import type { InstantMs } from '../../types';
import type { StepAfterLook } from './stepAfterLook';

/** What follows for a rollback that a second person has to approve. No clock and no I/O. */
export function awaitApproval(
  { startedAt }: { readonly startedAt: InstantMs },
  progress: RollbackProgress,
  { minutes, now }: { readonly minutes: number; readonly now: InstantMs },
): StepAfterLook {
  const { decision } = progress;
  const expiresAt = (startedAt + minutes * MINUTE_MS) as InstantMs;
  if (decision?.approve === true) {
    return { state: 'planned', progress, events: [], next: now };
  }
  if (decision) {
    return {
      state: 'declined',
      progress: {
        ...progress,
        problem: `${decision.by} declined it: ${decision.reason}`,
      },
      events: ['Nothing was written.'],
      next: 'finished',
    };
  }
  if (now >= expiresAt) {
    const problem = `Nobody approved it within ${minutes} minutes, so nothing was written: make a new plan and ask again.`;
    return {
      state: 'declined',
      progress: { ...progress, problem },
      events: [problem],
      next: 'finished',
    };
  }
  return {
    state: 'awaiting-approval',
    progress: { ...progress, askedAt: progress.askedAt ?? now },
    events: [],
    next: expiresAt,
  };
}
