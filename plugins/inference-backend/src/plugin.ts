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
import { createObservers } from './createObservers';
import { createReadiness } from './createReadiness';
import { createRegistry } from './createRegistry';
import { createUsage } from './createUsage';
import { createRouter } from './http';
import { announceSources } from './jobs/announceSources';
import { describeSources } from './jobs/describeSources';
import { ServerJoiner } from './jobs/ServerJoiner';
import { startJobs } from './jobs/startJobs';
import { CatalogIndex } from './observe/catalog/CatalogIndex';
import { builtinWorkloadAdapters } from './observe/clusters/adapters';
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
import { readSettings } from './readSettings';
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

        const settings = readSettings(config);
        const { clusters, clusterNames, prometheus } = settings;
        const encoding = await findEncodingProblem(database);
        for (const warning of [
          ...(encoding ? [encoding] : []),
          ...settings.warnings,
        ]) {
          logger.warn(warning);
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
        // What nearly every part needs.
        const shared = {
          config,
          database,
          inventory,
          permissions,
          permissionsRegistry,
          logger,
        };
        const registry = await createRegistry({
          ...shared,
          catalog: index,
          servers,
          dataSources,
          added: registrySources.list(),
          auth,
          userInfo,
        });
        const joiner = new ServerJoiner({
          catalog: index,
          rules: settings.ownership,
          inventory,
        });
        const ledger = await createLedger({
          ...shared,
          joiner,
          extensions: costExtensions,
          clusters: clusterNames,
          prometheus,
        });
        const usage = await createUsage({
          ...shared,
          servers,
          ledger: ledger.store,
          clusters: clusterNames,
          prometheus,
        });
        const costs = await createCosts({
          ...shared,
          ledger: ledger.store,
          usage: usage.store,
          registry: registry.store,
          catalog,
          auth,
          scheduler,
        });
        const findings = await createFindings({
          ...shared,
          registry: registry.store,
          ledger: ledger.store,
          usage: usage.store,
          index,
          catalog,
          auth,
          notifications,
        });
        const changes = await createChanges({
          ...shared,
          findings: findings.store,
          usage: usage.store,
          registry: registry.store,
          aliases: registry.authorized.aliases,
          clusters,
          prometheus,
          notifications,
          urlReader,
        });
        const plans = createGpuPlans({
          ...shared,
          servers,
          clusters: clusterNames,
          prometheus,
          prices: ledger.store,
          models: registry.store,
        });
        const deployments = createDeployments({
          ...shared,
          joiner,
          clusters,
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
              clusterProblems: settings.clusterProblems,
              prometheus: settings.prometheusEntries,
              registries: registry,
            },
            Date.now() as InstantMs,
          ),
          dataSources,
        });

        await startJobs({
          configuredClusters: [
            ...clusterNames,
            ...settings.clusterProblems.map(({ name }) => name),
          ],
          clusters: createObservers({
            clusters,
            adapters: adapters.list(),
            recognition: settings.recognition,
            ledger: ledger.rules,
            logger,
          }),
          prometheus,
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
