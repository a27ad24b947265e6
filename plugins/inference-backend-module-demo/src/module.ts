import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { registrySourcesExtensionPoint } from '@inference-portal/plugin-inference-node';
import { readDemoConfig } from './config';
import { DemoRegistrySource } from './registry/DemoRegistrySource';
import { startDemoServers } from './standalone';

/**
 * Starts the demo fleet before the inference plugin looks for its clusters. Does nothing without the
 * configuration section `inference.demo`.
 */
export const inferenceModuleDemo = createBackendModule({
  pluginId: 'inference',
  moduleId: 'demo',
  register(registration) {
    registration.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
        registries: registrySourcesExtensionPoint,
      },
      async init({ config, lifecycle, logger, registries }) {
        const demo = readDemoConfig(config);
        if (!demo) {
          logger.info('No demo fleet: inference.demo is not configured');
          return;
        }
        const servers = await startDemoServers({ config: demo });
        registries.addRegistrySources(
          new DemoRegistrySource(servers.fleet.nowMs),
        );
        lifecycle.addShutdownHook(() => servers.stop());
        for (const [name, url] of Object.entries(servers.urls)) {
          logger.info(`Demo fleet: ${name} listens at ${url}`);
        }
      },
    });
  },
});
