import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  costsExtensionPoint,
  registrySourcesExtensionPoint,
  workloadAdaptersExtensionPoint,
} from '@inference-portal/plugin-inference-node';
import { registerActions } from './actions';
import { CostExtensions } from './CostExtensions';
import { createChanges } from './createChanges';
import { createCosts } from './createCosts';
import { createDeployments } from './createDeployments';
import { createFindings } from './createFindings';
import { createGpuPlans } from './createGpuPlans';
import { createLedger } from './createLedger';
import { createReadiness } from './createReadiness';
import { createRegistry } from './createRegistry';
import { createUsage } from './createUsage';
import { createRouter } from './http';
import { announceSources } from './jobs/announceSources';
import { describeSources } from './jobs/describeSources';
import { ServerJoiner } from './jobs/ServerJoiner';
import { startJobs } from './jobs/startJobs';
import { CatalogIndex } from './observe/catalog/CatalogIndex';
import { readOwnershipRules } from './observe/catalog/readOwnershipRules';
import { ClusterObserver, readClusters } from './observe/clusters';
import { builtinWorkloadAdapters } from './observe/clusters/adapters';
import { createClusterInventory } from './observe/clusters/inventory/ClusterInventory';
import { PrometheusClient } from './observe/metrics/PrometheusClient';
import { readPrometheusSources } from './observe/metrics/PrometheusConfig';
import { readRecognitionRules } from './observe/readRecognitionRules';
import {
  AuthorizedDataSources,
  AuthorizedInventory,
  registerPermissions,
} from './permissions';
import {
  findEncodingProblem,
  KnexDataSourceStore,
  KnexInventoryStore,
  KnexLeaseStore,
} from './record';
import type { InstantMs } from './types';
import { RegistrySourceList } from './RegistrySourceList';
import { WorkloadAdapterRegistry } from './WorkloadAdapterRegistry';

