import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  inferenceServerCreatePermission,
  inferenceServerReadPermission,
} from '@inference-portal/plugin-inference-common';
import type { ServerFilter } from '../../record';
import type { ChangeRules } from '../changes/readChangeRules';
import type { Caller } from '../registry/Caller';
import { ServerAccess } from '../ServerAccess';

const FORBIDDEN = `You may not deploy: ask an administrator for ${inferenceServerCreatePermission.name}`;

/** A namespace and who owns it. */
export interface OwnedNamespace {
  readonly cluster: string;
  readonly namespace: string;
  /** Entity ref. */
  readonly owner: string | null;
  readonly isEnding: boolean;
}

/** Whether a condition on servers lets through those of a namespace that its owner owns. */
function letsThrough(filter: ServerFilter, place: OwnedNamespace): boolean {
  switch (filter.kind) {
    case 'cluster':
      return filter.anyOf.includes(place.cluster);
    case 'namespace':
      return filter.anyOf.includes(place.namespace);
    case 'owner':
      return filter.anyOf.includes(place.owner);
    case 'allOf':
      return filter.filters.every(one => letsThrough(one, place));
    case 'anyOf':
      return filter.filters.some(one => letsThrough(one, place));
    case 'not':
      return !letsThrough(filter.filter, place);
    default:
      return false;
  }
}

/** Decides who sees a namespace, and who deploys into it: by the permission framework, and beside it by ownership. */
export class NamespaceAccess {
  readonly #permissions: PermissionsService;
  readonly #reading: ServerAccess;
  readonly #rules: ChangeRules;

  constructor(options: {
    permissions: PermissionsService;
    /** Needs to have been told by `registerPermissions`. */
    permissionsRegistry: PermissionsRegistryService;
    rules: ChangeRules;
  }) {
    this.#permissions = options.permissions;
    this.#reading = new ServerAccess({
      ...options,
      permission: inferenceServerReadPermission,
      what: 'read model servers',
    });
    this.#rules = options.rules;
  }

  /** Tells of a namespace whether the caller may see servers there. Throws `NotAllowedError` when they may see none. */
  async getVisible(
    credentials: BackstageCredentials,
  ): Promise<(place: OwnedNamespace) => boolean> {
    const filter = await this.#reading.getFilter(credentials);
    return place => filter === null || letsThrough(filter, place);
  }

  /** Tells of a namespace why the caller may not deploy there; null when they may. */
  async getRefusal(
    caller: Caller,
  ): Promise<(place: OwnedNamespace) => string | null> {
    return (await this.#mayCreate(caller))
      ? place => this.#refuse(caller, place)
      : () => FORBIDDEN;
  }

  /** Throws `NotAllowedError` for callers who may deploy nowhere. */
  async requireCreator(caller: Caller): Promise<void> {
    if (!(await this.#mayCreate(caller))) {
      throw new NotAllowedError(FORBIDDEN);
    }
  }

  /** Whether the caller may do everything everywhere. */
  isFree({ kind, owns }: Caller): boolean {
    const { admins, ownersOnly } = this.#rules;
    return (
      kind === 'service' ||
      !ownersOnly ||
      admins.some(admin => owns.includes(admin))
    );
  }

  async #mayCreate({ credentials }: Caller): Promise<boolean> {
    const [decision] = await this.#permissions.authorize(
      [{ permission: inferenceServerCreatePermission }],
      { credentials },
    );
    return decision?.result === AuthorizeResult.ALLOW;
  }

  #refuse(
    caller: Caller,
    { cluster, isEnding, namespace, owner }: OwnedNamespace,
  ): string | null {
    if (isEnding) {
      return `Namespace ${namespace} on ${cluster} is being deleted: choose another one`;
    }
    if (
      this.isFree(caller) ||
      (owner !== null && caller.owns.includes(owner))
    ) {
      return null;
    }
    return owner === null
      ? `Nobody owns namespace ${namespace} on ${cluster}: ask who runs the cluster to annotate it with inference-portal/owner, or ask one of inference.changes.access.admins`
      : `Namespace ${namespace} on ${cluster} belongs to ${owner}: ask them, or choose a namespace of yours`;
  }
}
