import { TestDatabases } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { MINUTE_MS } from '../../durations';
import { serverId } from '../../record/__testUtils__/observations';
import {
  CHAT,
  messageOf,
  PATH,
  startRemediations,
  SUPPORT,
  type StartedRemediations,
} from './__testUtils__/startRemediations';

jest.setTimeout(60_000);

describe('access to remediations', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let one: StartedRemediations;
  beforeEach(async () => {
    one = await startRemediations(databases);
  });

  it('refuses what is not the plan that was shown, with what to do', async () => {
    const { body } = await one.plan();
    const message = async (sent: ReturnType<typeof one.start>) =>
      messageOf(await sent);
    expect(await message(one.start(body, { key: null }))).toEqual([
      400,
      expect.stringContaining('Idempotency-Key'),
    ]);
    expect(await message(one.start(body, { reason: '  ' }))).toEqual([
      400,
      expect.stringContaining('reason: say why'),
    ]);
    expect(await message(one.start({ ...body, hash: 'f'.repeat(64) }))).toEqual(
      [409, expect.stringContaining('planHash')],
    );
    expect(await message(one.start({ ...body, id: 'nowhere' }))).toEqual([
      404,
      expect.stringContaining('planId'),
    ]);
    expect(await message(one.start(body, { who: 'bob' }))).toEqual([
      409,
      expect.stringContaining('was made for user:default/ada'),
    ]);
    one.cluster.change(PATH, { spec: { replicas: 3 } });
    expect(await message(one.start(body))).toEqual([
      409,
      expect.stringContaining('has changed since the plan was made'),
    ]);
    one.cluster.change(PATH, { spec: { replicas: 2 } });
    one.now += 10 * MINUTE_MS;
    expect(await message(one.start(body))).toEqual([
      409,
      expect.stringContaining('expired'),
    ]);
    expect(one.cluster.writes).toBe(0);
    expect((await one.api.as('ada').get('/remediations')).body.items).toEqual(
      [],
    );
  });

  it('does one change of a server at a time, and a plan or a key once', async () => {
    const [first, second] = [(await one.plan()).body, (await one.plan()).body];
    const key = randomUUID();
    expect((await one.start(first, { key })).status).toBe(202);
    expect(messageOf(await one.start(second, { key: randomUUID() }))).toEqual([
      409,
      expect.stringMatching(
        /A remediation of this server goes on \(planned\), which user:default\/ada began at 2026-11-22T09:20/,
      ),
    ]);
    await one.api.changes.run();
    await one.start((await one.plan('ada', { action: 'restore' })).body);
    await one.api.changes.run();
    expect(messageOf(await one.start(first, { key: randomUUID() }))).toEqual([
      409,
      expect.stringContaining('was done before'),
    ]);
    expect(messageOf(await one.start(second, { key }))).toEqual([
      409,
      expect.stringContaining('for another plan'),
    ]);
  });

  it('is for owners and administrators who have the permission', async () => {
    expect(messageOf(await one.plan('eve'))).toEqual([
      403,
      expect.stringContaining(SUPPORT),
    ]);
    expect((await one.plan('root')).status).toBe(200);
    expect((await one.plan('service:janitor')).status).toBe(200);
    const unowned = await one.api
      .as('ada')
      .post(
        `/model-servers/${serverId(
          'eu-west',
          'support',
          'ocr',
        )}/remediation-plans`,
        { action: 'restore' },
      );
    expect(messageOf(unowned)).toEqual([
      403,
      expect.stringContaining('nobody owns'),
    ]);
    const { body } = await one.plan();
    one.api.decide('inference.server.scale', { result: AuthorizeResult.DENY });
    expect(messageOf(await one.plan())).toEqual([
      403,
      expect.stringContaining('inference.server.scale'),
    ]);
    expect((await one.start(body)).status).toBe(403);
    expect((await one.api.as('eve').get('/remediations')).status).toBe(200);
    one.api.decide('inference.server.read', { result: AuthorizeResult.DENY });
    expect((await one.api.as('ada').get('/remediations')).status).toBe(403);
    expect((await one.api.as('ada').get('/remediations/nowhere')).status).toBe(
      403,
    );
  });

  it('names a wrong field, and an unknown server or finding', async () => {
    expect(messageOf(await one.plan('ada', { action: 'delete' }))).toEqual([
      400,
      expect.stringContaining('action'),
    ]);
    const other = await one.plan('ada', {
      action: 'scale-to-zero',
      findingId: 'f-9',
    });
    expect(messageOf(other)).toEqual([
      409,
      expect.stringContaining('findingId'),
    ]);
    const unknown = await one.api
      .as('ada')
      .post('/model-servers/nowhere/remediation-plans', { action: 'restore' });
    expect(unknown.status).toBe(404);
  });

  it('lists by server and state', async () => {
    await one.start((await one.plan()).body);
    const names = async (query: string) =>
      (await one.api.as('bob').get(`/remediations?${query}`)).body.items.length;
    expect(await names(`server=${CHAT}&state=planned`)).toBe(1);
    expect(await names('state=watching')).toBe(0);
    expect(await names('server=nowhere')).toBe(0);
  });
});
