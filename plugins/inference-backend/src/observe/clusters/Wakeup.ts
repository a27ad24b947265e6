import type { ObserverClock } from './timings';

/** Lets one loop rest until something happens. A wake that comes while nobody rests is not lost. */
export class Wakeup {
  readonly #clock: ObserverClock;
  #woken = false;
  #resting: AbortController | null = null;

  constructor(clock: ObserverClock) {
    this.#clock = clock;
  }

  wake(): void {
    this.#woken = true;
    this.#resting?.abort();
  }

  /** Resolves after a wake, after `ms`, or when the signal aborts, whatever is first. */
  async rest(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#woken && !signal.aborted && ms > 0) {
      const resting = new AbortController();
      const onAbort = () => resting.abort();
      signal.addEventListener('abort', onAbort, { once: true });
      this.#resting = resting;
      await this.#clock.sleep(ms, resting.signal);
      this.#resting = null;
      signal.removeEventListener('abort', onAbort);
    }
    this.#woken = false;
  }
}
