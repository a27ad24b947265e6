import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';

/** Adds the simulated fleet when `inference.demo` is configured, and nothing otherwise. */
export const demoFleetLoader = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  async *loader({ config }) {
    if (config.has('inference.demo')) {
      yield import('@inference-portal/plugin-inference-backend-module-demo');
    }
  },
});
