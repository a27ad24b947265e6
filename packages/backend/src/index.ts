import { createBackend } from '@backstage/backend-defaults';
import { demoFleetLoader } from './demoFleet';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
// Offers a sign-in only where auth.providers.guest is configured; see app-config.production.yaml for real ones.
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./permissionPolicy'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);

backend.add(import('@backstage/plugin-techdocs-backend'));

backend.add(import('@backstage/plugin-search-backend'));
// On PostgreSQL the index is kept there, elsewhere in memory.
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('./searchEngine'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(import('@inference-portal/plugin-inference-backend'));
backend.add(
  import('@inference-portal/plugin-catalog-backend-module-inference'),
);
backend.add(
  import('@inference-portal/plugin-scaffolder-backend-module-inference'),
);
backend.add(import('@inference-portal/plugin-search-backend-module-inference'));
backend.add(demoFleetLoader);

backend.start();
