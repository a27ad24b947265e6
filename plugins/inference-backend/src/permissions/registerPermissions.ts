import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  inferenceCostPermissions,
  inferenceDataSourceReadPermission,
  inferenceModelCreatePermission,
  inferenceModelPermissions,
  inferenceRegistryImportPermission,
  inferenceServerCreatePermission,
  inferenceServerPermissions,
} from '@inference-portal/plugin-inference-common';
import type { InventoryStore, RegistryStore } from '../record';
import { costResourceRef } from './costs/costResourceRef';
import { costRules } from './costs/costRules';
import { modelServerResourceRef } from './modelServerResourceRef';
import { modelResourceRef } from './registry/modelResourceRef';
import { modelRules } from './registry/modelRules';
import { modelServerRules } from './rules';

/** Tells Backstage which permissions the plugin has, and by which rules a policy may limit them. */
export function registerPermissions(options: {
  permissionsRegistry: PermissionsRegistryService;
  inventory: InventoryStore;
  registry: RegistryStore;
}): void {
  const { permissionsRegistry, inventory, registry } = options;
  permissionsRegistry.addPermissions([
    inferenceDataSourceReadPermission,
    inferenceModelCreatePermission,
    inferenceRegistryImportPermission,
    inferenceServerCreatePermission,
  ]);
  permissionsRegistry.addResourceType({
    resourceRef: modelServerResourceRef,
    permissions: inferenceServerPermissions,
    rules: modelServerRules,
    getResources: ids => Promise.all(ids.map(id => inventory.findServer(id))),
  });
  permissionsRegistry.addResourceType({
    resourceRef: modelResourceRef,
    permissions: inferenceModelPermissions,
    rules: modelRules,
    getResources: refs =>
      Promise.all(
        refs.map(ref => {
          const [namespace = '', name = ''] = ref.split('/');
          return registry.findModel({ namespace, name });
        }),
      ),
  });
  permissionsRegistry.addResourceType({
    resourceRef: costResourceRef,
    permissions: inferenceCostPermissions,
    rules: costRules,
    getResources: async owners =>
      owners.map(owner => ({ owner, cluster: null })),
  });
}
