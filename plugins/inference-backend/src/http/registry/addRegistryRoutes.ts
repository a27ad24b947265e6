import type { InferenceRouter } from '../endpoints';
import { addAliasRoutes } from './aliases';
import { addImportRoutes } from './imports';
import { addLineageRoutes } from './lineage';
import { addModelRoutes } from './models';
import { addRegistrationRoutes } from './registrations';
import type { RegistryRouterOptions } from './RegistryRouterOptions';
import { addVersionRoutes } from './versions';

/** Everything of the model registry. */
export function addRegistryRoutes(
  router: InferenceRouter,
  options: RegistryRouterOptions,
): void {
  addModelRoutes(router, options);
  addVersionRoutes(router, options);
  addAliasRoutes(router, options);
  addLineageRoutes(router, options);
  addRegistrationRoutes(router, options);
  addImportRoutes(router, options);
}
