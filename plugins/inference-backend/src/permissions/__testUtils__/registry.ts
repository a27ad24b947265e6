import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { RESOURCE_TYPE_MODEL } from '@inference-portal/plugin-inference-common';
import { modelRules } from '../registry/modelRules';
import { modelServerRules } from '../rules';

/** A registry that was told of the rules on model servers and on models. */
export function registryWithRules(): PermissionsRegistryService {
  const registry = mockServices.permissionsRegistry.mock();
  registry.getPermissionRuleset.mockImplementation(
    ({ resourceType }) =>
      ({
        getRuleByName: (name: string) => {
          const rules =
            resourceType === RESOURCE_TYPE_MODEL
              ? modelRules
              : modelServerRules;
          const rule = rules.find(one => one.name === name);
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
