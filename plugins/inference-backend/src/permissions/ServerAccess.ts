import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import {
  AuthorizeResult,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import type { ServerFilter } from '../record';
import { criteriaToFilter } from './criteriaToFilter';
import { modelServerResourceRef } from './modelServerResourceRef';

/** Decides a permission on model servers. */
export class ServerAccess {
  readonly #permission: ResourcePermission;
  readonly #what: string;
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;

  constructor(options: {
    permission: ResourcePermission;
    /** Completes "You may not". */
    what: string;
    permissions: PermissionsService;
    /** Needs to have been told by `registerPermissions`. */
    permissionsRegistry: PermissionsRegistryService;
  }) {
    this.#permission = options.permission;
    this.#what = options.what;
    this.#permissions = options.permissions;
    this.#registry = options.permissionsRegistry;
  }

  /** Servers for which the caller has the permission, null when for all. Throws `NotAllowedError` when for none. */
  async getFilter(
    credentials: BackstageCredentials,
  ): Promise<ServerFilter | null> {
    const decision = await this.#decide(credentials);
    if (decision.result === AuthorizeResult.DENY) {
      throw new NotAllowedError(
        `You may not ${this.#what}: ask an administrator for ${
          this.#permission.name
        }`,
      );
    }
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      return null;
    }
    const transform = createConditionTransformer(
      this.#registry.getPermissionRuleset(modelServerResourceRef),
    );
    return criteriaToFilter(transform(decision.conditions));
  }

  /** Whether the caller has the permission for a server. */
  async allows(
    server: ModelServer,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const ruleset = this.#registry.getPermissionRuleset(modelServerResourceRef);
    return createConditionAuthorizer(ruleset)(
      await this.#decide(credentials),
      server,
    );
  }

  /** The error for a caller without the permission. `object` completes the sentence, such as `finding "…"`. */
  refusal(object: string): NotAllowedError {
    return new NotAllowedError(
      `You may not ${
        this.#what
      } of this server (${object}): ask its owner or an administrator for ${
        this.#permission.name
      }`,
    );
  }

  async #decide(credentials: BackstageCredentials): Promise<PolicyDecision> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: this.#permission }],
      { credentials },
    );
    return decision ?? { result: AuthorizeResult.DENY };
  }
}
