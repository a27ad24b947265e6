import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import {
  mockServices,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type {
  DefinitivePolicyDecision,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import express from 'express';
import {
  AuthorizedDataSources,
  AuthorizedInventory,
  AuthorizedRegistry,
} from '../../permissions';
import { createTestChanges } from '../../__testUtils__/createTestChanges';
import { createTestCosts } from '../../__testUtils__/createTestCosts';
import { createTestDeployments } from '../../__testUtils__/createTestDeployments';
import {
  createTestGpuPlans,
  createTestServerPlans,
} from '../../__testUtils__/createTestGpuPlans';
import { createTestReadiness } from '../../__testUtils__/createTestReadiness';
import { createTestFindings } from '../../__testUtils__/createTestFindings';
import {
  createTestUsage,
  usageHour,
} from '../../__testUtils__/createTestUsage';
import { registryWithRules } from '../../permissions/__testUtils__/registry';
import { dataSource } from '../../record/__testUtils__/dataSources';
import {
  at,
  batch,
  observation,
  ownedBy,
  remembered,
  watched,
} from '../../record/__testUtils__/observations';
import { KnexRegistryStore } from '../../record';
import { openStores } from '../../record/__testUtils__/openStores';
import { noImports } from '../../__testUtils__/startRegistry';
import { createRouter } from '../createRouter';

/** A fleet of three servers behind the router; an answer that does not fit the OpenAPI document becomes an error. */
export async function startRouter(
  databases: TestDatabases,
  decisions: {
    readonly servers: PolicyDecision;
    readonly dataSources: DefinitivePolicyDecision;
  },
): Promise<express.Express> {
  const { db, inventory, dataSources, fence, leaseOf } = await openStores(
    databases,
    'SQLITE_3',
  );
  const chat = observation({
    name: 'chat',
    current: watched('vllm/vllm-openai:v0.11.0', { startedAt: at(20_000) }),
    remembered: [
      remembered('vllm/vllm-openai:v0.10.2', {
        uid: 'rs-1',
        startedAt: at(10_000),
        clusterRevision: '1',
      }),
    ],
  });
  const rerank = observation({ name: 'rerank', namespace: 'search' });
  await inventory.applyBatch(
    batch(30_000, [chat, rerank], {
      capacity: [
        { product: 'H100', capacity: 8, heldByServers: 4, heldByOthers: 1 },
      ],
    }),
    new Map([
      [chat.server.id, ownedBy('group:default/support')],
      [rerank.server.id, ownedBy(null)],
    ]),
    fence,
  );
  const ocr = observation({
    name: 'ocr',
    cluster: 'us-east',
    server: { state: 'crash-looping', stateReason: 'CrashLoopBackOff' },
  });
  await inventory.applyBatch(
    batch(30_000, [ocr], {
      cluster: 'us-east',
      capacity: [
        { product: 'L4', capacity: 4, heldByServers: 2, heldByOthers: 0 },
      ],
    }),
    new Map([[ocr.server.id, ownedBy('group:default/documents')]]),
    await leaseOf('us-east'),
  );
  await dataSources.put(dataSource({ name: 'eu-west', status: 'degraded' }));
  await dataSources.put(dataSource({ name: 'us-east', status: 'unreachable' }));
  await dataSources.put(dataSource({ name: 'fleet', type: 'prometheus' }));

  const permissions = mockServices.permissions.mock();
  permissions.authorizeConditional.mockResolvedValue([decisions.servers]);
  permissions.authorize.mockResolvedValue([decisions.dataSources]);
  const permissionsRegistry = registryWithRules();
  const servers = new AuthorizedInventory({
    inventory,
    permissions,
    permissionsRegistry,
  });
  const models = await KnexRegistryStore.create({
    database: mockServices.database({ knex: db }),
  });
  const registry = new AuthorizedRegistry({
    store: models,
    inventory,
    servers,
    imports: noImports(),
    rules: { ownersOnly: true, admins: [], protectedAliases: [] },
    auth: mockServices.auth(),
    userInfo: mockServices.userInfo(),
    permissions,
    permissionsRegistry,
    onChange: () => {},
    joinServers: async () => {},
    now: Date.now,
  });
  const { costs } = await createTestCosts({
    db,
    models,
    permissions,
    permissionsRegistry,
    now: Date.now,
  });
  const { remediations, rollbacks, rollbackSafety } = await createTestChanges({
    db: db,
    inventory,
    permissions,
    permissionsRegistry,
    now: Date.now,
  });
  const { findings } = await createTestFindings({
    db,
    inventory,
    permissions,
    permissionsRegistry,
    now: Date.now,
  });
  const app = express();
  const gpuPlans = createTestGpuPlans({
    inventory,
    models,
    permissions,
    permissionsRegistry,
    now: Date.now,
  });
  app.use(
    createRouter({
      auditor: mockServices.auditor.mock(),
      httpAuth: mockServices.httpAuth({ pluginId: 'inference' }),
      inventory: servers,
      registry,
      dataSources: new AuthorizedDataSources({ dataSources, permissions }),
      coverage: dataSources,
      costs,
      findings,
      remediations,
      rollbacks,
      rollbackSafety,
      deployments: createTestDeployments({
        inventory,
        permissions,
        permissionsRegistry,
        now: Date.now,
      }),
      gpuPlans,
      serverPlans: createTestServerPlans({ servers, plans: gpuPlans }),
      readiness: await createTestReadiness({
        db,
        inventory,
        servers,
        costs,
        now: Date.now,
      }),
      usage: await createTestUsage({
        db,
        servers,
        hours: [
          usageHour(chat.server.id, 0),
          usageHour(chat.server.id, 1, { requests: null }),
          usageHour(chat.server.id, 4, {
            requests: 0,
            generatedTokens: 0,
            gpuActivityMax: 0,
          }),
          usageHour(rerank.server.id, 0),
        ],
      }),
      now: Date.now,
      validateResponses: true,
    }),
  );
  app.use(
    MiddlewareFactory.create({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig(),
    }).error(),
  );
  return app;
}
