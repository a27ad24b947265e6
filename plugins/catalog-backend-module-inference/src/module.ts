import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { InferenceClient } from '@inference-portal/plugin-inference-common';
import { createInferenceModelLayer } from './createInferenceModelLayer';
import { InferenceEntityProvider } from './InferenceEntityProvider';
import { readCatalogConfig } from './readCatalogConfig';

/** Catalog module that shows observed model servers and models as entities. */
export const catalogModuleInference = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'inference',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
        catalog: catalogServiceRef,
        model: catalogModelExtensionPoint,
        processing: catalogProcessingExtensionPoint,
      },
      async init({
        auth,
        config,
        discovery,
        logger,
        scheduler,
        catalog,
        model,
        processing,
      }) {
        const { types, schedule, modelLayer } = readCatalogConfig(config);
        if (modelLayer) {
          model.addModelSource(
            CatalogModelSources.static([createInferenceModelLayer(types)]),
          );
        }
        processing.addEntityProvider(
          new InferenceEntityProvider({
            api: new InferenceClient({
              discoveryApi: discovery,
              fetchApi: { fetch },
            }),
            auth,
            catalog,
            runner: scheduler.createScheduledTaskRunner(schedule),
            logger,
            types,
          }),
        );
      },
    });
  },
});
