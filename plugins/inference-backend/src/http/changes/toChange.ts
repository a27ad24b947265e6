import type {
  ListedChange,
  RecordedChangeEvent,
  RecordedPlan,
} from '../../record';
import {
  instantToText,
  nullableInstantToText,
} from '../../record/database/codec';

/** What every plan tells over HTTP, whichever kind it is of. */
export function toPlanHead(plan: RecordedPlan) {
  return {
    id: plan.id,
    hash: plan.hash,
    serverId: plan.serverId,
    createdAt: instantToText(plan.createdAt),
    expiresAt: instantToText(plan.expiresAt),
  };
}

/** What every change tells over HTTP, whichever kind it is of. `State` are the states of its kind. */
export function toChangeHead<State extends string>(change: ListedChange) {
  const { owner, ...server } = change.server;
  return {
    id: change.id,
    server,
    owner,
    state: change.state as State,
    planId: change.plan.id,
    planHash: change.plan.hash,
    actor: change.actor,
    reason: change.reason,
    startedAt: instantToText(change.startedAt),
    updatedAt: instantToText(change.updatedAt),
    finishedAt: nullableInstantToText(change.finishedAt),
  };
}

/** What happened to a change, oldest first as recorded. */
export function toChangeEvents<State extends string>(
  events: readonly RecordedChangeEvent[],
) {
  return events.map(({ at, state, message }) => ({
    at: instantToText(at),
    state: state as State,
    message,
  }));
}
