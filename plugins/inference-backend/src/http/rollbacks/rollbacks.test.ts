import { TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { randomUUID } from 'node:crypto';
import { HOUR_MS } from '../../durations';
import {
  CHAT,
  PATH,
  startRollbacks,
  SUPPORT,
  templateOf,
  type StartedRollbacks,
} from '../../__testUtils__/startRollbacks';

jest.setTimeout(60_000);

describe('rollbacks', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let one: StartedRollbacks;
  beforeEach(async () => {
    one = await startRollbacks(databases);
  });

  it('shows what it would do, does it once, and tells the owner', async () => {
    const shown = await one.plan();
    expect([shown.status, shown.body.error]).toEqual([200, undefined]);
    expect(shown.body).toMatchObject({
      action: 'rollback',
      method: 'restore-template',
      from: { number: 2, source: 'portal' },
      to: { number: 1 },
      blockedBy: [],
      diff: [
        {
          field: 'template.spec.containers[vllm].image',
          before: 'vllm/vllm-openai:v2',
          after: 'vllm/vllm-openai:v1',
        },
      ],
      steps: [{ object: { kind: 'Deployment', name: 'chat' } }],
    });
    expect(one.cluster.writes).toBe(0);

    const key = randomUUID();
    const begun = await one.start(shown.body, { key });
    expect([begun.status, begun.body.error]).toEqual([202, undefined]);
    expect(begun.body).toMatchObject({
      state: 'planned',
      actor: 'user:default/ada',
      undoable: true,
    });
    await one.run();
    expect(one.cluster.read(PATH)).toMatchObject({
      spec: { replicas: 2, template: templateOf('v1') },
    });
    expect(one.cluster.writes).toBe(1);
    const again = await one.start(shown.body, { key });
    expect([again.status, again.body.id]).toEqual([202, begun.body.id]);

    const { id } = begun.body;
    const done = await one.get(id);
    expect(done).toMatchObject({
      state: 'succeeded',
      finishedAt: null,
      pods: { desired: 2, ready: 2, updated: 2, crashing: 0 },
      plan: { id: shown.body.id },
    });
    expect(done.events.map(({ state }: { state: string }) => state)).toEqual([
      'planned',
      'applying',
      'rolling',
      'verifying',
      'succeeded',
    ]);
    expect(one.api.changes.told.map(({ title, to }) => [to, title])).toEqual([
      [SUPPORT, 'chat is being rolled back'],
      [SUPPORT, 'chat was rolled back'],
    ]);
    expect(
      one.api.audit.map(({ eventId, outcome }) => [eventId, outcome]),
    ).toEqual([
      ['rollback-plan', 'succeeded'],
      ['rollback-start', 'succeeded'],
      ['rollback-start', 'succeeded'],
    ]);
    const list = await one.api.as('ada').get(`/rollbacks?server=${CHAT}`);
    expect(list.body).toMatchObject({
      items: [{ id }],
      meanSecondsToRestore: expect.any(Number),
    });
  });

  it('ends its watch after half an hour', async () => {
    const begun = await one.start((await one.plan()).body);
    await one.run();
    one.clock.now += HOUR_MS;
    await one.run();
    expect(await one.get(begun.body.id)).toMatchObject({
      state: 'succeeded',
      finishedAt: expect.any(String),
      undoable: false,
    });
  });

  it('does not call a server healthy whose requests fail', async () => {
    const { answered } = one.api.changes;
    answered.requests = { succeeded: 10, failed: 50 };
    const { body } = await one.start((await one.plan()).body);
    await one.run();
    expect(await one.get(body.id)).toMatchObject({
      state: 'verifying',
      healthyAt: null,
    });
    answered.requests = { succeeded: 5_000, failed: 50 };
    await one.run();
    expect(await one.get(body.id)).toMatchObject({ state: 'succeeded' });
  });

  it('is undone to what ran before', async () => {
    const { body } = await one.start((await one.plan()).body);
    await one.run();
    const path = `/rollbacks/${body.id}/undo`;
    const empty = await one.api.as('ada').post(path, { reason: ' ' });
    expect(empty.status).toBe(400);
    const undone = await one.api.as('ada').post(path, { reason: 'Wrong one' });
    expect([undone.status, undone.body.error]).toEqual([202, undefined]);
    await one.run();
    expect(await one.get(body.id)).toMatchObject({ state: 'undone' });
    expect(one.cluster.read(PATH)).toMatchObject({
      spec: { template: templateOf('v2') },
    });
    const second = await one.api.as('ada').post(path, { reason: 'Again' });
    expect(second.status).toBe(409);
  });

  it('says who changed the server afterwards', async () => {
    const { body } = await one.start((await one.plan()).body);
    await one.run();
    one.cluster.change(PATH, {
      metadata: {
        managedFields: [
          {
            manager: 'helm',
            operation: 'Update',
            time: '2026-11-02T13:10:00Z',
            fieldsV1: { 'f:spec': { 'f:template': {} } },
          },
        ],
      },
      spec: { template: templateOf('v2') },
    });
    one.clock.now += 60_000;
    await one.run();
    expect(await one.get(body.id)).toMatchObject({
      state: 'succeeded',
      reverted: { by: 'helm' },
    });
    expect(one.api.changes.told.at(-1)?.title).toBe(
      'The rollback of chat was reverted',
    );
  });

  it('gives way to another rollback while it only looks on', async () => {
    await one.start((await one.plan()).body);
    await one.run();
    const next = await one.plan({ revisionId: `${CHAT}.2` });
    const begun = await one.start(next.body);
    expect([begun.status, begun.body.error]).toEqual([202, undefined]);
    await one.run();
    expect(one.cluster.read(PATH)).toMatchObject({
      spec: { template: templateOf('v2') },
    });
  });

  it.each<[string, number, RegExp, (o: StartedRollbacks) => Promise<unknown>]>([
    [
      'a revision of another server',
      404,
      /^revisionId: .* is no revision of this server/,
      async o => o.plan({ revisionId: 'other.1' }),
    ],
    [
      'a revision that runs already',
      409,
      /runs already/,
      async o => o.start((await o.plan({ revisionId: `${CHAT}.2` })).body),
    ],
    [
      'an empty reason',
      400,
      /^reason/,
      async o => o.start((await o.plan()).body, { reason: ' ' }),
    ],
    [
      'no Idempotency-Key',
      400,
      /^Idempotency-Key/,
      async o => o.start((await o.plan()).body, { key: null }),
    ],
    [
      'a forged hash',
      409,
      /^planHash/,
      async o =>
        o.start({ id: (await o.plan()).body.id, hash: 'f'.repeat(64) }),
    ],
    [
      'a plan of nobody',
      404,
      /^planId/,
      async o => o.start({ id: 'none', hash: 'f'.repeat(64) }),
    ],
    [
      'a world that has moved',
      409,
      /changed since the plan was made/,
      async o => {
        const { body } = await o.plan();
        o.cluster.change(PATH, { spec: { template: templateOf('v3') } });
        return o.start(body);
      },
    ],
    [
      'an object that was deleted meanwhile',
      404,
      /is not on cluster eu-west any more/,
      async o => {
        const { body } = await o.plan();
        o.cluster.remove(PATH);
        return o.start(body);
      },
    ],
    [
      'a cluster that does not answer',
      503,
      /could not be asked/,
      async o => {
        o.cluster.fail('unreachable', 'get');
        return o.plan();
      },
    ],
    [
      'a rollback under way',
      409,
      /goes on \(planned\)/,
      async o => {
        const { body } = await o.plan();
        const other = await o.plan();
        await o.start(other.body);
        return o.start(body);
      },
    ],
    [
      'a plan that expired',
      409,
      /expired at/,
      async o => {
        const { body } = await o.plan();
        o.clock.now += HOUR_MS;
        return o.start(body);
      },
    ],
  ])('refuses %s with %d', async (_, status, words, act) => {
    const answer = (await act(one)) as Awaited<ReturnType<typeof one.plan>>;
    expect([answer.status, answer.body.error?.message]).toEqual([
      status,
      expect.stringMatching(words),
    ]);
    expect(one.cluster.writes).toBe(0);
  });

  it('shows a refusal of the cluster in the plan', async () => {
    one.cluster.fail('rejected');
    const { body, status } = await one.plan();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      method: 'none',
      blockedBy: [expect.stringContaining('The cluster would refuse it')],
    });
  });

  it('is for those who own the server and have the permission', async () => {
    expect((await one.plan({}, 'eve')).status).toBe(403);
    one.api.decide('inference.rollback.execute', {
      result: AuthorizeResult.DENY,
    });
    expect((await one.plan()).status).toBe(403);
  });
});
