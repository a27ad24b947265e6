/** What is on its way when the end comes may still arrive within that time. */
const GRACE_MS = 500;

/** Waits for work that knows no signal; once the signal aborts, only a little longer. Rejects as the work does. */
export async function untilAborted(
  work: Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let grace: NodeJS.Timeout | undefined;
  let onAbort = () => {};
  const cut = new Promise<void>(resolve => {
    onAbort = () => {
      grace = setTimeout(resolve, GRACE_MS);
    };
  });
  if (signal.aborted) {
    onAbort();
  } else {
    signal.addEventListener('abort', onAbort, { once: true });
  }
  try {
    await Promise.race([work, cut]);
  } finally {
    clearTimeout(grace);
    signal.removeEventListener('abort', onAbort);
  }
}
