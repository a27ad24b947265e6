import type {
  Rollback,
  RollbackDetail,
  RollbackPlan,
  RollbackRevision,
} from '@inference-portal/plugin-inference-common';

const MINUTE = 60_000;

function revision(number: number, tag: string): RollbackRevision {
  return {
    id: `r${number}`,
    number,
    clusterRevision: String(number),
    images: [
      {
        reference: `docker.io/vllm/vllm-openai:${tag}`,
        digest: `sha256:${String(number).repeat(64)}`,
      },
    ],
    startedAt: '2026-11-10T09:00:00Z',
    endedAt: number === 7 ? null : '2026-11-19T09:00:00Z',
    changedBy: 'kubectl',
    changeCause: number === 7 ? 'longer context for the returns desk' : null,
    source: 'cluster',
  };
}

/** A plan from revision 7 back to 6; with what a test wants different. */
export function rollbackPlan(
  overrides: Partial<RollbackPlan> = {},
): RollbackPlan {
  return {
    id: 'rp-1',
    hash: 'b7'.repeat(32),
    serverId: 'c3f1a2',
    createdAt: new Date(Date.now()).toISOString(),
    expiresAt: new Date(Date.now() + 15 * MINUTE).toISOString(),
    action: 'rollback',
    method: 'restore-template',
    from: revision(7, 'v0.11.2'),
    to: revision(6, 'v0.10.1'),
    steps: [
      {
        summary: 'Writes the pod template of revision 6.',
        object: {
          group: 'apps',
          version: 'v1',
          kind: 'Deployment',
          namespace: 'support',
          name: 'support-chat',
        },
        subresource: null,
      },
    ],
    diff: [
      {
        field: 'template.spec.containers[vllm].image',
        aspect: 'image',
        change: 'changed',
        before: 'docker.io/vllm/vllm-openai:v0.11.2',
        after: 'docker.io/vllm/vllm-openai:v0.10.1',
      },
      {
        field: 'template.spec.containers[vllm].args[--max-model-len]',
        aspect: 'flag',
        change: 'removed',
        before: '32768',
        after: null,
      },
    ],
    checks: [
      {
        code: 'gpus-fit',
        result: 'warn',
        message: 'No spare GPU: the old pods end before the new ones start.',
      },
      {
        code: 'revision-pinned',
        result: 'pass',
        message: 'Image and model revision are pinned.',
      },
    ],
    notRestored: ['Services and the contents of Secrets stay as they are.'],
    expectedSeconds: 180,
    blockedBy: [],
    proposal: null,
    pause: null,
    pullRequest: null,
    approval: null,
    ...overrides,
  };
}

/** A rollback whose pods are being replaced; with what a test wants different. */
export function rollback(overrides: Partial<Rollback> = {}): Rollback {
  const started = Date.now() - 2 * MINUTE;
  return {
    id: 'rb-1',
    server: {
      id: 'c3f1a2',
      name: 'support-chat',
      namespace: 'support',
      cluster: 'eu-west',
      model: 'Qwen/Qwen3-32B',
      entityRef: 'component:default/support-chat',
    },
    owner: 'group:default/support',
    state: 'rolling',
    method: 'restore-template',
    planId: 'rp-1',
    planHash: 'b7'.repeat(32),
    from: revision(7, 'v0.11.2'),
    to: revision(6, 'v0.10.1'),
    actor: 'user:default/alice',
    reason: 'errors since revision 7',
    autoUndo: true,
    startedAt: new Date(started).toISOString(),
    updatedAt: new Date(started + MINUTE).toISOString(),
    finishedAt: null,
    appliedAt: new Date(started + 2_000).toISOString(),
    healthyAt: null,
    deadline: new Date(started + 20 * MINUTE).toISOString(),
    pods: { desired: 2, updated: 2, ready: 1, crashing: 0 },
    problem: null,
    reverted: null,
    undoable: true,
    approval: null,
    pullRequest: null,
    ...overrides,
  };
}

/** The same after it came up within three minutes. */
export function restored(overrides: Partial<Rollback> = {}): Rollback {
  const running = rollback();
  const healthy = Date.parse(running.startedAt) + 3 * MINUTE;
  return {
    ...running,
    id: 'rb-0',
    state: 'succeeded',
    healthyAt: new Date(healthy).toISOString(),
    finishedAt: new Date(healthy + 30 * MINUTE).toISOString(),
    pods: { desired: 2, updated: 2, ready: 2, crashing: 0 },
    undoable: false,
    ...overrides,
  };
}

/** A rollback with its plan and events. */
export function rollbackDetail(one: Rollback): RollbackDetail {
  return {
    ...one,
    plan: rollbackPlan(),
    syncPause: null,
    events: [
      {
        at: one.startedAt,
        state: 'planned',
        message: 'alice confirmed the plan.',
      },
      {
        at: one.updatedAt,
        state: one.state,
        message: '1 of 2 pods of revision 6 is ready.',
      },
    ],
  };
}
