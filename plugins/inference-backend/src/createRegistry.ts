import type {
  AuthService,
  DatabaseService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { RegistrySource } from '@inference-portal/plugin-inference-node';
import { ImportRunner } from './jobs/imports/ImportRunner';
import { RegistryImport } from './jobs/imports/RegistryImport';
import type { ConfiguredSource } from './jobs/announceSources';
import { RegistryImports, type ScheduledSource } from './jobs/importRegistries';
import type { ConfigProblem } from './jobs/misconfiguredSources';
import { ServerRegistrar } from './jobs/ServerRegistrar';
import type { ModelDeclaration } from './decide/registry/declaredModel';
import {
  CATALOG_SOURCE,
  CatalogRegistrySource,
} from './observe/catalog/CatalogRegistrySource';
import { createRegistrySources } from './observe/registries';
import {
  AuthorizedRegistry,
  findProtection,
  readRegistryRules,
  type AuthorizedInventory,
} from './permissions';
import {
  KnexImportRunStore,
  KnexRegistryStore,
  type DataSourceStore,
  type InventoryStore,
  type RegistryStore,
} from './record';

/** The model registry and what runs beside it. */
export interface Registry {
  readonly store: RegistryStore;
  readonly authorized: AuthorizedRegistry;
  readonly registrar: ServerRegistrar;
  readonly imports: RegistryImports;
  /** Registries to import from, for Data sources. */
  readonly configured: readonly ConfiguredSource[];
  readonly problems: readonly ConfigProblem[];
}

function readSources(
  config: Config,
  added: readonly RegistrySource[],
): { sources: ScheduledSource[]; problems: ConfigProblem[] } {
  const entries = createRegistrySources(config);
  const sources = entries.flatMap(entry =>
    entry.status === 'valid' ? [entry] : [],
  );
  const names = new Set(sources.map(({ source }) => source.name));
  return {
    sources: [
      ...sources,
      // The configuration wins over a module that adds a source of the same name.
      ...added
        .filter(source => !names.has(source.name))
        .map(source => ({ source, schedule: null })),
    ],
    problems: entries.flatMap(entry =>
      entry.status === 'misconfigured' ? [{ ...entry, type: 'registry' }] : [],
    ),
  };
}

/** Entities change at any time, and reading those that did not costs nothing. */
const CATALOG_SCHEDULE: ScheduledSource['schedule'] = {
  frequency: { seconds: 30 },
  timeout: { minutes: 10 },
  // After the registries: what they tell of a version is more than an entity does, and the first to register it decides.
  initialDelay: { seconds: 40 },
};

function createCatalogSource(options: {
  config: Config;
  catalog: { readonly declarations: readonly ModelDeclaration[] };
  store: RegistryStore;
  sources: readonly ScheduledSource[];
}): ScheduledSource {
  const { config, catalog, store, sources } = options;
  return {
    schedule: CATALOG_SCHEDULE,
    source: new CatalogRegistrySource({
      catalog,
      registered: {
        has: async model => (await store.findModel(model)) !== undefined,
        findBySourceId: async id => {
          const candidates = await store.findCandidates({
            models: [],
            digests: [],
            sources: [],
            sourceIds: [id],
          });
          return candidates
            .filter(({ version }) => version !== null)
            .map(({ model }) => model);
        },
      },
      registries: sources.map(({ source }) => source.name),
      url: `${config.getOptionalString('backend.baseUrl') ?? ''}/api/catalog`,
      now: Date.now,
    }),
  };
}

/** Puts the registry together. Throws `InputError` when `inference.registry` is wrong. */
export async function createRegistry(options: {
  config: Config;
  database: DatabaseService;
  inventory: InventoryStore;
  servers: AuthorizedInventory;
  dataSources: DataSourceStore;
  /** What teams declare in the catalog. */
  catalog: { readonly declarations: readonly ModelDeclaration[] };
  /** Sources that modules added. */
  added: readonly RegistrySource[];
  auth: AuthService;
  userInfo: UserInfoService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  logger: LoggerService;
}): Promise<Registry> {
  const { config, inventory, dataSources, logger } = options;
  const rules = readRegistryRules(config);
  const { sources: imported, problems } = readSources(config, options.added);
  const store = await KnexRegistryStore.create(options);
  const sources = [
    createCatalogSource({ ...options, store, sources: imported }),
    ...imported.filter(({ source }) => {
      const isTaken = source.name === CATALOG_SOURCE;
      if (isTaken) {
        logger.warn(
          `A registry is named ${source.name}, as the portal's own reading of catalog-info.yaml files is, and is not imported: rename it under inference.registries.`,
        );
      }
      return !isTaken;
    }),
  ];
  const registrar = new ServerRegistrar({ inventory, store, logger });
  const joinServers = () => registrar.requestAll();
  const onChange = () => void joinServers();
  const runs = await KnexImportRunStore.create(options);
  const imports = new RegistryImports({
    sources,
    runs,
    runner: new ImportRunner({
      runs,
      registryImport: new RegistryImport({
        store,
        isProtected: alias => findProtection(rules, alias) !== undefined,
        logger,
        now: Date.now,
      }),
      dataSources,
      logger,
      onChange,
      now: Date.now,
    }),
    logger,
    now: Date.now,
  });
  return {
    store,
    registrar,
    imports,
    authorized: new AuthorizedRegistry({
      ...options,
      store,
      imports,
      rules,
      onChange,
      joinServers,
      now: Date.now,
    }),
    configured: sources.map(({ source: { name, url } }) => ({
      type: 'registry',
      name,
      url,
    })),
    problems,
  };
}
