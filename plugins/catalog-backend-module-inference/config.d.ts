import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  inference?: {
    /** How model servers and models appear in the catalog. */
    catalog?: {
      /** `spec.type` of the Components that describe model servers. Default: `model-server`. */
      serverType?: string;
      /** `spec.type` of the Resources that describe models. Default: `ai-model`. */
      modelType?: string;
      /** When the catalog is brought up to date. Default: every 30 seconds, 10 seconds after the start. */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /**
       * Declares the two types and the portal's annotations in the catalog model, so that entities are checked against them.
       * The catalog then validates all its entities by the model. Default: false.
       */
      modelLayer?: boolean;
    };
  };
}
