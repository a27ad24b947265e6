import type { InstantMs, ServerObservation } from '../../../types';

/** Longer than a watch takes to come back. A history that has not arrived by then does not hold up what comes after it. */
const HISTORY_PATIENCE_MS = 60_000;

/** Waits for the histories of servers, but not for ever. */
export class HistoryPatience {
  /** Since when the history of a root lags, and behind which state of its workload. */
  readonly #lagging = new Map<string, { since: InstantMs; behind: string }>();

  /** Ids of roots whose history was waited for long enough. */
  *exhausted(now: InstantMs): Generator<string> {
    for (const [rootId, { since }] of this.#lagging) {
      if (now - since > HISTORY_PATIENCE_MS) {
        yield rootId;
      }
    }
  }

  /** The server as it is; without the word that its history lags once that was waited for long enough. */
  wait(
    rootId: string,
    server: ServerObservation | null,
    now: InstantMs,
  ): ServerObservation | null {
    if (!server?.historyLags) {
      this.#lagging.delete(rootId);
      return server;
    }
    const { historyLags, ...known } = server;
    const behind = `${server.generation} ${server.current.clusterRevision}`;
    const before = this.#lagging.get(rootId);
    // A workload that went on, perhaps unseen for hours, has a history of its own to wait for.
    const since = before?.behind === behind ? before.since : now;
    this.#lagging.set(rootId, { since, behind });
    return now - since > HISTORY_PATIENCE_MS ? known : server;
  }
}
