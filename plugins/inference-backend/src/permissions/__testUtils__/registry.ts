import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  RESOURCE_TYPE_COST,
  RESOURCE_TYPE_MODEL,
  RESOURCE_TYPE_MODEL_SERVER,
} from '@inference-portal/plugin-inference-common';
import { costRules } from '../costs/costRules';
import { modelRules } from '../registry/modelRules';
import { modelServerRules } from '../rules';

const RULES: {
  readonly [resourceType: string]: readonly { readonly name: string }[];
} = {
  [RESOURCE_TYPE_COST]: costRules,
  [RESOURCE_TYPE_MODEL]: modelRules,
  [RESOURCE_TYPE_MODEL_SERVER]: modelServerRules,
};

/** A registry that was told of the rules on model servers, models and costs. */
export function registryWithRules(): PermissionsRegistryService {
  const registry = mockServices.permissionsRegistry.mock();
  registry.getPermissionRuleset.mockImplementation(
    ({ resourceType }) =>
      ({
        getRuleByName: (name: string) => {
          const rule = RULES[resourceType]?.find(one => one.name === name);
          if (!rule) {
            throw new Error(`no rule ${name}`);
          }
          return rule;
        },
      } as unknown as ReturnType<
        PermissionsRegistryService['getPermissionRuleset']
      >),
  );
  return registry;
}
