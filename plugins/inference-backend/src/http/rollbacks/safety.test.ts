import { TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import {
  PATH,
  startRollbacks,
  SUPPORT,
  templateOf,
  type StartedRollbacks,
} from '../../__testUtils__/startRollbacks';
import type { RollbackRules } from '../../permissions';
import { HOUR_MS, MINUTE_MS } from '../../durations';

jest.setTimeout(60_000);

const APPLICATION =
  '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/chat';
const AUTOMATED = { prune: true, selfHeal: true };

function application(fields: JsonObject = {}): JsonObject {
  return {
    metadata: { name: 'chat', namespace: 'argocd' },
    spec: { syncPolicy: { automated: AUTOMATED } },
    status: {
      sync: { status: 'Synced' },
      resources: [
        {
          group: 'apps',
          kind: 'Deployment',
          namespace: 'support',
          name: 'chat',
        },
      ],
    },
    ...fields,
  };
}

/** The server is managed by Argo CD. */
async function startManaged(databases: TestDatabases, app = application()) {
  const one = await startRollbacks(databases);
  one.cluster.change(PATH, {
    metadata: {
      annotations: {
        'argocd.argoproj.io/tracking-id': 'chat:apps/Deployment:support/chat',
      },
    },
  });
  one.cluster.put(APPLICATION, app);
  return one;
}

const automatedOf = (one: StartedRollbacks) =>
  (one.cluster.read(APPLICATION) as { spec: { syncPolicy: JsonObject } }).spec
    .syncPolicy.automated;

describe('rollbacks past Git', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('pause the sync, write, and resume it when the time is over', async () => {
    const one = await startManaged(databases);
    const proposed = await one.plan();
    expect(proposed.body).toMatchObject({ method: 'propose', pause: null });
    const plan = await one.plan({ force: true });
    expect(plan.body).toMatchObject({
      method: 'pause-sync',
      blockedBy: [],
      proposal: { manager: 'argo-cd' },
      pause: { kind: 'Application', name: 'chat', minutes: 240 },
      steps: [
        { object: { kind: 'Application' } },
        { object: { kind: 'Deployment' } },
      ],
    });
    expect(automatedOf(one)).toEqual(AUTOMATED);
    const { body } = await one.start(plan.body);
    await one.run();
    expect(automatedOf(one)).toBeUndefined();
    expect(one.cluster.read(PATH)).toMatchObject({
      spec: { template: templateOf('v1') },
    });
    await one.api.changes.keepPauses();
    expect(await one.get(body.id)).toMatchObject({
      state: 'succeeded',
      syncPause: { name: 'chat', endedAt: null, problem: null },
    });

    one.clock.now += 3.6 * HOUR_MS;
    await one.api.changes.keepPauses();
    await one.api.changes.keepPauses();
    const told = () => one.api.changes.told.map(({ title }) => title);
    expect(told()).toEqual([
      'chat is being rolled back',
      'chat was rolled back',
      'The sync of chat resumes soon',
    ]);

    one.clock.now += HOUR_MS;
    one.cluster.fail('unreachable');
    await one.api.changes.keepPauses();
    expect(await one.get(body.id)).toMatchObject({
      syncPause: { endedAt: null, problem: 'The cluster said: unreachable.' },
    });
    one.cluster.fail(null);
    await one.api.changes.keepPauses();
    expect(automatedOf(one)).toEqual(AUTOMATED);
    expect(await one.get(body.id)).toMatchObject({
      syncPause: {
        endedAt: expect.any(String),
        ended: 'Its time was over.',
        problem: null,
      },
    });
    expect(told().slice(3)).toEqual([
      'The sync of chat could not be resumed',
      'The pause of the sync of chat is over',
    ]);
    const { annotations } = one.cluster.read(APPLICATION)
      ?.metadata as JsonObject;
    expect(annotations).toBeUndefined();
  });

  it('resume the sync when they are undone, and when Git has what runs', async () => {
    const one = await startManaged(databases);
    const first = await one.start((await one.plan({ force: true })).body);
    await one.run();
    await one.api
      .as('ada')
      .post(`/rollbacks/${first.body.id}/undo`, { reason: 'Wrong one' });
    await one.run();
    expect(one.cluster.read(PATH)).toMatchObject({
      spec: { template: templateOf('v2') },
    });
    await one.api.changes.keepPauses();
    expect(automatedOf(one)).toEqual(AUTOMATED);

    const second = await one.start((await one.plan({ force: true })).body);
    await one.run();
    one.cluster.change(APPLICATION, {
      status: { sync: { status: 'OutOfSync' } },
    });
    await one.api.changes.keepPauses();
    expect(automatedOf(one)).toBeUndefined();
    one.cluster.change(APPLICATION, { status: { sync: { status: 'Synced' } } });
    await one.api.changes.keepPauses();
    expect(automatedOf(one)).toEqual(AUTOMATED);
    expect(await one.get(second.body.id)).toMatchObject({
      state: 'succeeded',
      syncPause: { ended: 'What runs stands in Git now.' },
    });
  });

  it('resume the sync when the write is refused after it was paused', async () => {
    const one = await startManaged(databases);
    const plan = await one.plan({ force: true });
    const { body } = await one.start(plan.body);
    const { patch } = one.cluster;
    one.cluster.patch = async (path, content) => {
      if (path.startsWith(PATH) && !path.includes('dryRun')) {
        one.cluster.fail('rejected');
      }
      return patch.call(one.cluster, path, content);
    };
    await one.run();
    one.cluster.fail(null);
    expect(await one.get(body.id)).toMatchObject({ state: 'failed' });
    expect(automatedOf(one)).toBeUndefined();
    await one.api.changes.keepPauses();
    expect(automatedOf(one)).toEqual(AUTOMATED);
  });

  it('resume a sync that several of them paused with the last one', async () => {
    const one = await startManaged(databases);
    const first = await one.start((await one.plan({ force: true })).body);
    await one.run();
    await one.api.changes.keepPauses();
    one.clock.now += 2 * HOUR_MS;
    one.cluster.change(PATH, { spec: { template: templateOf('v2') } });
    await one.run();
    const second = await one.start((await one.plan({ force: true })).body);
    await one.run();
    one.clock.now += 2 * HOUR_MS;
    await one.api.changes.keepPauses();
    expect(await one.get(first.body.id)).toMatchObject({
      syncPause: {
        ended: 'Its time was over. The sync stays paused for another rollback.',
      },
    });
    expect(automatedOf(one)).toBeUndefined();
    one.clock.now += 3 * HOUR_MS;
    await one.api.changes.keepPauses();
    expect(automatedOf(one)).toEqual(AUTOMATED);
    expect(await one.get(second.body.id)).toMatchObject({
      syncPause: { ended: 'Its time was over.' },
    });
  });

  it('write nothing while a sync is under way', async () => {
    const one = await startManaged(databases);
    const plan = await one.plan({ force: true });
    one.cluster.change(APPLICATION, {
      status: { operationState: { phase: 'Running' } },
    });
    const { body } = await one.start(plan.body);
    await one.run();
    expect(await one.get(body.id)).toMatchObject({ state: 'applying' });
    expect(one.cluster.read(PATH)).toMatchObject({
      spec: { template: templateOf('v2') },
    });
    expect(automatedOf(one)).toBeUndefined();
    one.cluster.change(APPLICATION, {
      status: { operationState: { phase: 'Succeeded' } },
    });
    one.clock.now += 5 * MINUTE_MS;
    await one.run();
    expect(one.cluster.read(PATH)).toMatchObject({
      spec: { template: templateOf('v1') },
    });
  });

  it('resume it at once for whoever asks, with a reason and one time only', async () => {
    const one = await startManaged(databases);
    const { body } = await one.start((await one.plan({ force: true })).body);
    await one.run();
    const resume = (who: string, reason: string) =>
      one.api.as(who).post(`/rollbacks/${body.id}/resume-sync`, { reason });
    expect((await resume('ada', ' ')).status).toBe(400);
    expect((await resume('eve', 'Mine')).status).toBe(403);
    expect((await resume('ada', 'Merged')).status).toBe(202);
    await one.api.changes.keepPauses();
    expect(automatedOf(one)).toEqual(AUTOMATED);
    expect((await resume('ada', 'Again')).status).toBe(409);
  });

  it('are planned by nobody without the permission', async () => {
    const one = await startManaged(databases);
    one.api.decide('inference.rollback.force', {
      result: AuthorizeResult.DENY,
    });
    const refused = await one.plan({ force: true });
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain('inference.rollback.force');
    expect((await one.plan()).status).toBe(200);
  });

  it.each([
    [
      'no application lists the server',
      application({ status: { resources: [] } }),
      /does not list Deployment support\/chat/,
    ],
    [
      'an ApplicationSet would switch the sync on again',
      application({
        metadata: {
          name: 'chat',
          namespace: 'argocd',
          ownerReferences: [{ kind: 'ApplicationSet', name: 'models' }],
        },
      }),
      /ApplicationSet models makes .*ignoreApplicationDifferences/,
    ],
  ])('are blocked where %s', async (_, app, message) => {
    const one = await startManaged(databases, app);
    one.cluster.put(APPLICATION.replace('ions/chat', 'ionsets/models'), {
      metadata: { name: 'models', namespace: 'argocd' },
      spec: {},
    });
    const plan = await one.plan({ force: true });
    expect(plan.body).toMatchObject({ method: 'none', pause: null });
    expect(plan.body.blockedBy).toEqual([expect.stringMatching(message)]);
  });
});

