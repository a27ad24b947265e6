import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { InferenceClient } from '@inference-portal/plugin-inference-common';
import { ChangedModelsRunner } from './ChangedModelsRunner';
import { ModelCollatorFactory } from './ModelCollatorFactory';

const SCHEDULE_KEY = 'search.collators.inference.schedule';
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  // What has not changed is not collected again.
  frequency: { minutes: 1 },
  timeout: { minutes: 15 },
  // By then the registry is served.
  initialDelay: { seconds: 15 },
};

/** Search module that finds models, their versions and their cards. */
export const searchModuleInference = createBackendModule({
  pluginId: 'search',
  moduleId: 'inference',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        index: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, discovery, index, scheduler }) {
        const schedule = config.has(SCHEDULE_KEY)
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              config.getConfig(SCHEDULE_KEY),
            )
          : DEFAULT_SCHEDULE;
        const registry = new InferenceClient({
          discoveryApi: discovery,
          fetchApi: { fetch },
        });
        index.addCollator({
          schedule: new ChangedModelsRunner({
            scheduled: scheduler.createScheduledTaskRunner(schedule),
            auth,
            registry,
            now: Date.now,
          }),
          factory: new ModelCollatorFactory({ auth, registry }),
        });
      },
    });
  },
});
