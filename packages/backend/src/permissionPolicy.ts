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
 * Who may do what in this portal: everyone who signed in may do everything that Backstage offers, and read all of the fleet and of the
 * model registry. Beside this policy the registry lets people write only to models that they or their groups own, and moves protected
 * aliases with the approval of a second person only: see `inference.registry` in docs/configuration.md.
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
 *
 * Models are decided in the same way, by `inference.model.read`, `.register`, `.alias.move`, `.protected-alias.move` and `.retire` with
 * `inferenceModelConditions.isOwner` and `.inNamespace`; `inference.model.create` and `inference.registry.import` are yes or no. This keeps
 * protected aliases to one group, and the models of one namespace to their owners:
 *
 * ```ts
 * if (isPermission(request.permission, inferenceModelProtectedAliasMovePermission)) {
 *   const isReleaser = user.info.ownershipEntityRefs.includes('group:default/ml-release');
 *   return { result: isReleaser ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
 * }
 * if (isPermission(request.permission, inferenceModelReadPermission)) {
 *   return createInferenceModelConditionalDecision(request.permission, {
 *     anyOf: [
 *       inferenceModelConditions.isOwner({ owners: user.info.ownershipEntityRefs }),
 *       { not: inferenceModelConditions.inNamespace({ namespaces: ['confidential'] }) },
 *     ],
 *   });
 * }
 * ```
 *
 * Who may deploy new servers is yes or no as well (`inference.server.create`); beside it, the namespace has to be theirs. This leaves it to one group:
 *
 * ```ts
 * if (isPermission(request.permission, inferenceServerCreatePermission)) {
 *   const isPlatform = user.info.ownershipEntityRefs.includes('group:default/platform-ml');
 *   return { result: isPlatform ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
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
        logger.info(
          'Everyone who signed in may read the fleet and the registry.',
        );
      },
    });
  },
});

export default permissionPolicyModule;
