import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { Caller } from '../permissions/registry/Caller';
import type { ChangeKind, RecordedPlan } from '../record';
import type { InstantMs } from '../types';

/** A plan that was not saved yet. */
export interface DraftPlan {
  /** SHA-256, hex, of whatever the plan rests on: the same for the same world, whenever it is asked. */
  readonly hash: string;
  readonly plan: JsonObject;
  /** Why the portal does not do it, with what to do instead; null when it does. */
  readonly refusal: string | null;
}

/** Plans changes of one kind. */
export interface ChangePlanner<Wish> {
  readonly kind: ChangeKind;
  /** The state of a change that has just begun. */
  readonly firstState: string;
  /** Another first state, for a plan that asks for one; `firstState` when it is left out. */
  stateOf?(plan: RecordedPlan, progress: JsonObject): string;
  /** Looks at the world and plans; changes nothing. Rejects with an error of `@backstage/errors` when it cannot be looked at. */
  draft(
    server: ModelServerDetail,
    wish: Wish,
    actor: {
      readonly by: string;
      readonly at: InstantMs;
      readonly caller: Caller;
    },
  ): Promise<DraftPlan>;
  /** What was wished when a plan was made. */
  wishOf(plan: RecordedPlan): Wish;
}
