import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import {
  mockServices,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import express from 'express';
import request from 'supertest';
import type {
  AllocationInterval,
  NodeInterval,
  PriceRow,
} from '../decide/cost/ledger';
import { createRouter } from '../http/createRouter';
import { createRollUpCosts } from '../jobs/rollUpCosts';
import {
  AuthorizedDataSources,
  AuthorizedInventory,
  AuthorizedRegistry,
} from '../permissions';
import { registryWithRules } from '../permissions/__testUtils__/registry';
import {
  type KnexLedgerStore,
  KnexUsageStore,
  type LedgerBatch,
} from '../record';
import { openStores } from '../record/__testUtils__/openStores';
import type { InstantMs } from '../types';
import { createTestChanges } from './createTestChanges';
import { createTestCosts } from './createTestCosts';
import { createTestDeployments } from './createTestDeployments';
import {
  createTestGpuPlans,
  createTestServerPlans,
} from './createTestGpuPlans';
import { createTestReadiness } from './createTestReadiness';
import { createTestFindings } from './createTestFindings';
import { createTestUsage } from './createTestUsage';
import {
  createAuditor,
  headerOf,
  noImports,
  type AuditedEvent,
} from './startRegistry';

/** The fleet's clock: noon of a day in November. */
export const NOW = Date.UTC(2026, 10, 20, 12);

export const instant = (text: string) => Date.parse(text) as InstantMs;
const BEGIN = instant('2026-10-01T00:00:00Z');

/** Two nodes of one cluster and one of another, from the beginning of October on; 8 dollars a GPU-hour in eu-west, 1 in us-east. */
export const node = (
  name: string,
  facts: Partial<NodeInterval>,
): NodeInterval => ({
  uid: `uid-${name}`,
  cluster: 'eu-west',
  name,
  gpuProduct: 'H100',
  physicalGpus: 2,
  instanceType: 'p5.48xlarge',
  region: 'eu-west-1',
  capacityType: 'on-demand',
  schedulable: true,
  statedPrice: null,
  quality: 'observed',
  from: BEGIN,
  to: null,
  ...facts,
});

/** A GPU of a node, held since the beginning. */
export const hold = (
  pod: string,
  nodeName: string,
  facts: Partial<AllocationInterval>,
): AllocationInterval => ({
  podUid: `uid-${pod}`,
  container: 'engine',
  nodeUid: `uid-${nodeName}`,
  cluster: 'eu-west',
  namespace: 'support',
  podName: pod,
  resource: 'nvidia.com/gpu',
  units: 1,
  weight: { numerator: 1, denominator: 1 },
  serverId: null,
  labels: {},
  quality: 'observed',
  from: BEGIN,
  to: null,
  ...facts,
});

/** 16 dollars for the hour of every node. */
export const price = (id: string, facts: Partial<PriceRow>): PriceRow => ({
  id,
  source: 'shipped',
  match: {
    cluster: null,
    instanceType: null,
    gpuProduct: null,
    region: null,
    capacityType: null,
  },
  currency: 'USD',
  unit: 'node-hour',
  micros: 16_000_000,
  from: 0 as InstantMs,
  to: null,
  asOf: instant('2026-04-30T00:00:00Z'),
  note: 'price list of April',
  ...facts,
});

const GROUPS = [
  { ref: 'group:default/engineering', parent: null, title: 'Engineering' },
  {
    ref: 'group:default/support',
    parent: 'group:default/engineering',
    title: 'Support',
  },
  {
    ref: 'group:default/search',
    parent: 'group:default/engineering',
    title: null,
  },
];

/** The API over a fleet whose costs are known by heart, and ways to call it as somebody. */
export interface StartedCosts {
  readonly app: express.Express;
  readonly ledger: KnexLedgerStore;
  readonly usage: KnexUsageStore;
  readonly audit: readonly AuditedEvent[];
  /** Decides a permission otherwise than to allow it. */
  decide(permission: string, decision: PolicyDecision): void;
  /** Records what a look at a cluster tells. */
  tell(
    cluster: string,
    evidence: Pick<LedgerBatch, 'nodes' | 'allocations'>,
  ): Promise<void>;
  /** Computes the roll-ups. */
  rollUp(): Promise<void>;
  as(who: string): {
    get(path: string): request.Test;
    put(path: string, body: object): request.Test;
    delete(path: string): request.Test;
  };
}

async function fill(
  ledger: KnexLedgerStore,
  leaseOf: Awaited<ReturnType<typeof openStores>>['leaseOf'],
): Promise<void> {
  const clusters = {
    'eu-west': {
      nodes: [node('gpu-a', {}), node('gpu-b', {})],
      allocations: [
        hold('chat-0', 'gpu-a', {
          serverId: 'chat',
          labels: { 'app.kubernetes.io/part-of': 'helpdesk' },
        }),
        // A third of a card for the first ten days of November.
        hold('rerank-0', 'gpu-a', {
          namespace: 'search',
          serverId: 'rerank',
          weight: { numerator: 1, denominator: 3 },
          from: instant('2026-11-01T00:00:00Z'),
          to: instant('2026-11-11T00:00:00Z'),
        }),
        hold('notebook-0', 'gpu-b', { namespace: 'lab' }),
      ],
    },
    'us-east': {
      nodes: [
        node('gpu-c', {
          cluster: 'us-east',
          gpuProduct: 'L4',
          instanceType: 'g6.xlarge',
          physicalGpus: 1,
          capacityType: 'spot',
        }),
      ],
      allocations: [
        hold('ocr-0', 'gpu-c', {
          cluster: 'us-east',
          namespace: '=documents',
          serverId: 'ocr',
        }),
      ],
    },
  };
  for (const [cluster, evidence] of Object.entries(clusters)) {
    await ledger.applyBatch(
      {
        cluster,
        observedAt: NOW as InstantMs,
        complete: true,
        ...evidence,
      },
      await leaseOf(cluster),
    );
  }
  const own = (subject: string, owner: string, model: string) => ({
    subject,
    owner,
    model,
    version: '1.0.0',
  });
  await ledger.setOwnership(BEGIN, [
    own('chat', 'group:default/support', 'support/chat'),
    own('rerank', 'group:default/search', 'search/rerank'),
    own('ocr', 'group:default/support', 'support/ocr'),
  ]);
  await ledger.replacePrices('shipped', [
    price('p5', {
      match: { ...price('', {}).match, instanceType: 'p5.48xlarge' },
    }),
  ]);
  await ledger.replacePrices('config', [
    price('g6', {
      source: 'config',
      match: { ...price('', {}).match, instanceType: 'g6.xlarge' },
      micros: 1_000_000,
      asOf: null,
      note: 'inference.costs.prices[0]',
    }),
  ]);
}

export async function startCosts(
  databases: TestDatabases,
  options: { readonly isEmpty?: boolean } = {},
): Promise<StartedCosts> {
  const {
    db,
    inventory,
    dataSources,
    registry: models,
    leaseOf,
  } = await openStores(databases, 'SQLITE_3');
  const decisions = new Map<string, PolicyDecision>();
  const permissions = mockServices.permissions.mock();
  permissions.authorizeConditional.mockImplementation(async queries =>
    queries.map(
      ({ permission }) =>
        decisions.get(permission.name) ?? { result: AuthorizeResult.ALLOW },
    ),
  );
  const userInfo = mockServices.userInfo.mock();
  userInfo.getUserInfo.mockImplementation(async credentials => {
    const { userEntityRef } = credentials.principal as {
      userEntityRef: string;
    };
    return { userEntityRef, ownershipEntityRefs: [userEntityRef] };
  });
  const permissionsRegistry = registryWithRules();
  const now = () => NOW;
  const usage = await KnexUsageStore.create({
    database: mockServices.database({ knex: db }),
  });
  const { costs, ledger } = await createTestCosts({
    usage,
    db,
    models,
    permissions,
    permissionsRegistry,
    groups: GROUPS,
    timezones: ['UTC', 'Europe/Berlin'],
    now,
  });
  if (!options.isEmpty) {
    await fill(ledger, leaseOf);
  }
  const servers = new AuthorizedInventory({
    inventory,
    permissions,
    permissionsRegistry,
  });
  const audit: AuditedEvent[] = [];
  const changes = await createTestChanges({
    db,
    inventory,
    permissions,
    permissionsRegistry,
    now,
  });
  const { findings } = await createTestFindings({
    db,
    inventory,
    permissions,
    permissionsRegistry,
    now,
  });
  const app = express();
  const gpuPlans = createTestGpuPlans({
    inventory,
    models,
    prices: ledger,
    permissions,
    permissionsRegistry,
    now,
  });
  app.use(
    createRouter({
      auditor: createAuditor(audit),
      httpAuth: mockServices.httpAuth({ pluginId: 'inference' }),
      inventory: servers,
      registry: new AuthorizedRegistry({
        store: models,
        inventory,
        servers,
        imports: noImports(),
        rules: { ownersOnly: true, admins: [], protectedAliases: [] },
        auth: mockServices.auth(),
        userInfo,
        permissions,
        permissionsRegistry,
        onChange: () => {},
        joinServers: async () => {},
        now,
      }),
      costs,
      findings,
      remediations: changes.remediations,
      rollbacks: changes.rollbacks,
      rollbackSafety: changes.rollbackSafety,
      deployments: createTestDeployments({
        inventory,
        permissions,
        permissionsRegistry,
        now,
      }),
      gpuPlans,
      serverPlans: createTestServerPlans({ servers, plans: gpuPlans }),
      readiness: await createTestReadiness({
        db,
        inventory,
        servers,
        costs,
        now,
      }),
      usage: await createTestUsage({ db, servers }),
      dataSources: new AuthorizedDataSources({ dataSources, permissions }),
      coverage: dataSources,
      now,
      validateResponses: true,
    }),
  );
  app.use(
    MiddlewareFactory.create({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig(),
    }).error(),
  );
  const rollUp = createRollUpCosts({
    ledger,
    logger: mockServices.logger.mock(),
    now,
  });
  return {
    app,
    ledger,
    usage,
    audit,
    decide: (permission, decision) => decisions.set(permission, decision),
    tell: async (cluster, evidence) => {
      await ledger.applyBatch(
        {
          cluster,
          observedAt: NOW as InstantMs,
          complete: false,
          ...evidence,
        },
        await leaseOf(cluster),
      );
    },
    rollUp: async () => {
      await rollUp(new AbortController().signal);
    },
    as: who => {
      const header = headerOf(who);
      const send = (test: request.Test) => test.set('authorization', header);
      return {
        get: path => send(request(app).get(path)),
        put: (path, body) => send(request(app).put(path)).send(body),
        delete: path => send(request(app).delete(path)),
      };
    },
  };
}