/** Backend plugin that shows which models run on which GPUs, and who owns them. */
export const inferencePlugin = createBackendPlugin({
  pluginId: 'inference',
  register(env) {
    const adapters = new WorkloadAdapterRegistry(builtinWorkloadAdapters);
    env.registerExtensionPoint(workloadAdaptersExtensionPoint, adapters);
    const registrySources = new RegistrySourceList();
    env.registerExtensionPoint(registrySourcesExtensionPoint, registrySources);
    const costExtensions = new CostExtensions();
    env.registerExtensionPoint(costsExtensionPoint, costExtensions);

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init({
        actionsRegistry,
        auditor,
        auth,
        catalog,
        config,
        database,
        httpAuth,
        httpRouter,
        lifecycle,
        logger,
        notifications,
        permissions,
        permissionsRegistry,
        scheduler,
        urlReader,
        userInfo,
      }) {
        const inventory = await KnexInventoryStore.create({ database });
        const dataSources = await KnexDataSourceStore.create({ database });
        const leases = await KnexLeaseStore.create({ database });

        const { clusters, problems } = readClusters(config);
        const clusterNames = clusters.map(({ name }) => name);
        const prometheus = readPrometheusSources(config);
        const ownership = readOwnershipRules(config);
        const recognition = readRecognitionRules(config);
        const encoding = await findEncodingProblem(database);
        for (const problem of [
          ...(encoding ? [encoding] : []),
          ...ownership.problems,
          ...recognition.problems,
        ]) {
          logger.warn(problem);
        }

        const servers = new AuthorizedInventory({
          inventory,
          permissions,
          permissionsRegistry,
        });
        const index = new CatalogIndex({
          catalog,
          auth,
          logger,
          modelType:
            config.getOptionalString('inference.catalog.modelType') ??
            'ai-model',
        });
        const registry = await createRegistry({
          catalog: index,
          config,
          database,
          inventory,
          servers,
          dataSources,
          added: registrySources.list(),
          auth,
          userInfo,
          permissions,
          permissionsRegistry,
          logger,
        });
        const joiner = new ServerJoiner({
          catalog: index,
          rules: ownership.rules,
          inventory,
        });
        const scraped = prometheus.flatMap(entry =>
          entry.status === 'valid'
            ? [
                {
                  source: entry.source,
                  client: new PrometheusClient(entry.source),
                },
              ]
            : [],
        );
        const ledger = await createLedger({
          config,
          database,
          inventory,
          joiner,
          extensions: costExtensions,
          clusters: clusterNames,
          prometheus: scraped,
          logger,
        });
        const usage = await createUsage({
          database,
          inventory,
          servers,
          ledger: ledger.store,
          clusters: clusterNames,
          prometheus: scraped,
          logger,
        });
        const costs = await createCosts({
          ledger: ledger.store,
          usage: usage.store,
          registry: registry.store,
          database,
          catalog,
          auth,
          permissions,
          permissionsRegistry,
          scheduler,
          logger,
        });
        const findings = await createFindings({
          config,
          database,
          inventory,
          registry: registry.store,
          ledger: ledger.store,
          usage: usage.store,
          index,
          catalog,
          auth,
          notifications,
          permissions,
          permissionsRegistry,
          logger,
        });
        const changes = await createChanges({
          config,
          database,
          inventory,
          findings: findings.store,
          usage: usage.store,
          registry: registry.store,
          aliases: registry.authorized.aliases,
          clusters,
          prometheus: scraped,
          notifications,
          permissions,
          permissionsRegistry,
          urlReader,
          logger,
        });
        const plans = createGpuPlans({
          config,
          inventory,
          servers,
          clusters: clusterNames,
          prometheus: scraped,
          prices: ledger.store,
          models: registry.store,
          permissions,
          permissionsRegistry,
          logger,
        });
        const deployments = createDeployments({
          config,
          inventory,
          joiner,
          clusters,
          permissions,
          permissionsRegistry,
        });
        registerActions({
          actionsRegistry,
          servers,
          costs,
          findings: findings.authorized,
          auditor,
          rollbacks: changes.rollbacks,
          rollbackSafety: changes.rollbackSafety,
          callers: registry.authorized.callers,
        });
        registerPermissions({
          permissionsRegistry,
          inventory,
          registry: registry.store,
        });
        httpRouter.use(
          createRouter({
            auditor,
            httpAuth,
            inventory: servers,
            registry: registry.authorized,
            costs,
            findings: findings.authorized,
            remediations: changes.remediations,
            rollbacks: changes.rollbacks,
            rollbackSafety: changes.rollbackSafety,
            ...plans,
            deployments,
            usage: usage.authorized,
            readiness: createReadiness({
              config,
              inventory,
              servers,
              costs,
              usage: usage.store,
              catalog: index,
              clusters,
              logger,
            }),
            dataSources: new AuthorizedDataSources({
              dataSources,
              permissions,
            }),
            coverage: dataSources,
            now: Date.now,
          }),
        );

        await announceSources({
          ...describeSources(
            {
              clusters,
              clusterProblems: problems,
              prometheus,
              registries: registry,
            },
            Date.now() as InstantMs,
          ),
          dataSources,
        });

        await startJobs({
          configuredClusters: [
            ...clusterNames,
            ...problems.map(({ name }) => name),
          ],
          clusters: clusters.map(cluster => ({
            name: cluster.name,
            observe: (sink, signal) =>
              new ClusterObserver({
                cluster,
                inventory: createClusterInventory({
                  cluster: cluster.name,
                  adapters: adapters.list(),
                  recognition: recognition.rules,
                  ledger: ledger.rules,
                }),
                sink,
                logger,
              }).run(signal),
          })),
          prometheus: scraped,
          index,
          joiner,
          registry,
          ledger: ledger.jobs,
          usage,
          findings: findings.jobs,
          changes: changes.jobs,
          inventory,
          dataSources,
          leases,
          scheduler,
          lifecycle,
          logger,
        });
      },
    });
  },
});
