import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';

/**
 * Who may do what in this portal: everyone who signed in may do everything that Backstage offers, and read all of the fleet.
 *
 * To let people see only the servers that they or their teams own, decide `inference.server.read` by condition instead:
 *
 * ```ts
 * import { isPermission } from '@backstage/plugin-permission-common';
 * import { inferenceServerReadPermission } from '@inference-portal/plugin-inference-common';
 * import {
 *   createInferenceServerConditionalDecision,
 *   inferenceServerConditions,
 * } from '@inference-portal/plugin-inference-backend';
 *
 * if (isPermission(request.permission, inferenceServerReadPermission)) {
 *   return createInferenceServerConditionalDecision(
 *     request.permission,
 *     inferenceServerConditions.isOwner({
 *       owners: user.info.ownershipEntityRefs,
 *     }),
 *   );
 * }
 * ```
 */
export class SignedInPolicy implements PermissionPolicy {
  async handle(
    _request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    return { result: user ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  }
}

/** Permission module with the policy of this portal. */
export const permissionPolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'signed-in-policy',
  register(reg) {
    reg.registerInit({
      deps: { logger: coreServices.logger, policy: policyExtensionPoint },
      async init({ logger, policy }) {
        policy.setPolicy(new SignedInPolicy());
        logger.info('Everyone who signed in may read the fleet.');
      },
    });
  },
});

export default permissionPolicyModule;
