import type { ChangeEnd, RecordedChange, RecordedPlan } from '../record';

/** States in which a change only looks on or waits: all is written, or nothing, and nothing of it is lost when another change begins. */
const LOOKING_ON: {
  readonly [kind in RecordedChange['kind']]: readonly string[];
} = {
  remediation: ['watching'],
  rollback: ['succeeded', 'failed', 'awaiting-approval'],
};

/** How a change that only looks on ends when another one of its server begins; null for a change that is still at work. */
export function endOfWatch(
  { kind, state }: RecordedChange,
  next: RecordedPlan,
): ChangeEnd | null {
  if (!LOOKING_ON[kind].includes(state)) {
    return null;
  }
  if (state === 'awaiting-approval') {
    return {
      state: 'declined',
      message: `Nobody approved it before a ${next.kind} of the server began.`,
    };
  }
  if (kind === 'rollback') {
    return {
      state,
      message: `The watch ends, as a ${next.kind} of the server begins.`,
    };
  }
  return next.kind === 'remediation'
    ? { state: 'undone', message: 'The server is being brought back.' }
    : {
        state: 'succeeded',
        message: `The watch ends early, as a ${next.kind} of the server begins.`,
      };
}
