import type { ChangeFilter, RecordedPlan } from '../changes/ChangeStore';
import { MINUTE_MS } from '../../durations';
import { at, serverId } from './observations';

/** Lets every change through. */
export const ALL_CHANGES: ChangeFilter = {
  kinds: null,
  serverIds: null,
  states: null,
  running: null,
  servers: null,
};

/** A plan to scale the server `name` in `eu-west/support` to zero. */
export function changePlan(
  id: string,
  name = 'support-chat',
  facts: Partial<RecordedPlan> = {},
): RecordedPlan {
  return {
    id,
    kind: 'remediation',
    serverId: serverId('eu-west', 'support', name),
    hash: `hash of ${id}`,
    plan: { action: 'scale-to-zero', steps: [{ replicas: 2 }] },
    createdAt: at(0),
    createdBy: 'user:default/ada',
    expiresAt: at(10 * MINUTE_MS),
    ...facts,
  };
}
