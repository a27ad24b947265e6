import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import {
  mockCredentials,
  mockServices,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import express from 'express';
import request from 'supertest';
import type { GitReverter } from '../act/rollback/git/GitReverter';
import { ServerRegistrar } from '../jobs/ServerRegistrar';
import {
  AuthorizedDataSources,
  AuthorizedInventory,
  AuthorizedRegistry,
  type RegistryRules,
  type RollbackRules,
  type RunnableImports,
} from '../permissions';
import { registryWithRules } from '../permissions/__testUtils__/registry';
import {
  openStores,
  type OpenStores,
} from '../record/__testUtils__/openStores';
import { createRouter } from '../http/createRouter';
import type { ClusterPatcher } from '../observe/clusters/connection/ClusterConnection';
import { createTestChanges, type TestChanges } from './createTestChanges';
import { createTestCosts } from './createTestCosts';
import { createTestDeployments } from './createTestDeployments';
import {
  createTestGpuPlans,
  createTestServerPlans,
} from './createTestGpuPlans';
import { createTestReadiness } from './createTestReadiness';
import { createTestFindings } from './createTestFindings';
import { createTestUsage } from './createTestUsage';

/** Groups of the people in these tests. */
const GROUPS: { readonly [user: string]: readonly string[] } = {
  ada: ['group:default/support'],
  bob: ['group:default/support'],
  eve: ['group:default/search'],
  grace: ['group:default/ml-approvers'],
  root: ['group:default/platform'],
};

export const MODEL = {
  namespace: 'support',
  name: 'support-chat',
  owner: 'group:default/support',
  sourceIds: ['acme/support-chat'],
};
export const COMMIT = '3f1c2a9d0b5e4f6a7c8d9e0f1a2b3c4d5e6f7a8b';
export const VERSION = {
  version: '1.0.0',
  source: `hf://acme/support-chat@${COMMIT}`,
  license: 'Apache-2.0',
};
export const VERSIONS = '/models/support/support-chat/versions';

/** An event that the auditor was told. */
export interface AuditedEvent {
  readonly eventId: string;
  readonly meta: unknown;
  readonly outcome: 'succeeded' | 'failed' | 'open';
  readonly error: string | null;
}

/** The API with a registry that is empty, and ways to call it as somebody. */
export interface StartedRegistry {
  readonly app: express.Express;
  readonly stores: OpenStores;
  readonly registrar: ServerRegistrar;
  readonly audit: readonly AuditedEvent[];
  readonly changes: TestChanges;
  /** Decides a permission otherwise than to allow it. */
  decide(permission: string, decision: PolicyDecision): void;
  as(who: string): {
    get(path: string): request.Test;
    post(path: string, body: object): request.Test;
    put(path: string, body: object): request.Test;
    patch(path: string, body: object): request.Test;
  };
}

/** An auditor that writes down what it is told. */
export function createAuditor(events: AuditedEvent[]) {
  const auditor = mockServices.auditor.mock();
  auditor.createEvent.mockImplementation(async ({ eventId, meta }) => {
    const index =
      events.push({ eventId, meta, outcome: 'open', error: null }) - 1;
    const close = (outcome: AuditedEvent['outcome'], error: string | null) => {
      events[index] = { eventId, meta, outcome, error };
    };
    return {
      success: async () => close('succeeded', null),
      fail: async ({ error }) => close('failed', error.message),
    };
  });
  return auditor;
}

/** Credentials of a person, or of `service:<name>`. */
export function headerOf(who: string): string {
  return who.startsWith('service:')
    ? mockCredentials.service.header({
        onBehalfOf: mockCredentials.service(
          `external:${who.slice('service:'.length)}`,
        ),
        targetPluginId: 'inference',
      })
    : mockCredentials.user.header(`user:default/${who}`);
}

/** No registry is configured. */
export function noImports(): RunnableImports {
  return {
    names: [],
    start: async () => ({ status: 'unknown-source' }),
    list: async () => [],
    find: async () => undefined,
  };
}

export async function startRegistry(
  databases: TestDatabases,
  options: {
    readonly rules?: Partial<RegistryRules>;
    readonly rollbackRules?: RollbackRules;
    /** No pull requests are opened when left out. */
    readonly reverter?: GitReverter;
    readonly imports?: RunnableImports;
    /** Answers for every cluster; none answers when left out. */
    readonly cluster?: ClusterPatcher;
    /** Milliseconds since the Unix epoch; a second passes with every look when left out. */
    readonly now?: () => number;
  } = {},
): Promise<StartedRegistry> {
  const stores = await openStores(databases, 'SQLITE_3');
  const { inventory, dataSources, registry: store } = stores;
  const decisions = new Map<string, PolicyDecision>();
  const decisionOf = (name: string) =>
    decisions.get(name) ?? ({ result: AuthorizeResult.ALLOW } as const);
  const permissions = mockServices.permissions.mock();
  permissions.authorizeConditional.mockImplementation(async queries =>
    queries.map(({ permission }) => decisionOf(permission.name)),
  );
  permissions.authorize.mockImplementation(async queries =>
    queries.map(({ permission }) => ({
      result:
        decisionOf(permission.name).result === AuthorizeResult.ALLOW
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    })),
  );
  const userInfo = mockServices.userInfo.mock();
  userInfo.getUserInfo.mockImplementation(async credentials => {
    const { userEntityRef } = credentials.principal as {
      userEntityRef: string;
    };
    return {
      userEntityRef,
      ownershipEntityRefs: [
        userEntityRef,
        ...(GROUPS[userEntityRef.replace('user:default/', '')] ?? []),
      ],
    };
  });
  const permissionsRegistry = registryWithRules();
  const servers = new AuthorizedInventory({
    inventory,
    permissions,
    permissionsRegistry,
  });
  const registrar = new ServerRegistrar({
    inventory,
    store,
    logger: mockServices.logger.mock(),
  });
  let clock = Date.UTC(2026, 10, 22, 9, 0, 0);
  const now = options.now ?? (() => (clock += 1000));
  const registry = new AuthorizedRegistry({
    store,
    inventory,
    servers,
    imports: options.imports ?? noImports(),
    rules: {
      ownersOnly: true,
      admins: ['group:default/platform'],
      protectedAliases: [{ alias: 'production', approvers: null }],
      ...options.rules,
    },
    auth: mockServices.auth(),
    userInfo,
    permissions,
    permissionsRegistry,
    onChange: () => {},
    joinServers: () => registrar.requestAll(),
    now,
  });
  const { costs } = await createTestCosts({
    db: stores.db,
    models: store,
    permissions,
    permissionsRegistry,
    now,
  });
  const audit: AuditedEvent[] = [];
  const changes = await createTestChanges({
    db: stores.db,
    inventory,
    permissions,
    permissionsRegistry,
    rules: { ownersOnly: true, admins: ['group:default/platform'] },
    aliases: registry.aliases,
    cluster: options.cluster,
    rollbackRules: options.rollbackRules,
    reverter: options.reverter,
    now,
  });
  const { findings } = await createTestFindings({
    db: stores.db,
    inventory,
    permissions,
    permissionsRegistry,
    now,
  });
  const app = express();
  const gpuPlans = createTestGpuPlans({
    inventory,
    models: store,
    permissions,
    permissionsRegistry,
    now,
  });
  app.use(
    createRouter({
      auditor: createAuditor(audit),
      httpAuth: mockServices.httpAuth({ pluginId: 'inference' }),
      inventory: servers,
      registry,
      dataSources: new AuthorizedDataSources({ dataSources, permissions }),
      coverage: dataSources,
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
        db: stores.db,
        inventory,
        servers,
        costs,
        now,
      }),
      usage: await createTestUsage({ db: stores.db, servers }),
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
  return {
    app,
    stores,
    registrar,
    audit,
    changes,
    decide: (permission, decision) => decisions.set(permission, decision),
    as: who => {
      const header = headerOf(who);
      const send = (test: request.Test) => test.set('authorization', header);
      return {
        get: path => send(request(app).get(path)),
        post: (path, body) => send(request(app).post(path)).send(body),
        put: (path, body) => send(request(app).put(path)).send(body),
        patch: (path, body) => send(request(app).patch(path)).send(body),
      };
    },
  };
}
