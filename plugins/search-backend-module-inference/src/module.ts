import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { InferenceClient } from '@inference-portal/plugin-inference-common';
import { ModelCollatorFactory } from './ModelCollatorFactory';

const SCHEDULE_KEY = 'search.collators.inference.schedule';
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 15 },
  // By then the registry is served, and what it imports at its first start is there.
  initialDelay: { minutes: 1 },
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
        index.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new ModelCollatorFactory({
            auth,
            registry: new InferenceClient({
              discoveryApi: discovery,
              fetchApi: { fetch },
            }),
          }),
        });
      },
    });
  },
});
