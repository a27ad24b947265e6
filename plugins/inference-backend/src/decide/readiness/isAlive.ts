import type { ServerState } from '@inference-portal/plugin-inference-common';

const ALIVE: ReadonlySet<ServerState> = new Set([
  'serving',
  'degraded',
  'starting',
] as const);

/** Whether a server serves, or is about to: it counts as a second place where its model runs. */
export function isAlive(state: ServerState): boolean {
  return ALIVE.has(state);
}
