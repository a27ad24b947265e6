import { setTimeout as sleep } from 'node:timers/promises';
import type {
  ModelRef,
  RegistryApi,
} from '@inference-portal/plugin-inference-common';

/** The move that waits for a second person when the demo is new: the guest, whose team owns the model, may approve it. */
const WISH = {
  model: { namespace: 'default', name: 'support-chat' } satisfies ModelRef,
  alias: 'production',
  from: 'sft-7',
  to: 'sft-7-fp8',
  reason:
    'Half of the GPU memory; in the replay of 2,000 chats it resolves as many as sft-7, within 0.4 points.',
};

const PAUSE_MS = 2_000;
/** Imports begin seconds after the start; a portal that is not there by then has other worries. */
const PATIENCE_MS = 5 * 60_000;

/**
 * Asks once for the move of a protected alias, as a pipeline would, as soon as the demo's registry was imported. Gives up silently when the
 * alias is somewhere else, after five minutes, and when `signal` aborts. True when it has asked.
 */
export async function askForApproval(options: {
  registry: Pick<RegistryApi, 'getModel' | 'moveAlias'>;
  /** A token for one request. */
  getToken(): Promise<string>;
  signal: AbortSignal;
  /** Waits before the next look; by default two seconds. Rejects when `signal` aborts. */
  pause?: () => Promise<unknown>;
}): Promise<boolean> {
  const { registry, signal } = options;
  const pause =
    options.pause ?? (() => sleep(PAUSE_MS, undefined, { signal, ref: false }));
  const attempts = PATIENCE_MS / PAUSE_MS;
  for (let attempt = 0; attempt < attempts; attempt++) {
    try {
      await pause();
      const token = await options.getToken();
      const model = await registry.getModel(WISH.model, { token });
      const state = model.aliases.find(({ alias }) => alias === WISH.alias);
      if (state?.version === WISH.from && state.protected) {
        await registry.moveAlias(
          WISH.model,
          WISH.alias,
          {
            version: WISH.to,
            expectedVersion: WISH.from,
            reason: WISH.reason,
          },
          { token },
        );
        return true;
      }
    } catch {
      // The plugin has not started or the model is not imported yet.
    }
    if (signal.aborted) {
      return false;
    }
  }
  return false;
}
