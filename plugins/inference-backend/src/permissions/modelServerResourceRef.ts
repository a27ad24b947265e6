import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_MODEL_SERVER,
  type ModelServer,
} from '@inference-portal/plugin-inference-common';
import type { ServerFilter } from '../record';

/** The resource that permission rules on model servers are about; its refs are server ids. */
export const modelServerResourceRef = createPermissionResourceRef<
  ModelServer,
  ServerFilter
>().with({
  pluginId: 'inference',
  resourceType: RESOURCE_TYPE_MODEL_SERVER,
});
