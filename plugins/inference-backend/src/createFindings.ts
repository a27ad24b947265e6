import type {
  AuthService,
  DatabaseService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { BackstageNotifier } from './act/notify/BackstageNotifier';
import { createSendDigests } from './act/notify/sendDigests';
import { createTellOwners } from './act/notify/tellOwners';
import type { CatalogView } from './decide/catalogView';
import { Findings } from './findings/Findings';
import { DetectFindings } from './jobs/findings/DetectFindings';
import { FindingJobs } from './jobs/findings/FindingJobs';
import { readFindingSettings } from './jobs/findings/readFindingSettings';
import { ServerGatherer } from './jobs/findings/ServerGatherer';
import { createFindMissingOwners } from './observe/catalog/findMissingOwners';
import { AuthorizedFindings } from './permissions';
import {
  KnexDetectionRunStore,
  KnexFindingStore,
  KnexTroubleStore,
  type FindingStore,
  type InventoryStore,
  type LedgerStore,
  type RegistryStore,
} from './record';
import type { UsageStore } from './record/usage/UsageStore';

/** Puts findings together: what answers questions about them, and the jobs that find them and tell owners. */
export async function createFindings(options: {
  config: Config;
  database: DatabaseService;
  inventory: InventoryStore;
  registry: RegistryStore;
  ledger: LedgerStore;
  usage: UsageStore;
  index: { readonly view: CatalogView };
  catalog: CatalogService;
  auth: AuthService;
  notifications: NotificationService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  logger: LoggerService;
}): Promise<{
  authorized: AuthorizedFindings;
  jobs: FindingJobs;
  store: FindingStore;
}> {
  const { inventory, logger, usage } = options;
  const now = Date.now;
  const { settings, problems } = readFindingSettings(options.config);
  problems.forEach(problem => logger.warn(problem));
  const findings = await KnexFindingStore.create(options);
  const runs = await KnexDetectionRunStore.create(options);
  const telling = {
    findings,
    runs,
    notifier: new BackstageNotifier(options),
    fallback: settings.fallback,
    logger,
    now,
  };
  return {
    authorized: new AuthorizedFindings({
      ...options,
      findings: new Findings({ store: findings, runs }),
      now,
    }),
    store: findings,
    jobs: new FindingJobs({
      detection: new DetectFindings({
        ...options,
        gatherer: new ServerGatherer({
          inventory,
          registry: options.registry,
          catalog: options.index,
          findMissing: createFindMissingOwners(options),
          logger,
        }),
        findings,
        runs,
        troubles: await KnexTroubleStore.create(options),
        now,
      }),
      tellOwners: createTellOwners(telling),
      sendDigests: createSendDigests(telling),
      usage,
      runs,
      settings,
      logger,
      now,
    }),
  };
}
