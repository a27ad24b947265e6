import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { InferenceClient } from '@inference-portal/plugin-inference-common';
import { registrySourcesExtensionPoint } from '@inference-portal/plugin-inference-node';
import { readDemoConfig } from './config';
import { askForApproval } from './registry/askForApproval';
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
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
        registries: registrySourcesExtensionPoint,
      },
      async init({ auth, config, discovery, lifecycle, logger, registries }) {
        const demo = readDemoConfig(config);
        if (!demo) {
          logger.info('No demo fleet: inference.demo is not configured');
          return;
        }
        const servers = await startDemoServers({ config: demo });
        registries.addRegistrySources(
          new DemoRegistrySource(servers.fleet.nowMs),
        );
        const stopping = new AbortController();
        lifecycle.addShutdownHook(() => {
          stopping.abort();
          return servers.stop();
        });
        lifecycle.addStartupHook(() => {
          void askForApproval({
            registry: new InferenceClient({
              discoveryApi: discovery,
              fetchApi: { fetch },
            }),
            getToken: async () => {
              const { token } = await auth.getPluginRequestToken({
                onBehalfOf: await auth.getOwnServiceCredentials(),
                targetPluginId: 'inference',
              });
              return token;
            },
            signal: stopping.signal,
          });
        });
        for (const [name, url] of Object.entries(servers.urls)) {
          logger.info(`Demo fleet: ${name} listens at ${url}`);
        }
      },
    });
  },
});
