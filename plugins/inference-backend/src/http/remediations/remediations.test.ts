import { TestDatabases } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../durations';
import type { InstantMs } from '../../types';
import {
  messageOf,
  PATH,
  startRemediations,
  SUPPORT,
  type StartedRemediations,
} from './__testUtils__/startRemediations';

jest.setTimeout(60_000);

describe('remediations', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let one: StartedRemediations;
  beforeEach(async () => {
    one = await startRemediations(databases);
  });

  it('shows what it would do, does it once, watches for a day, and tells owner and finding', async () => {
    const shown = await one.plan();
    expect([shown.status, shown.body.error]).toEqual([200, undefined]);
    expect(shown.body).toMatchObject({
      action: 'scale-to-zero',
      method: 'apply',
      findingId: expect.any(String),
      blockedBy: [],
      proposal: null,
      steps: [
        {
          object: { kind: 'Deployment', name: 'chat' },
          changes: [
            {
              field: expect.stringContaining('scaled-down-from'),
              before: null,
            },
            { field: 'spec.replicas', before: '2', after: '0' },
          ],
        },
      ],
    });
    expect(one.cluster.writes).toBe(0);

    const key = randomUUID();
    const begun = await one.start(shown.body, { key });
    expect([begun.status, begun.body.error]).toEqual([202, undefined]);
    expect(begun.body).toMatchObject({
      state: 'planned',
      actor: 'user:default/ada',
      server: { name: 'chat' },
      restorable: false,
    });
    await one.api.changes.run();
    expect(one.cluster.read(PATH)).toMatchObject({ spec: { replicas: 0 } });
    const again = await one.start(shown.body, { key });
    expect([again.status, again.body.id]).toEqual([202, begun.body.id]);

    const { id } = begun.body;
    expect(await one.get(id)).toMatchObject({
      state: 'watching',
      watchedUntil: new Date(one.now + DAY_MS).toISOString(),
      refusedRequests: null,
      restorable: true,
      plan: { id: shown.body.id },
    });
    expect(one.api.changes.told).toMatchObject([
      { to: SUPPORT, title: 'chat was scaled to zero' },
    ]);
    const { history } = (
      await one.api.as('ada').get(`/findings/${shown.body.findingId}`)
    ).body;
    expect(history).toMatchObject([
      { kind: 'opened' },
      { kind: 'scaled-to-zero', by: 'user:default/ada', reason: 'Unused' },
    ]);

    one.now += 3 * HOUR_MS;
    await one.saveHour(1, { errors: 7, waitingMax: 0 });
    await one.api.changes.run();
    expect(await one.get(id)).toMatchObject({ refusedRequests: 7 });
    expect(one.api.changes.told.at(-1)?.title).toBe('Somebody misses chat');
    one.now += DAY_MS;
    await one.api.changes.run();
    const over = await one.get(id);
    expect(over).toMatchObject({ state: 'succeeded', refusedRequests: 7 });
    expect(over.events.map(({ state }: { state: string }) => state)).toEqual([
      'planned',
      'applying',
      'watching',
      'watching',
      'succeeded',
    ]);
    expect(
      one.api.audit.map(({ eventId, outcome }) => [eventId, outcome]),
    ).toEqual([
      ['remediation-plan', 'succeeded'],
      ['remediation-start', 'succeeded'],
      ['remediation-start', 'succeeded'],
    ]);
  });

  it('brings the server back while it is watched, exactly as it was', async () => {
    const before = one.cluster.read(PATH);
    const first = await one.start((await one.plan()).body);
    await one.api.changes.run();
    const back = await one.plan('ada', { action: 'restore' });
    expect(back.body).toMatchObject({ action: 'restore', method: 'apply' });
    const begun = await one.start(back.body, { reason: 'Needed on Monday' });
    expect(begun.status).toBe(202);
    await one.api.changes.run();
    expect(await one.get(begun.body.id)).toMatchObject({
      state: 'succeeded',
      restorable: false,
    });
    expect(await one.get(first.body.id)).toMatchObject({ state: 'undone' });
    expect(one.cluster.read(PATH)).toMatchObject({ spec: before?.spec });
    expect(one.cluster.read(PATH)).not.toHaveProperty('metadata.annotations');
  });

  it('sees that somebody brought the server back without the portal', async () => {
    const begun = await one.start((await one.plan()).body);
    await one.api.changes.run();
    one.cluster.change(PATH, { spec: { replicas: 1 } });
    one.now += 10 * MINUTE_MS;
    await one.api.changes.run();
    expect(await one.get(begun.body.id)).toMatchObject({
      state: 'undone',
      finishedAt: expect.any(String),
    });
  });

  it('looks at the evidence again at the click', async () => {
    const { body } = await one.plan();
    await one.saveHour(30, { requests: 0, gpuActivityMax: 0.01 });
    await one.saveHour(2, { requests: 400, gpuActivityMax: 0.9 });
    expect(messageOf(await one.start(body))).toEqual([
      409,
      expect.stringContaining('newest hours no longer show it'),
    ]);
    const blocked = await one.plan();
    expect(blocked.body).toMatchObject({ method: 'none', steps: [] });
    await one.findings.applyChanges(
      [{ kind: 'resolve', id: body.findingId, resolution: 'in-use' }],
      one.now as InstantMs,
    );
    expect((await one.plan()).body.blockedBy).toEqual([
      expect.stringContaining('No open finding'),
    ]);
  });

  it('does nothing to a server that works at a request at this moment', async () => {
    const { body } = await one.plan();
    one.api.changes.running.requests = 2;
    expect(messageOf(await one.start(body))).toEqual([
      409,
      expect.stringContaining('2 requests run or wait at this moment'),
    ]);
    one.api.changes.running.requests = 0;
    expect((await one.start(body)).status).toBe(202);
  });

  it('says before the click which right is missing on the cluster', async () => {
    one.cluster.fail('forbidden');
    const { body } = await one.plan();
    expect(body).toMatchObject({ method: 'none', steps: [] });
    expect(body.blockedBy).toEqual([
      expect.stringMatching(
        /no right.*deploy\/cluster-role-write\.yaml.*deployments.*patch/s,
      ),
    ]);
    one.cluster.fail('unreachable', 'get');
    expect((await one.plan()).status).toBe(503);
  });

  it('proposes the change as YAML where Argo CD manages the server', async () => {
    one.cluster.change(PATH, {
      metadata: {
        annotations: {
          'argocd.argoproj.io/tracking-id':
            'fleet:apps/Deployment:support/chat',
        },
      },
    });
    const { body } = await one.plan();
    expect(body).toMatchObject({
      method: 'propose',
      proposal: { manager: 'argo-cd', instance: 'fleet' },
    });
    expect(body.proposal.patch).toBe(
      [
        '# spec.replicas was 2',
        'apiVersion: apps/v1',
        'kind: Deployment',
        'metadata:',
        '  name: chat',
        '  namespace: support',
        'spec:',
        '  replicas: 0',
        '',
      ].join('\n'),
    );
    expect(messageOf(await one.start(body))).toEqual([
      409,
      expect.stringContaining('in Git'),
    ]);
    expect(one.cluster.writes).toBe(0);
  });

  it('begins nothing late, and says how far it came when the cluster moves', async () => {
    const late = await one.start((await one.plan()).body);
    one.now += HOUR_MS;
    await one.api.changes.run();
    expect(await one.get(late.body.id)).toMatchObject({
      state: 'failed',
      restorable: false,
      problem: expect.stringContaining('nothing was written'),
    });
    const moved = await one.start((await one.plan()).body);
    one.cluster.change(PATH, { spec: { replicas: 5 } });
    await one.api.changes.run();
    expect(await one.get(moved.body.id)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('Somebody changed Deployment chat.'),
    });
    expect(one.cluster.writes).toBe(0);
  });
});
