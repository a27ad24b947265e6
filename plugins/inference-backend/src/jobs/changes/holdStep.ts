import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE_MS, SECOND_MS } from '../../durations';
import type { ChangeStep, ChangeStore, ClaimedChange } from '../../record';
import type { InstantMs } from '../../types';
import type { ChangeHandler } from './ChangeHandler';

/** A claim that is not renewed for so long goes to whoever asks next, as after a crash. */
export const CLAIM_TTL_MS = 30 * SECOND_MS;
const RENEW_MS = 10 * SECOND_MS;
/** For one step; what takes longer is to be done in several. */
export const STEP_LIMIT_MS = 5 * MINUTE_MS;
/** A step that ignores its signal is not waited for any longer. */
const GRACE_MS = 5 * SECOND_MS;

/** Waits, at most until `signal` aborts; then it rejects. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

export const realPause: Pause = (ms, signal) =>
  sleep(ms, undefined, { signal, ref: false });

/** A step was told to end before it was done. */
export class StepEnded extends Error {
  constructor(readonly why: 'stopped' | 'lost' | 'too-long', message: string) {
    super(message);
  }
}

interface HeldStep {
  readonly claimed: ClaimedChange;
  readonly advance: (
    context: Parameters<ChangeHandler['advance']>[1],
  ) => Promise<ChangeStep>;
  readonly store: Pick<ChangeStore, 'renew'>;
  /** Ends the step with its reason. */
  readonly stop: AbortSignal;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly pause: Pause;
}

/** Renews a claim until `over`; ends the step when that fails or it takes too long. */
async function hold(
  { claimed, store, now, pause }: HeldStep,
  step: AbortController,
  over: AbortSignal,
): Promise<void> {
  const claim = { id: claimed.change.id, token: claimed.token };
  const begin = now();
  let heldUntil = begin + CLAIM_TTL_MS;
  while (!over.aborted) {
    try {
      await pause(RENEW_MS, over);
    } catch {
      return;
    }
    if (now() - begin >= STEP_LIMIT_MS) {
      const minutes = STEP_LIMIT_MS / MINUTE_MS;
      step.abort(
        new StepEnded('too-long', `It took longer than ${minutes} minutes`),
      );
      return;
    }
    const until = (now() + CLAIM_TTL_MS) as InstantMs;
    const renewed = await store.renew(claim, until).catch(() => null);
    if (renewed) {
      heldUntil = until;
    } else if (renewed === false || now() >= heldUntil) {
      step.abort(new StepEnded('lost', 'Another replica took it over'));
      return;
    }
  }
}

/** Rejects a while after `signal` aborted, and never when `over` aborts first. */
function rejectAfter(
  signal: AbortSignal,
  over: AbortSignal,
  pause: Pause,
): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = () => {
      pause(GRACE_MS, over).then(
        () => reject(signal.reason),
        () => undefined,
      );
    };
    if (signal.aborted) {
      end();
    } else {
      signal.addEventListener('abort', end, { once: true });
    }
  });
}

/** Advances a change by one step while holding its claim. Rejects with a {@link StepEnded} when the step was not let finish. */
export async function holdStep(options: HeldStep): Promise<ChangeStep> {
  const { advance, stop, pause } = options;
  const own = new AbortController();
  const over = new AbortController();
  const signal = AbortSignal.any([stop, own.signal]);
  const now = options.now() as InstantMs;
  const work = Promise.resolve().then(() => advance({ now, signal }));
  void hold(options, own, AbortSignal.any([signal, over.signal]));
  try {
    return await Promise.race([work, rejectAfter(signal, over.signal, pause)]);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    over.abort();
  }
}
