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

/** Resource type of the permissions on one Model and its versions. */
export const RESOURCE_TYPE_MODEL = 'inference-model';

/** See models, their versions, aliases and lineage. Conditional: a policy may limit it to owned models or namespaces. */
export const inferenceModelReadPermission = createPermission({
  name: 'inference.model.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_MODEL,
});

/** Register models that are new. */
export const inferenceModelCreatePermission = createPermission({
  name: 'inference.model.create',
  attributes: { action: 'create' },
});

/** Register versions of a model, add metrics and lineage, change its description. */
export const inferenceModelRegisterPermission = createPermission({
  name: 'inference.model.register',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_MODEL,
});

/** Move aliases of a model that are not protected. */
export const inferenceModelAliasMovePermission = createPermission({
  name: 'inference.model.alias.move',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_MODEL,
});

/** Ask for, and decide about, moves of protected aliases. */
export const inferenceModelProtectedAliasMovePermission = createPermission({
  name: 'inference.model.protected-alias.move',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_MODEL,
});

/** Retire versions of a model and take them back into use. */
export const inferenceModelRetirePermission = createPermission({
  name: 'inference.model.retire',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_MODEL,
});

/** Start imports from configured registries. */
export const inferenceRegistryImportPermission = createPermission({
  name: 'inference.registry.import',
  attributes: { action: 'update' },
});

/** Resource type of the permissions on costs. */
export const RESOURCE_TYPE_COST = 'inference-cost';

/** See what GPUs cost. Conditional: a policy may limit it to the costs of owned workloads, or to clusters. */
export const inferenceCostReadPermission = createPermission({
  name: 'inference.cost.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_COST,
});

/** Set and delete budgets. Conditional: a policy may limit it to the budgets of owned groups and models. */
export const inferenceBudgetManagePermission = createPermission({
  name: 'inference.budget.manage',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_COST,
});

/** Permissions that are decided for the costs of an owner on a cluster. */
export const inferenceCostPermissions = [
  inferenceCostReadPermission,
  inferenceBudgetManagePermission,
];

/** See findings, their evidence and what people did about them. Decided for the server that a finding is about, as `inference.server.read` is. */
export const inferenceFindingReadPermission = createPermission({
  name: 'inference.finding.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_MODEL_SERVER,
});

/** Snooze, waive and accept findings. Decided for the server that a finding is about. */
export const inferenceFindingUpdatePermission = createPermission({
  name: 'inference.finding.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_MODEL_SERVER,
});

/** Scale servers to zero that nobody uses, and back. Decided for the server. */
export const inferenceServerScalePermission = createPermission({
  name: 'inference.server.scale',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_MODEL_SERVER,
});

/** Bring servers back to an earlier revision. Decided for the server. */
export const inferenceRollbackExecutePermission = createPermission({
  name: 'inference.rollback.execute',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_MODEL_SERVER,
});

/** Deploy new servers, and apply those again that the portal deployed. Yes or no; beside it, the namespace has to be the caller's. */
export const inferenceServerCreatePermission = createPermission({
  name: 'inference.server.create',
  attributes: { action: 'create' },
});

/** Roll back past Argo CD or Flux with their sync paused, and in an emergency without the approval of a second person. Decided for the server. */
export const inferenceRollbackForcePermission = createPermission({
  name: 'inference.rollback.force',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_MODEL_SERVER,
});

/** Permissions that are decided for one model server. */
export const inferenceServerPermissions = [
  inferenceServerReadPermission,
  inferenceFindingReadPermission,
  inferenceFindingUpdatePermission,
  inferenceServerScalePermission,
  inferenceRollbackExecutePermission,
  inferenceRollbackForcePermission,
];

/** Permissions that are decided for one Model. */
export const inferenceModelPermissions = [
  inferenceModelReadPermission,
  inferenceModelRegisterPermission,
  inferenceModelAliasMovePermission,
  inferenceModelProtectedAliasMovePermission,
  inferenceModelRetirePermission,
];

/** All permissions of the plugin. */
export const inferencePermissions = [
  ...inferenceServerPermissions,
  inferenceServerCreatePermission,
  inferenceDataSourceReadPermission,
  inferenceModelCreatePermission,
  inferenceRegistryImportPermission,
  ...inferenceModelPermissions,
  ...inferenceCostPermissions,
];
