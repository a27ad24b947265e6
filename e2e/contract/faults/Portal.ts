import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  DataSource,
  DataSourceIssue,
  ModelServer,
  ServerRevision,
} from '@inference-portal/plugin-inference-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import request from 'supertest';
import { buildCatalogView } from '../../../plugins/inference-backend/src/decide/catalogView';
import { addDataSourceRoutes } from '../../../plugins/inference-backend/src/http/dataSources';
import type { InferenceRouter } from '../../../plugins/inference-backend/src/http/endpoints';
import { addModelServerRoutes } from '../../../plugins/inference-backend/src/http/modelServers';
import { ObserveClusters } from '../../../plugins/inference-backend/src/jobs/observeClusters';
import { ServerJoiner } from '../../../plugins/inference-backend/src/jobs/ServerJoiner';
import { builtinWorkloadAdapters } from '../../../plugins/inference-backend/src/observe/clusters/adapters';
import { ClusterObserver } from '../../../plugins/inference-backend/src/observe/clusters/ClusterObserver';
import type { ClusterAccess } from '../../../plugins/inference-backend/src/observe/clusters/config/ClusterConfig';
import { createClusterInventory } from '../../../plugins/inference-backend/src/observe/clusters/inventory';
import type { ObserverTimings } from '../../../plugins/inference-backend/src/observe/clusters/timings';
import { AuthorizedDataSources } from '../../../plugins/inference-backend/src/permissions/AuthorizedDataSources';
import { AuthorizedInventory } from '../../../plugins/inference-backend/src/permissions/AuthorizedInventory';
import { registryWithRules } from '../../../plugins/inference-backend/src/permissions/__testUtils__/registry';
import type { OpenStores } from '../../../plugins/inference-backend/src/record/__testUtils__/openStores';
import { spec } from '../../../plugins/inference-backend/src/schema/openapi.generated';
import { until } from '../cluster/until';
import { Gate } from './Gate';

const CLUSTER = 'contract';

/** As in production, but for the pauses: complete batches come often, because they are what could remove a server falsely. */
const timings: Partial<ObserverTimings> = {
  requestMs: 10_000,
  backoffMs: 100,
  backoffMaxMs: 1_000,
  healthyMs: 500,
  notInstalledMs: 1_000,
  forbiddenMs: 1_000,
  drainMs: 20,
  completeMs: 1_000,
  reportMs: 300,
};
const TICK_MS = 1_000;

/** One process of the product at work on a cluster, from its observer through its database to its HTTP API. */
export class Portal {
  private readonly gate = new Gate();
  private readonly job: ObserveClusters;
  private readonly app = express();
  private readonly ticks: NodeJS.Timeout;

  private constructor(
    stores: OpenStores,
    options: {
      access: ClusterAccess;
      timings: Partial<ObserverTimings>;
      holder: string;
      now: () => number;
    },
  ) {
    const logger = mockServices.logger.mock();
    const inventory = this.gate.guard(stores.inventory);
    const dataSources = this.gate.guard(stores.dataSources);
    this.job = new ObserveClusters({
      clusters: [
        {
          name: CLUSTER,
          observe: (sink, signal) =>
            new ClusterObserver({
              cluster: {
                name: CLUSTER,
                title: null,
                labels: {},
                paused: false,
                access: options.access,
                configKey: 'inference.clusters[0]',
                warnings: [],
              },
              inventory: createClusterInventory({
                cluster: CLUSTER,
                adapters: builtinWorkloadAdapters,
                recognition: { ignoreNamespaces: [], images: [] },
              }),
              sink,
              logger,
              timings: { ...timings, ...options.timings },
            }).run(signal),
        },
      ],
      leases: this.gate.guard(stores.leases),
      inventory,
      dataSources,
      joiner: new ServerJoiner({
        catalog: { view: buildCatalogView([]), version: 1 },
        rules: [],
        inventory,
      }),
      // What servers are registered as is no matter of observing them.
      registrar: { registerServers: async () => 0 },
      logger,
      holder: options.holder,
      now: options.now,
    });
    this.serveHttp(stores);
    this.ticks = setInterval(() => this.job.tick(), TICK_MS);
  }

