import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of the permissions on one ModelServer. */
export const RESOURCE_TYPE_MODEL_SERVER = 'inference-model-server';

/** See model servers, their revisions and pods. Conditional: a policy may limit it to owned servers, clusters or namespaces. */
export const inferenceServerReadPermission = createPermission({
  name: 'inference.server.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_MODEL_SERVER,
});

/** See data sources, with their addresses, issues and missing rights. */
export const inferenceDataSourceReadPermission = createPermission({
  name: 'inference.data-source.read',
  attributes: { action: 'read' },
});

/** All permissions of the plugin. */
export const inferencePermissions = [
  inferenceServerReadPermission,
  inferenceDataSourceReadPermission,
];
