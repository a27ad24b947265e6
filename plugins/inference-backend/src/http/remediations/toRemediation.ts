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
import { nullableInstantToText } from '../../record/database/codec';
import { toChangeEvents, toChangeHead, toPlanHead } from '../changes/toChange';

/** A plan as the HTTP API tells it. */
export function toRemediationPlan(plan: RecordedPlan): RemediationPlan {
  const { action, method, findingId, steps, checks, blockedBy, proposal } =
    readRemediation(plan.plan);
  return {
    ...toPlanHead(plan),
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
  const { action, findingId } = readRemediation(change.plan.plan);
  const progress = readProgress(change.progress);
  const head = toChangeHead<RemediationState>(change);
  const { state } = head;
  return {
    ...head,
    action,
    findingId,
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
    events: toChangeEvents<RemediationState>(events),
  };
}
