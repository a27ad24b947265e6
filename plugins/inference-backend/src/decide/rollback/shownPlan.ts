import type {
  RollbackPlan,
  RollbackRevision,
} from '@inference-portal/plugin-inference-common';
import { showRevert } from '../gitRevert/gitRevert';
import type { RollbackPlanDraft, RollbackWrite } from './rollbackPlan';
import type { KnownRevision } from './rollbackWorld';
import { pauseWrite } from './syncPause';

/** What somebody is shown of a plan and what is stored of it: nothing that could hold a secret. */
export type ShownPlan = Omit<
  RollbackPlan,
  'id' | 'hash' | 'serverId' | 'createdAt' | 'expiresAt'
>;

function textOf(instant: number): string {
  return new Date(instant).toISOString();
}

/** A revision as plans name it. */
export function showRevision(revision: KnownRevision): RollbackRevision {
  return {
    id: revision.id,
    number: revision.number,
    clusterRevision: revision.clusterRevision,
    images: [...revision.images],
    startedAt: textOf(revision.startedAt),
    endedAt: revision.endedAt === null ? null : textOf(revision.endedAt),
    changedBy: revision.changedBy,
    changeCause: revision.changeCause,
    source: revision.content.source,
  };
}

function stepsOf({
  pause,
  writes,
}: RollbackPlanDraft): readonly Pick<RollbackWrite, 'ref' | 'summary'>[] {
  const { automatic = null, ref, uid } = pause?.controller ?? {};
  return automatic === null || ref === undefined || uid === undefined
    ? writes
    : [pauseWrite({ ref, uid }, automatic, {}), ...writes];
}

function showPause(pause: RollbackPlanDraft['pause']): ShownPlan['pause'] {
  if (pause === null || pause.controller.automatic === null) {
    return null;
  }
  const { cluster, ref } = pause.controller;
  return {
    cluster,
    kind: ref.kind,
    namespace: ref.namespace,
    name: ref.name,
    minutes: pause.minutes,
  };
}

/** A plan without what it writes. */
export function showPlan(draft: RollbackPlanDraft): ShownPlan {
  return {
    action: 'rollback',
    method: draft.method,
    from: draft.from === null ? null : showRevision(draft.from),
    to: draft.to === null ? null : showRevision(draft.to),
    steps: stepsOf(draft).map(({ ref, summary }) => ({
      summary,
      object: {
        group: ref.group,
        version: ref.version,
        kind: ref.kind,
        namespace: ref.namespace,
        name: ref.name,
      },
      subresource: ref.subresource ?? null,
    })),
    diff: [...draft.diff],
    checks: [...draft.checks],
    notRestored: [...draft.notRestored],
    expectedSeconds: draft.expectedSeconds,
    blockedBy: [...draft.blockedBy],
    proposal: draft.proposal,
    pause: showPause(draft.pause),
    pullRequest: draft.revert === undefined ? null : showRevert(draft.revert),
    // Who approves is a matter of the configuration, not of the plan.
    approval:
      draft.approval.length === 0
        ? null
        : { aliases: [...draft.approval], approvers: null },
  };
}
