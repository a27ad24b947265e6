import { TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  CHAT,
  startRollbacks,
  SUPPORT,
  type StartedRollbacks,
} from '../../__testUtils__/startRollbacks';
import type { RegistryRules } from '../../permissions';
import { at } from '../../record/__testUtils__/observations';

jest.setTimeout(60_000);

const QWEN = '/models/support/qwen';

describe('rollbacks of registered versions', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function start(
    rules: Partial<RegistryRules> = { protectedAliases: [] },
    owner = SUPPORT,
  ): Promise<StartedRollbacks> {
    const one = await startRollbacks(databases, { isRegistered: true, rules });
    await one.registerVersions(owner);
    return one;
  }

  const checkOf = (body: { checks: { code: string }[] }, code: string) =>
    body.checks.find(check => check.code === code);
  const model = async (one: StartedRollbacks) =>
    (await one.api.as('root').get(QWEN)).body;
  const lastMessages = async (one: StartedRollbacks, id: string) =>
    (await one.get(id)).events.map(
      ({ message }: { message: string }) => message,
    );

  it('move production back once the server is healthy, and forth when they are undone', async () => {
    const one = await start();
    const { body } = await one.plan();
    expect(checkOf(body, 'alias-policy')).toMatchObject({
      result: 'pass',
      message: expect.stringContaining('it is moved back to v1'),
    });
    const begun = await one.start(body);
    expect([begun.status, begun.body.error]).toEqual([202, undefined]);
    expect((await model(one)).aliases).toMatchObject([{ version: 'v2' }]);
    await one.run();
    expect((await model(one)).aliases).toMatchObject([
      { alias: 'production', version: 'v1', movedBy: 'user:default/ada' },
    ]);
    expect(await lastMessages(one, begun.body.id)).toContain(
      'production of support/qwen was moved from version v2 to v1.',
    );
    await one.api
      .as('ada')
      .post(`/rollbacks/${begun.body.id}/undo`, { reason: 'Wrong one' });
    await one.run();
    expect(await one.get(begun.body.id)).toMatchObject({ state: 'undone' });
    expect((await model(one)).aliases).toMatchObject([{ version: 'v2' }]);
  });

  it('leave an alias that somebody moved meanwhile', async () => {
    const one = await start();
    const begun = await one.start((await one.plan()).body);
    await one.api
      .as('root')
      .post(`${QWEN}/versions`, { version: 'v3', source: 's3://models/q/v3' });
    await one.api.stores.registry.moveAlias(
      { namespace: 'support', name: 'qwen' },
      {
        alias: 'production',
        to: 'v3',
        expected: 'v2',
        reason: null,
        approvedBy: null,
      },
      { actor: 'user:default/bob', at: at(1), origin: 'portal' },
    );
    await one.run();
    expect(await one.get(begun.body.id)).toMatchObject({ state: 'succeeded' });
    expect((await model(one)).aliases).toMatchObject([{ version: 'v3' }]);
    expect(await lastMessages(one, begun.body.id)).toContain(
      'production of support/qwen was left alone: it does not point to version v2 any more, but to v3.',
    );
  });

  it('ask for approval of a protected alias, and withdraw that when they are undone', async () => {
    const one = await start({
      protectedAliases: [{ alias: 'production', approvers: null }],
    });
    const { body } = await one.plan();
    expect(checkOf(body, 'alias-policy')).toMatchObject({ result: 'warn' });
    const begun = await one.start(body);
    await one.run();
    expect(await model(one)).toMatchObject({
      aliases: [{ version: 'v2' }],
      pendingRequests: [
        { alias: 'production', to: 'v1', requestedBy: 'user:default/ada' },
      ],
    });
    await one.api
      .as('ada')
      .post(`/rollbacks/${begun.body.id}/undo`, { reason: 'Wrong one' });
    await one.run();
    expect((await model(one)).pendingRequests).toEqual([]);
  });

  it('move no alias of a model that the caller may not write', async () => {
    const one = await start({ protectedAliases: [] }, 'group:default/search');
    const { body } = await one.plan();
    expect(checkOf(body, 'alias-policy')).toMatchObject({
      result: 'warn',
      message: expect.stringContaining('you may not move it'),
    });
    await one.start(body);
    await one.run();
    expect((await model(one)).aliases).toMatchObject([{ version: 'v2' }]);
  });

  it('warn where the permission framework forbids to move the alias', async () => {
    const one = await start();
    one.api.decide('inference.model.alias.move', {
      result: AuthorizeResult.DENY,
    });
    expect(checkOf((await one.plan()).body, 'alias-policy')).toMatchObject({
      result: 'warn',
    });
  });

  it('do not go back to a version that is retired', async () => {
    const one = await start();
    await one.api.stores.registry.setRetirement(
      { namespace: 'support', name: 'qwen' },
      'v1',
      { reason: 'leaks training data', retired: true },
      { actor: 'user:default/bob', at: at(2), origin: 'portal' },
    );
    const { body } = await one.plan({ revisionId: `${CHAT}.1` });
    expect(body).toMatchObject({
      method: 'none',
      blockedBy: [expect.stringContaining('retired (leaks training data)')],
    });
    expect((await one.start(body)).status).toBe(409);
    expect(one.cluster.writes).toBe(0);
  });
});
