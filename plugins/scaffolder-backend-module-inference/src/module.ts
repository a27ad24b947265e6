import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createApplyAction } from './actions/apply';
import { createPlanGpusAction } from './actions/planGpus';
import { PortalClient } from './actions/PortalClient';
import { createRegisterVersionAction } from './actions/registerVersion';
import { createRenderAction } from './actions/render';
import { createRollbackAction } from './actions/rollback';
import { createWaitReadyAction } from './actions/waitReady';

/** Scaffolder module with the actions of the inference portal. */
export const scaffolderModuleInference = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'inference',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, discovery }) {
        const client = new PortalClient({
          discoveryApi: discovery,
          fetchApi: { fetch },
        });
        actions.addActions(
          createRegisterVersionAction({ auth, registry: client }),
          createRollbackAction({ auth, rollbacks: client }),
          createPlanGpusAction({ auth, plans: client }),
          createRenderAction(),
          createApplyAction({ auth, deployments: client }),
          createWaitReadyAction({ auth, servers: client }),
        );
      },
    });
  },
});
