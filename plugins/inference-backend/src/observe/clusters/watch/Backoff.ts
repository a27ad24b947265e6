/** Growing pauses between attempts. */
export class Backoff {
  readonly #firstMs: number;
  readonly #maxMs: number;
  readonly #random: () => number;
  #failures = 0;

  constructor(options: {
    firstMs: number;
    maxMs: number;
    /** In [0, 1). */
    random: () => number;
  }) {
    this.#firstMs = options.firstMs;
    this.#maxMs = options.maxMs;
    this.#random = options.random;
  }

  /** Failures since the last time that all was well. */
  get failures(): number {
    return this.#failures;
  }

  /** Counts a failure and answers the pause that follows it; never shorter than what the server asked for. */
  fail(retryAfterMs: number | null): number {
    const full = Math.min(this.#maxMs, this.#firstMs * 2 ** this.#failures);
    this.#failures += 1;
    // Half of it is chance, so that many watches do not come back in one moment.
    const pause = full * (0.5 + 0.5 * this.#random());
    return Math.max(pause, retryAfterMs ?? 0);
  }

  reset(): void {
    this.#failures = 0;
  }
}
