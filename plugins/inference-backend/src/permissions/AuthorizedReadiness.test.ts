import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { inferenceCostReadPermission } from '@inference-portal/plugin-inference-common';
import { createTestCosts } from '../__testUtils__/createTestCosts';
import { createTestReadiness } from '../__testUtils__/createTestReadiness';
import { usageHour } from '../__testUtils__/createTestUsage';
import { buildCatalogView } from '../decide/catalogView';
import { DAY_MS, HOUR_MS } from '../durations';
import { KnexBudgetStore, KnexUsageStore } from '../record';
import {
  at,
  batch,
  observation,
  ownedBy,
} from '../record/__testUtils__/observations';
import { openStores } from '../record/__testUtils__/openStores';
import type { InstantMs } from '../types';
import { registryWithRules } from './__testUtils__/registry';
import { AuthorizedInventory } from './AuthorizedInventory';

jest.setTimeout(60_000);

const ENTITY = 'component:default/support-chat';
const PLAN = 'https://git.example.com/support/exit-plan.md';
const WRITTEN = {
  value: 'runbooks/exit.md',
  source: 'annotation inference-portal/exit-plan on the Deployment',
};

describe('AuthorizedReadiness', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function assess(
    options: { planOnWorkload?: boolean; costsDenied?: boolean } = {},
  ) {
    const { db, inventory, fence, registry } = await openStores(
      databases,
      'SQLITE_3',
    );
    const seen = observation();
    const chat = options.planOnWorkload
      ? { ...seen, ownership: { ...seen.ownership, exitPlan: WRITTEN } }
      : seen;
    await inventory.applyBatch(
      batch(30_000, [chat]),
      new Map([
        [
          chat.server.id,
          ownedBy('group:default/support', { entityRef: ENTITY }),
        ],
      ]),
      fence,
    );
    const now = at(3 * DAY_MS);
    const database = mockServices.database({ knex: db });
    const usage = await KnexUsageStore.create({ database });
    const first = Math.ceil(at(0) / HOUR_MS) * HOUR_MS;
    await usage.saveHours(
      Array.from({ length: 60 }, (_, index) => ({
        ...usageHour(chat.server.id, 0),
        hour: (first + index * HOUR_MS) as InstantMs,
        gpuMemoryBytes: (70 + index / 2) * 2 ** 30,
      })),
    );
    const budgets = await KnexBudgetStore.create({ database });
    await budgets.set({
      scope: { kind: 'owner', ref: 'group:default/engineering' },
      monthly: { currency: 'USD', micros: 5_000_000_000 },
      timezone: 'UTC',
      note: null,
      setBy: 'user:default/guest',
      setAt: at(0),
    });
    const permissions = mockServices.permissions.mock();
    permissions.authorizeConditional.mockImplementation(async ([asked]) => [
      {
        result:
          options.costsDenied &&
          asked?.permission.name === inferenceCostReadPermission.name
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      },
    ]);
    const shared = { permissions, permissionsRegistry: registryWithRules() };
    const { costs } = await createTestCosts({
      db,
      models: registry,
      ...shared,
      groups: ['engineering', 'support'].map(name => ({
        ref: `group:default/${name}`,
        parent: name === 'support' ? 'group:default/engineering' : null,
        title: null,
      })),
      now: () => now,
    });
    const readiness = await createTestReadiness({
      db,
      inventory,
      servers: new AuthorizedInventory({ inventory, ...shared }),
      costs,
      catalog: {
        view: buildCatalogView([
          {
            ref: ENTITY,
            kind: 'component',
            type: 'model-server',
            namespace: 'default',
            owners: [],
            server: 'support/support-chat',
            model: null,
            kubernetesId: null,
            generated: false,
            exitPlan: PLAN,
          },
        ]),
      },
      now: () => now,
    });
    const { items } = await readiness.getReadiness(chat.server.id, {
      credentials: mockCredentials.user(),
    });
    return (code: string) => items.find(item => item.code === code);
  }

  it('finds the exit plan on the entity, unless the workload names one', async () => {
    expect((await assess())('exit-plan')).toMatchObject({
      result: 'pass',
      evidence: [
        {
          value: PLAN,
          source: `annotation inference-portal/exit-plan on ${ENTITY}`,
        },
      ],
    });
    const rule = await assess({ planOnWorkload: true });
    expect(rule('exit-plan')?.evidence).toMatchObject([WRITTEN]);
  });

  it('counts the budget of a group above the owner', async () => {
    expect((await assess())('cost-budget')).toMatchObject({
      result: 'pass',
      message:
        'A monthly budget of group:default/engineering covers the server.',
    });
  });

  it('does not know of budgets where the caller may read no costs', async () => {
    const rule = await assess({ costsDenied: true });
    expect(rule('cost-budget')?.result).toBe('unknown');
  });

  it('follows the memory of the GPUs since the last change', async () => {
    expect((await assess())('memory-growth')).toMatchObject({ result: 'fail' });
  });

  it('says of what is not watched that it is not known', async () => {
    const rule = await assess();
    expect(rule('autoscaling')?.result).toBe('unknown');
    expect(rule('disruption-budget')?.result).toBe('unknown');
  });
});
