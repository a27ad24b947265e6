import type {
  Remediation,
  RemediationDetail,
  RemediationPlan,
} from '@inference-portal/plugin-inference-common';

const DEPLOYMENT = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  namespace: 'support',
  name: 'legacy-chat',
};

/** A plan that pauses the autoscaler and takes the replicas away; with what a test wants different. */
export function remediationPlan(
  overrides: Partial<RemediationPlan> = {},
): RemediationPlan {
  return {
    id: 'p-1',
    hash: 'a3'.repeat(32),
    serverId: 'c3f1a2',
    createdAt: new Date(Date.now()).toISOString(),
    expiresAt: new Date(Date.now() + 15 * 60_000).toISOString(),
    action: 'scale-to-zero',
    method: 'apply',
    findingId: 'f-legacy-chat',
    steps: [
      {
        summary: 'Pauses the ScaledObject at 0 replicas.',
        object: {
          group: 'keda.sh',
          version: 'v1alpha1',
          kind: 'ScaledObject',
          namespace: 'support',
          name: 'legacy-chat',
        },
        changes: [
          {
            field: 'metadata.annotations[autoscaling.keda.sh/paused-replicas]',
            before: null,
            after: '0',
          },
        ],
      },
      {
        summary: 'Scales the Deployment to 0.',
        object: DEPLOYMENT,
        changes: [{ field: 'spec.replicas', before: '2', after: '0' }],
      },
    ],
    checks: [
      {
        code: 'recent-requests',
        result: 'pass',
        message: 'No request in the last 23 days.',
      },
      {
        code: 'dry-run',
        result: 'pass',
        message: 'The API server accepts every step.',
      },
      {
        code: 'helm-release',
        result: 'warn',
        message:
          'Helm installed it: the next upgrade of the release sets the replicas again.',
      },
    ],
    blockedBy: [],
    proposal: null,
    ...overrides,
  };
}

/** A plan that may not be done, because somebody used the server an hour ago. */
export function blockedPlan(): RemediationPlan {
  const message =
    '12 requests in the last hour: it is used again. Look at the finding once more.';
  return remediationPlan({
    method: 'none',
    steps: [],
    checks: [{ code: 'recent-requests', result: 'block', message }],
    blockedBy: [message],
  });
}

/** A plan for a server that Argo CD keeps as it stands in Git. */
export function proposedPlan(): RemediationPlan {
  return remediationPlan({
    method: 'propose',
    proposal: {
      manager: 'argo-cd',
      instance: 'support-models',
      message: 'Argo CD would undo a change on the cluster within minutes.',
      commands: ['git checkout -b scale-legacy-chat-to-zero'],
      patch:
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: legacy-chat\nspec:\n  replicas: 0 # was 2\n',
    },
  });
}

/** A server that was scaled to zero an hour ago and is watched; with what a test wants different. */
export function remediation(overrides: Partial<Remediation> = {}): Remediation {
  const started = Date.now() - 3_600_000;
  return {
    id: 'rem-1',
    server: {
      id: 'c3f1a2',
      name: 'legacy-chat',
      namespace: 'support',
      cluster: 'eu-west',
      model: 'Qwen/Qwen3-32B',
      entityRef: 'component:default/support-chat',
    },
    owner: 'group:default/support',
    action: 'scale-to-zero',
    state: 'watching',
    planId: 'p-1',
    planHash: 'a3'.repeat(32),
    findingId: 'f-legacy-chat',
    actor: 'user:default/alice',
    reason: 'the new assistant replaced it',
    startedAt: new Date(started).toISOString(),
    updatedAt: new Date(started + 4_000).toISOString(),
    finishedAt: null,
    appliedAt: new Date(started + 4_000).toISOString(),
    watchedUntil: new Date(started + 86_400_000).toISOString(),
    refusedRequests: 3,
    problem: null,
    restorable: true,
    ...overrides,
  };
}

/** A remediation with its plan and events. */
export function remediationDetail(one: Remediation): RemediationDetail {
  return {
    ...one,
    plan: remediationPlan({ action: one.action }),
    events: [
      {
        at: one.startedAt,
        state: 'planned',
        message: 'alice confirmed the plan.',
      },
      {
        at: one.updatedAt,
        state: one.state,
        message: 'Deployment support/legacy-chat has 0 replicas.',
      },
    ],
  };
}
