import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  inferenceBudgetManagePermission,
  inferenceCostReadPermission,
} from '@inference-portal/plugin-inference-common';
import { costResourceRef, type CostScope } from './costResourceRef';

/** Tells of an owner on a cluster whether a caller may read its costs; null when they may read all costs. */
export type ReadableCosts = ((scope: CostScope) => boolean) | null;

/** Decides who may see which costs, and who may set which budgets. */
export class CostAccess {
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;

  constructor(options: {
    permissions: PermissionsService;
    /** Needs to have been told by `registerPermissions`. */
    permissionsRegistry: PermissionsRegistryService;
  }) {
    this.#permissions = options.permissions;
    this.#registry = options.permissionsRegistry;
  }

  /** Throws `NotAllowedError` when the caller may read no costs. */
  async getReadable(credentials: BackstageCredentials): Promise<ReadableCosts> {
    const decision = await this.#decide(
      credentials,
      inferenceCostReadPermission,
    );
    if (decision.result === AuthorizeResult.DENY) {
      throw new NotAllowedError(
        `You may not read costs: ask an administrator for ${inferenceCostReadPermission.name}`,
      );
    }
    if (decision.result === AuthorizeResult.ALLOW) {
      return null;
    }
    const allows = this.#authorizer();
    // Lines of one owner and cluster come by the thousand.
    const known = new Map<string, boolean>();
    return scope => {
      const key = JSON.stringify([scope.owner, scope.cluster]);
      const answer = known.get(key) ?? allows(decision, scope);
      known.set(key, answer);
      return answer;
    };
  }

  /** Throws `NotAllowedError` unless the caller may set budgets of this owner. `what` completes "You may not". */
  async checkManage(
    credentials: BackstageCredentials,
    owner: string | null,
    what: string,
  ): Promise<void> {
    const decision = await this.#decide(
      credentials,
      inferenceBudgetManagePermission,
    );
    if (!this.#authorizer()(decision, { owner, cluster: null })) {
      throw new NotAllowedError(
        `You may not ${what}: ask an administrator for ${inferenceBudgetManagePermission.name}`,
      );
    }
  }

  #authorizer() {
    return createConditionAuthorizer(
      this.#registry.getPermissionRuleset(costResourceRef),
    );
  }

  async #decide(
    credentials: BackstageCredentials,
    permission: ResourcePermission,
  ): Promise<PolicyDecision> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    return decision ?? { result: AuthorizeResult.DENY };
  }
}
