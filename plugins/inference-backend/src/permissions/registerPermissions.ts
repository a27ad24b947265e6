import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  inferenceDataSourceReadPermission,
  inferenceServerReadPermission,
} from '@inference-portal/plugin-inference-common';
import type { InventoryStore } from '../record';
import { modelServerResourceRef } from './modelServerResourceRef';
import { modelServerRules } from './rules';

/** Tells Backstage which permissions the plugin has, and by which rules a policy may limit them. */
export function registerPermissions(options: {
  permissionsRegistry: PermissionsRegistryService;
  inventory: InventoryStore;
}): void {
  const { permissionsRegistry, inventory } = options;
  permissionsRegistry.addPermissions([inferenceDataSourceReadPermission]);
  permissionsRegistry.addResourceType({
    resourceRef: modelServerResourceRef,
    permissions: [inferenceServerReadPermission],
    rules: modelServerRules,
    getResources: ids => Promise.all(ids.map(id => inventory.findServer(id))),
  });
}
