import { setTimeout as sleep } from 'node:timers/promises';

/** Generous: a busy machine is no broken promise. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 20;

/**
 * Looks until `look` finds something, and answers it. What the product promises in seconds is printed where it is measured;
 * the patience here only tells never from late.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | null | false>,
  patienceMs: number = PATIENCE_MS,
): Promise<T> {
  const began = Date.now();
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() - began > patienceMs) {
      throw new Error(`waited ${patienceMs / 1000} s in vain for: ${what}`);
    }
    await sleep(PAUSE_MS);
  }
}
