import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { EntityTypes } from './createEntities';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { seconds: 30 },
  timeout: { minutes: 2 },
  // By then the first clusters are usually read.
  initialDelay: { seconds: 10 },
};

/** Settings under `inference.catalog`, with defaults filled in. */
export interface CatalogConfig {
  readonly types: EntityTypes;
  readonly schedule: SchedulerServiceTaskScheduleDefinition;
  readonly modelLayer: boolean;
}

/** Reads `inference.catalog`. */
export function readCatalogConfig(config: Config): CatalogConfig {
  const section = config.getOptionalConfig('inference.catalog');
  const schedule = section?.getOptionalConfig('schedule');
  return {
    types: {
      serverType: section?.getOptionalString('serverType') ?? 'model-server',
      modelType: section?.getOptionalString('modelType') ?? 'ai-model',
    },
    schedule: schedule
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
      : DEFAULT_SCHEDULE,
    modelLayer: section?.getOptionalBoolean('modelLayer') ?? false,
  };
}
