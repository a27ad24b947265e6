import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  inferenceModelReadPermission,
  type Model,
} from '@inference-portal/plugin-inference-common';
import type { ModelFilter } from '../../record';
import { criteriaToFilter } from '../criteriaToFilter';
import type { Caller } from './Caller';
import { modelResourceRef } from './modelResourceRef';
import type { RegistryRules } from './RegistryRules';

/** Which models a caller may read: all (`filter` null), or those that the filter lets through. */
export interface ReadAccess {
  readonly filter: ModelFilter | null;
  allows(model: Model): boolean;
}

function nameOf({ namespace, name }: Model): string {
  return `${namespace}/${name}`;
}

/** Decides who may do what with models: by the permission framework, and beside it by ownership. */
export class RegistryAccess {
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;
  readonly #rules: RegistryRules;

  constructor(options: {
    permissions: PermissionsService;
    /** Needs to have been told by `registerPermissions`. */
    permissionsRegistry: PermissionsRegistryService;
    rules: RegistryRules;
  }) {
    this.#permissions = options.permissions;
    this.#registry = options.permissionsRegistry;
    this.#rules = options.rules;
  }

  /** Throws `NotAllowedError` when the caller may read no model. */
  async getReadAccess(credentials: BackstageCredentials): Promise<ReadAccess> {
    const decision = await this.#decide(
      credentials,
      inferenceModelReadPermission,
    );
    if (decision.result === AuthorizeResult.DENY) {
      throw new NotAllowedError(
        `You may not read models: ask an administrator for ${inferenceModelReadPermission.name}`,
      );
    }
    const ruleset = this.#registry.getPermissionRuleset(modelResourceRef);
    const allows = createConditionAuthorizer(ruleset);
    return {
      filter:
        decision.result === AuthorizeResult.CONDITIONAL
          ? criteriaToFilter(
              createConditionTransformer(ruleset)(decision.conditions),
            )
          : null,
      allows: model => allows(decision, model),
    };
  }

  /** Throws `NotAllowedError` when the caller may not read the model. */
  async checkRead(
    credentials: BackstageCredentials,
    model: Model,
  ): Promise<void> {
    const access = await this.getReadAccess(credentials);
    if (!access.allows(model)) {
      throw new NotAllowedError(
        `You may not read model ${nameOf(
          model,
        )}: ask its owner or an administrator for ${
          inferenceModelReadPermission.name
        }`,
      );
    }
  }

  /** Throws `NotAllowedError` unless the caller has the permission for the model and owns it. `what` completes "You may not". */
  async checkWrite(
    caller: Caller,
    permission: ResourcePermission,
    model: Model,
    what: string,
  ): Promise<void> {
    await this.checkRead(caller.credentials, model);
    await this.checkPermission(caller, permission, model, what);
    if (!this.owns(caller, model.owner)) {
      throw new NotAllowedError(
        model.owner === null
          ? `You may not ${what} ${nameOf(
              model,
            )}: nobody owns it; ask a registry administrator to set its owner`
          : `You may not ${what} ${nameOf(model)}: ask its owner ${
              model.owner
            }`,
      );
    }
  }

  /** As `checkWrite`, whoever owns the model. */
  async checkPermission(
    caller: Caller,
    permission: ResourcePermission,
    model: Model,
    what: string,
  ): Promise<void> {
    const decision = await this.#decide(caller.credentials, permission);
    const allows = createConditionAuthorizer(
      this.#registry.getPermissionRuleset(modelResourceRef),
    );
    if (!allows(decision, model)) {
      throw new NotAllowedError(
        `You may not ${what} ${nameOf(model)}: ask an administrator for ${
          permission.name
        }`,
      );
    }
  }

  /** Throws `NotAllowedError` without the permission. */
  async checkBasic(
    caller: Caller,
    permission: BasicPermission,
    what: string,
  ): Promise<void> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials: caller.credentials,
    });
    if (decision?.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not ${what}: ask an administrator for ${permission.name}`,
      );
    }
  }

  /** Whether the rules of ownership let the caller write to what `owner` owns. */
  owns(caller: Caller, owner: string | null): boolean {
    return (
      caller.kind === 'service' ||
      !this.#rules.ownersOnly ||
      (owner !== null && caller.owns.includes(owner)) ||
      this.isAdmin(caller)
    );
  }

  isAdmin(caller: Caller): boolean {
    return this.#rules.admins.some(admin => caller.owns.includes(admin));
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