describe('rollbacks that a second person approves', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const approval = { protectedAliases: true, approvers: null, minutes: 60 };
  const syncPause = {
    minutes: 240,
    argoCd: { cluster: null, namespace: 'argocd' },
  };
  let one: StartedRollbacks;

  async function begin(rules: Partial<RollbackRules['approval']> = {}) {
    one = await startRollbacks(databases, {
      isRegistered: true,
      rules: { protectedAliases: [{ alias: 'production', approvers: null }] },
      rollbackRules: {
        approval: { ...approval, ...rules },
        pullRequest: { enabled: true, minutes: 1440 },
        syncPause,
      },
    });
    await one.registerVersions();
    const plan = await one.plan();
    expect(plan.body).toMatchObject({
      approval: { aliases: ['production'], approvers: rules.approvers ?? null },
    });
    return plan.body;
  }
  const decide = (id: string, who: string, verb = 'approve') =>
    one.api.as(who).post(`/rollbacks/${id}/${verb}`, { reason: 'Seen' });

  it('wait, ask the owners, and are written once somebody else approved', async () => {
    const { body } = await start(await begin());
    await one.run();
    expect(await one.get(body.id)).toMatchObject({
      state: 'awaiting-approval',
      approval: { state: 'waiting', by: null },
    });
    expect(one.cluster.writes).toBe(0);
    expect(one.api.changes.told).toMatchObject([
      {
        to: SUPPORT,
        title: 'The rollback of chat waits for your approval',
        link: `/inference/rollbacks/${body.id}`,
      },
    ]);
    const own = await decide(body.id, 'ada');
    expect([own.status, own.body.error.message]).toEqual([
      403,
      expect.stringContaining('somebody else'),
    ]);
    expect((await decide(body.id, 'eve')).status).toBe(403);
    expect((await decide(body.id, 'bob')).status).toBe(202);
    expect((await decide(body.id, 'bob')).status).toBe(409);
    await one.run();
    expect(await one.get(body.id)).toMatchObject({
      state: 'succeeded',
      approval: { state: 'approved', by: 'user:default/bob', reason: 'Seen' },
    });
    expect(one.api.audit.map(({ eventId }) => eventId)).toContain(
      'rollback-approve',
    );
  });

  it('end unwritten when they are declined, withdrawn or forgotten', async () => {
    const ends = [
      ['bob', 202, 'declined'],
      ['ada', 202, 'declined'],
      [null, null, 'expired'],
    ] as const;
    for (const [who, status, state] of ends) {
      const { body } = await start(await begin());
      await one.run();
      const said = who && (await decide(body.id, who, 'decline'));
      expect(said && said.status).toBe(status);
      one.clock.now += who === null ? 61 * MINUTE_MS : 0;
      await one.run();
      expect(await one.get(body.id)).toMatchObject({
        state: 'declined',
        finishedAt: expect.any(String),
        approval: { state },
      });
      expect(one.cluster.writes).toBe(0);
    }
  });

  it('wait for nobody in an emergency of whoever may force', async () => {
    const plan = await begin();
    one.api.decide('inference.rollback.force', {
      result: AuthorizeResult.DENY,
    });
    expect((await start(plan, true)).status).toBe(403);
    one.api.decide('inference.rollback.force', {
      result: AuthorizeResult.ALLOW,
    });
    const { body, status } = await start(plan, true);
    expect([status, body.state]).toEqual([202, 'planned']);
    expect(body.approval).toMatchObject({ state: 'skipped' });
    expect(one.api.audit.at(-1)).toMatchObject({ eventId: 'rollback-start' });
  });

  it('are decided by the group of the configuration alone', async () => {
    const plan = await begin({ approvers: 'group:default/platform' });
    const { body } = await start(plan);
    await one.run();
    expect(one.api.changes.told).toMatchObject([
      { to: 'group:default/platform' },
    ]);
    expect((await decide(body.id, 'bob')).status).toBe(403);
    expect((await decide(body.id, 'root')).status).toBe(202);
  });

  function start(plan: { id: string; hash: string }, emergency = false) {
    return one.start(plan, { emergency });
  }
});
