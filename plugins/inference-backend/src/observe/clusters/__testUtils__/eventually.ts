import { setTimeout as delay } from 'node:timers/promises';

const LIMIT_MS = 15_000;
const TURN_MS = 5;

/** Resolves once the expectation holds, or rejects with its last complaint. */
export async function eventually(expectation: () => void): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    try {
      expectation();
      return;
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await delay(TURN_MS);
    }
  }
}
