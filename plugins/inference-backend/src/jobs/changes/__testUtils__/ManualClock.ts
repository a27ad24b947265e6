/** Time that passes only when it is told to. */
export class ManualClock {
  #waiting: { until: number; wake: () => void }[] = [];

  /** Milliseconds since the Unix epoch. */
  constructor(public now: number) {}

  readonly pause = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      signal.addEventListener('abort', () => reject(signal.reason));
      this.#waiting.push({ until: this.now + ms, wake: resolve });
    });

  /** Lets what waits for a moment go on at that moment, in order. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      await new Promise(resolve => setImmediate(resolve));
      const [next] = this.#waiting
        .filter(({ until }) => until <= end)
        .sort((a, b) => a.until - b.until);
      if (!next) {
        break;
      }
      this.#waiting = this.#waiting.filter(one => one !== next);
      this.now = next.until;
      next.wake();
      // Whatever it does takes turns of the event loop: the database answers in another thread.
      for (let turn = 0; turn < 20; turn += 1) {
        await new Promise(resolve => setImmediate(resolve));
      }
    }
    this.now = end;
  }
}