  /** Begins to observe. Several on the same stores share the cluster by its lease. */
  static async start(
    stores: OpenStores,
    options: {
      access: ClusterAccess;
      timings?: Partial<ObserverTimings>;
      /** Unique to each process. */
      holder?: string;
      /** For leases; milliseconds since the Unix epoch. */
      now?: () => number;
    },
  ): Promise<Portal> {
    const portal = new Portal(stores, {
      timings: {},
      holder: 'portal',
      now: Date.now,
      ...options,
    });
    await portal.job.tick();
    return portal;
  }

  /** The cluster as `/data-sources` shows it. */
  async source(): Promise<DataSource | undefined> {
    const { items } = await this.get<{ items: DataSource[] }>('/data-sources');
    return items.find(({ id }) => id === `cluster:${CLUSTER}`);
  }

  async servers(namespace: string): Promise<ModelServer[]> {
    const { items } = await this.get<{ items: ModelServer[] }>(
      `/model-servers?limit=200&namespace=${namespace}`,
    );
    return items;
  }

  /** Oldest first. */
  async revisions(serverId: string): Promise<ServerRevision[]> {
    const { items } = await this.get<{ items: ServerRevision[] }>(
      `/model-servers/${serverId}/revisions?limit=200`,
    );
    return items.reverse();
  }

  /** Waits until the cluster is shown as healthy. */
  async healthy(): Promise<DataSource> {
    let last: DataSource | undefined;
    return until('a healthy data source', async () => {
      last = await this.source();
      return last?.status === 'healthy' && last.issues.length === 0 && last;
    }).catch(error => {
      throw new Error(`${error}; it says ${JSON.stringify(last)}`);
    });
  }

  /** Waits until the cluster is shown with an issue of this code, and holds it to what every issue has to tell. */
  async complains(
    code: string,
    expected: { about?: RegExp; status?: DataSource['status'] } = {},
  ): Promise<DataSourceIssue> {
    const { about = /./, status } = expected;
    let last: DataSource | undefined;
    const issue = await until(`issue ${code} about ${about}`, async () => {
      last = await this.source();
      return (
        last !== undefined &&
        (status ?? last.status) === last.status &&
        last.issues.find(one => one.code === code && about.test(one.message))
      );
    }).catch(error => {
      throw new Error(`${error}; it says ${JSON.stringify(last)}`);
    });
    expect(last?.status).not.toBe('healthy');
    expect(issue.fix).toMatch(/\w/);
    expect(Date.parse(issue.since ?? '')).toBeLessThanOrEqual(Date.now());
    return issue;
  }

  /** Stands still, as a process that is stopped or starved: nothing is written until it thaws. */
  freeze(): void {
    this.gate.close();
  }

  thaw(): void {
    this.gate.open();
  }

  async stop(): Promise<void> {
    this.gate.open();
    clearInterval(this.ticks);
    await this.job.shutdown();
  }

  private async get<T>(path: string): Promise<T> {
    const { status, body } = await request(this.app).get(path);
    if (status !== 200) {
      throw new Error(
        `GET ${path} was answered ${status}: ${JSON.stringify(body)}`,
      );
    }
    return body as T;
  }

  private serveHttp({ inventory, dataSources }: OpenStores): void {
    const permissions = mockServices.permissions.mock();
    const allow = { result: AuthorizeResult.ALLOW } as const;
    permissions.authorize.mockResolvedValue([allow]);
    permissions.authorizeConditional.mockResolvedValue([allow]);
    const httpAuth = mockServices.httpAuth({ pluginId: 'inference' });
    const created =
      createValidatedOpenApiRouterFromGeneratedEndpointMap<
        Record<string, never>
      >(spec);
    const router = created as unknown as InferenceRouter;
    addModelServerRoutes(router, {
      httpAuth,
      inventory: new AuthorizedInventory({
        inventory,
        permissions,
        permissionsRegistry: registryWithRules(),
      }),
    });
    addDataSourceRoutes(router, {
      httpAuth,
      dataSources: new AuthorizedDataSources({ dataSources, permissions }),
    });
    this.app.use(
      created as unknown as express.Router,
      MiddlewareFactory.create({
        logger: mockServices.logger.mock(),
        config: mockServices.rootConfig(),
      }).error(),
    );
  }
}
