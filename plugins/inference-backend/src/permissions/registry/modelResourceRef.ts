import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_MODEL,
  type Model,
} from '@inference-portal/plugin-inference-common';
import type { ModelFilter } from '../../record';

/** The resource that permission rules on models are about; its refs are `<namespace>/<name>`. */
export const modelResourceRef = createPermissionResourceRef<
  Model,
  ModelFilter
>().with({
  pluginId: 'inference',
  resourceType: RESOURCE_TYPE_MODEL,
});
