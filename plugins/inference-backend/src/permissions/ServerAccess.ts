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

/** Tells of a server whether a caller has a permission for it. */
export type ServerCheck = (server: ModelServer) => boolean;

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
    const decision = await this.#decideForSome(credentials);
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      return null;
    }
    const transform = createConditionTransformer(
      this.#registry.getPermissionRuleset(modelServerResourceRef),
    );
    return criteriaToFilter(transform(decision.conditions));
  }

  /** Tells of servers whether the caller has the permission for them. Throws `NotAllowedError` when for none. */
  async requireCheck(credentials: BackstageCredentials): Promise<ServerCheck> {
    return this.#toCheck(await this.#decideForSome(credentials));
  }

  /** The same, of no server where the caller has the permission for none. */
  async getCheck(credentials: BackstageCredentials): Promise<ServerCheck> {
    return this.#toCheck(await this.#decide(credentials));
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

  #toCheck(decision: PolicyDecision): ServerCheck {
    const allows = createConditionAuthorizer(
      this.#registry.getPermissionRuleset(modelServerResourceRef),
    );
    return server => allows(decision, server);
  }

  async #decideForSome(
    credentials: BackstageCredentials,
  ): Promise<PolicyDecision> {
    const decision = await this.#decide(credentials);
    if (decision.result === AuthorizeResult.DENY) {
      throw new NotAllowedError(
        `You may not ${this.#what}: ask an administrator for ${
          this.#permission.name
        }`,
      );
    }
    return decision;
  }

  async #decide(credentials: BackstageCredentials): Promise<PolicyDecision> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: this.#permission }],
      { credentials },
    );
    return decision ?? { result: AuthorizeResult.DENY };
  }
}
