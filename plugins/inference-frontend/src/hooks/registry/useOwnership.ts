import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useIdentity } from '../useIdentity';

/** `group:default/x` however it was written; what is no entity ref stays as it is. */
function canonical(ref: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(ref, {
        defaultKind: 'group',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    return ref;
  }
}

/** What the registry asks for beside permissions; the backend decides by the same settings. */
export interface Ownership {
  /** Whether the user may write to what `owner` owns; undefined until it is known who the user is. */
  owns(owner: string | null): boolean | undefined;
  /** Whether the user may approve moves of the alias of a model of `owner`. */
  approves(alias: string, owner: string | null): boolean | undefined;
  /** Who approves moves of the alias, when the configuration says so. */
  approversOf(alias: string): string | undefined;
}

/** The user's groups beside `inference.registry.access` and `.protectedAliases`. */
export function useOwnership(): Ownership {
  const identity = useIdentity();
  const registry = useApi(configApiRef).getOptionalConfig('inference.registry');
  const ownersOnly = registry?.getOptionalBoolean('access.ownersOnly') ?? true;
  const admins = registry?.getOptionalStringArray('access.admins') ?? [];
  const own = new Set(identity?.ownershipRefs.map(canonical));
  const isIn = (ref: string) => own.has(canonical(ref));
  const approversOf = (alias: string) =>
    registry
      ?.getOptionalConfigArray('protectedAliases')
      ?.find(entry => entry.getOptionalString('alias') === alias)
      ?.getOptionalString('approvers');
  const owns = (owner: string | null) => {
    if (!ownersOnly) {
      return true;
    }
    return identity && ((owner !== null && isIn(owner)) || admins.some(isIn));
  };
  return {
    owns,
    approversOf,
    approves: (alias, owner) => {
      const approvers = approversOf(alias);
      return approvers === undefined
        ? owns(owner)
        : identity && isIn(approvers);
    },
  };
}
