import type {
  Remediation,
  RemediationDetail,
  RemediationPlan,
  RemediationState,
} from '@inference-portal/plugin-inference-common';
import { describeStep } from '../../decide/remediation/describeStep';
import {
  readProgress,
  readRemediation,
} from '../../decide/remediation/storedRemediation';
import type {
  ListedChange,
  RecordedChangeEvent,
  RecordedPlan,
} from '../../record';
import {
  instantToText,
  nullableInstantToText,
} from '../../record/database/codec';

/** A plan as the HTTP API tells it. */
export function toRemediationPlan(plan: RecordedPlan): RemediationPlan {
  const { action, method, findingId, steps, checks, blockedBy, proposal } =
    readRemediation(plan.plan);
  return {
    id: plan.id,
    hash: plan.hash,
    serverId: plan.serverId,
    createdAt: instantToText(plan.createdAt),
    expiresAt: instantToText(plan.expiresAt),
    action,
    method,
    findingId,
    steps: steps.map(describeStep),
    checks: [...checks],
    blockedBy: [...blockedBy],
    proposal,
  };
}

/** A remediation as the HTTP API tells it. */
export function toRemediation(change: ListedChange): Remediation {
  const { owner, ...server } = change.server;
  const { action, findingId } = readRemediation(change.plan.plan);
  const progress = readProgress(change.progress);
  const state = change.state as RemediationState;
  return {
    id: change.id,
    server,
    owner,
    action,
    state,
    planId: change.plan.id,
    planHash: change.plan.hash,
    findingId,
    actor: change.actor,
    reason: change.reason,
    startedAt: instantToText(change.startedAt),
    updatedAt: instantToText(change.updatedAt),
    finishedAt: nullableInstantToText(change.finishedAt),
    appliedAt: nullableInstantToText(progress.appliedAt),
    watchedUntil: nullableInstantToText(progress.watchedUntil),
    refusedRequests: progress.refusedRequests,
    problem: progress.problem,
    restorable:
      action === 'scale-to-zero' &&
      progress.wrote &&
      (state === 'watching' || state === 'succeeded' || state === 'failed'),
  };
}

/** A remediation with its plan and what happened. */
export function toRemediationDetail(
  change: ListedChange,
  events: readonly RecordedChangeEvent[],
): RemediationDetail {
  return {
    ...toRemediation(change),
    plan: toRemediationPlan(change.plan),
    events: events.map(({ at, state, message }) => ({
      at: instantToText(at),
      state: state as RemediationState,
      message,
    })),
  };
}
