import type { ServerState } from '@inference-portal/plugin-inference-common';
import { NONE } from '../Servers/serversQuery';
import { SERVER_STATES, needsAttention } from '../states/serverStates';

/** Query of the servers table that shows the servers in some states. */
export function stateQuery(states: readonly ServerState[]): string {
  return new URLSearchParams(
    states.map((state): [string, string] => ['state', state]),
  ).toString();
}

/** Query of the servers table that shows what needs attention, the worst first. */
export function attentionQuery(): string {
  return `${stateQuery(SERVER_STATES.filter(needsAttention))}&sort=state`;
}

/** Query of the servers table that shows the servers of an owner; null is nobody. */
export function ownerQuery(owner: string | null): string {
  return new URLSearchParams({ owner: owner ?? NONE }).toString();
}

/** Query of the servers table that shows the servers on a GPU product. */
export function productQuery(product: string): string {
  return new URLSearchParams({ product }).toString();
}
