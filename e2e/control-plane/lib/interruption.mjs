import { setMaxListeners } from 'node:events';

/** Aborts on Ctrl-C, a request to end, or a closed terminal; never exits. */
export function interruption() {
  const controller = new AbortController();
  // Every request in flight listens, and there may be hundreds.
  setMaxListeners(0, controller.signal);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => controller.abort());
  }
  return controller.signal;
}

/** Runs a command line program's `main` and turns its end into an exit code. */
export async function runMain(main) {
  const signal = interruption();
  try {
    process.exitCode = (await main({ signal })) ?? 0;
  } catch (error) {
    console.error(signal.aborted ? 'interrupted' : error.message);
    process.exitCode = signal.aborted ? 130 : 1;
  }
}
