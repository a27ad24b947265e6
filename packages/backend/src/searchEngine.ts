import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { PgSearchEngine } from '@backstage/plugin-search-backend-module-pg';
import { LunrSearchEngine } from '@backstage/plugin-search-backend-node';
import { searchEngineRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';

/**
 * The index in memory, as the search backend has it where there is no PostgreSQL; only that a search for something that was not indexed yet, as
 * in the first seconds after a start, finds nothing instead of failing with 500.
 */
export class PatientLunrSearchEngine extends LunrSearchEngine {
  async query(
    query: Parameters<LunrSearchEngine['query']>[0],
  ): ReturnType<LunrSearchEngine['query']> {
    try {
      return await super.query(query);
    } catch (error) {
      if (error instanceof Error && error.name === 'MissingIndexError') {
        return { results: [], numberOfResults: 0 };
      }
      throw error;
    }
  }
}

export default createBackendModule({
  pluginId: 'search',
  moduleId: 'memory-engine',
  register(reg) {
    reg.registerInit({
      deps: {
        database: coreServices.database,
        engines: searchEngineRegistryExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ database, engines, logger }) {
        // There the module for PostgreSQL sets its own.
        if (!(await PgSearchEngine.supported(database))) {
          engines.setSearchEngine(new PatientLunrSearchEngine({ logger }));
        }
      },
    });
  },
});
