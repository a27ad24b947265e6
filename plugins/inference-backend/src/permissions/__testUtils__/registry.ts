import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { modelServerRules } from '../rules';

/** A registry that was told of the rules on model servers. */
export function registryWithRules(): PermissionsRegistryService {
  const registry = mockServices.permissionsRegistry.mock();
  registry.getPermissionRuleset.mockReturnValue({
    getRuleByName: (name: string) => {
      const rule = modelServerRules.find(one => one.name === name);
      if (!rule) {
        throw new Error(`no rule ${name}`);
      }
      return rule;
    },
  });
  return registry;
}
