/** Lets requests begin at most so many times a second, in the order they ask. */
export class Pacer {
  readonly #intervalMs: number;
  readonly #monotonicNow: () => number;
  readonly #pause: (
    milliseconds: number,
    signal: AbortSignal,
  ) => Promise<unknown>;
  #nextAt = 0;

  constructor(options: {
    readonly perSecond: number;
    /** Milliseconds since any fixed point. */
    readonly monotonicNow: () => number;
    readonly pause: (
      milliseconds: number,
      signal: AbortSignal,
    ) => Promise<unknown>;
  }) {
    this.#intervalMs = 1000 / options.perSecond;
    this.#monotonicNow = options.monotonicNow;
    this.#pause = options.pause;
  }

  /** Resolves when it is this request's turn; rejects when the signal aborts first. */
  async turn(signal: AbortSignal): Promise<void> {
    const now = this.#monotonicNow();
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + this.#intervalMs;
    if (at > now) {
      await this.#pause(at - now, signal);
    }
    signal.throwIfAborted();
  }
}
