import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createTestChanges } from '../__testUtils__/createTestChanges';
import { createTestCosts } from '../__testUtils__/createTestCosts';
import { createTestFindings } from '../__testUtils__/createTestFindings';
import { AuthorizedInventory } from '../permissions';
import { registryWithRules } from '../permissions/__testUtils__/registry';
import { opening } from '../record/__testUtils__/findings';
import { at, batch, observation } from '../record/__testUtils__/observations';
import { openStores } from '../record/__testUtils__/openStores';
import { registerActions } from './index';

jest.setTimeout(60_000);

describe('actions', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function start(result = AuthorizeResult.ALLOW) {
    const { db, inventory, registry, apply } = await openStores(
      databases,
      'SQLITE_3',
    );
    await apply(
      batch(1_000, [
        observation({ name: 'chat' }),
        observation({ name: 'chat-next' }),
      ]),
    );
    const permissions = mockServices.permissions.mock();
    permissions.authorizeConditional.mockResolvedValue([
      { result } as { result: AuthorizeResult.ALLOW },
    ]);
    const options = {
      db,
      inventory,
      models: registry,
      permissions,
      permissionsRegistry: registryWithRules(),
      now: () => at(0),
    };
    const { findings, store } = await createTestFindings(options);
    const { costs } = await createTestCosts(options);
    await store.applyChanges([opening('chat')], at(0));
    const actionsRegistry = actionsRegistryServiceMock();
    const { rollbacks, rollbackSafety } = await createTestChanges(options);
    registerActions({
      actionsRegistry,
      servers: new AuthorizedInventory(options),
      costs,
      findings,
      rollbacks,
      rollbackSafety,
      auditor: mockServices.auditor.mock(),
      callers: {
        getCaller: async () => {
          throw new Error('reading needs no caller');
        },
      },
    });
    return actionsRegistry;
  }

  it('only read, save one, and say so', async () => {
    const registry = await start();
    expect(
      [...registry.actions.values()].map(({ name, attributes }) => ({
        name,
        ...attributes,
      })),
    ).toEqual(
      [
        'list-findings',
        'get-model-server',
        'get-costs',
        'plan-server-rollback',
        'roll-back-server',
      ].map(name => ({
        name,
        readOnly: name !== 'roll-back-server',
        destructive: name === 'roll-back-server',
        idempotent: true,
      })),
    );
  });

  it('list findings with evidence and money', async () => {
    const registry = await start();
    const { output } = await registry.invoke({
      id: 'test:list-findings',
      input: { cause: ['zombie'] },
    });
    expect(output).toMatchObject({
      total: 1,
      avoidablePerMonth: [{ currency: 'USD', amount: 4310 }],
      findings: [
        {
          server: 'eu-west/support/chat',
          cause: 'zombie',
          costPerMonth: 4310,
          summary: 'Nobody has used it for 23 days, after daily use.',
        },
      ],
    });
  });

  it('describe a server by its name, and name similar ones', async () => {
    const registry = await start();
    const { output } = await registry.invoke({
      id: 'test:get-model-server',
      input: { name: 'chat', namespace: 'support' },
    });
    expect(output).toMatchObject({
      name: 'chat',
      owner: 'group:default/support',
      runtime: 'vllm',
      gpusHeld: 2,
    });
    await expect(
      registry.invoke({
        id: 'test:get-model-server',
        input: { name: 'cha' },
      }),
    ).rejects.toThrow(/No model server is named cha; similar ones: .*chat/);
  });

  it('tell costs, and name a wrong field', async () => {
    const registry = await start();
    const { output } = await registry.invoke({
      id: 'test:get-costs',
      input: { from: '2026-11-01', to: '2026-11-02' },
    });
    expect(output).toMatchObject({ lines: [], linesOmitted: 0 });
    await expect(
      registry.invoke({
        id: 'test:get-costs',
        input: { from: 'yesterday', to: '2026-11-02' },
      }),
    ).rejects.toThrow('from: ');
  });

  it.each([
    ['list-findings', {}],
    ['get-model-server', { name: 'chat' }],
    ['get-costs', { from: '2026-11-01', to: '2026-11-02' }],
  ])('%s answers nobody who may not read', async (name, input) => {
    const registry = await start(AuthorizeResult.DENY as never);
    await expect(
      registry.invoke({ id: `test:${name}`, input }),
    ).rejects.toThrow('You may not read');
  });
});
