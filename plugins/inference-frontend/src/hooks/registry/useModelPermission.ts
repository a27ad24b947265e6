import { usePermission } from '@backstage/plugin-permission-react';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  inferenceModelCreatePermission,
  inferenceModelProtectedAliasMovePermission,
  inferenceModelRegisterPermission,
  inferenceRegistryImportPermission,
  type Model,
  type ModelRef,
} from '@inference-portal/plugin-inference-common';
import { useText } from '../../translation/useText';
import { useRight, type Right } from '../useRight';
import { useModel } from './useModel';
import { useOwnership } from './useOwnership';

export type { Right };

const UNKNOWN: Right = { allowed: false, reason: null };

/** The user's right on one model, whoever owns it. */
function usePermissionOn(
  permission: ResourcePermission,
  { namespace, name }: ModelRef,
): Right {
  const resourceRef = `${namespace}/${name}`;
  return useRight(permission, usePermission({ permission, resourceRef }));
}

/** A right that also takes what `allowed` says; `reason` is said when it says no. Undefined: nobody knows yet. */
function both(
  right: Right,
  allowed: boolean | undefined,
  reason: string,
): Right {
  if (!right.allowed || allowed === true) {
    return right;
  }
  return allowed === undefined ? UNKNOWN : { allowed, reason };
}

/** The user's right to change a model: the permission, and that they own it. Undefined as owner until the model is read. */
export function useModelPermission(
  permission: ResourcePermission,
  model: ModelRef,
  owner: string | null | undefined,
): Right {
  const t = useText();
  const { owns } = useOwnership();
  const right = usePermissionOn(permission, model);
  if (owner === undefined) {
    return right.allowed ? UNKNOWN : right;
  }
  return both(
    right,
    owns(owner),
    owner === null ? t('registry.unowned') : t('registry.notOwner', { owner }),
  );
}

/** The user's right to approve or reject moves of a protected alias; withdrawing one's own wish takes none. */
export function useDecisionRight(model: Model, alias: string): Right {
  const t = useText();
  const { approves, approversOf } = useOwnership();
  const right = usePermissionOn(
    inferenceModelProtectedAliasMovePermission,
    model,
  );
  return both(
    right,
    approves(alias, model.owner),
    t('registry.notApprover', {
      approvers: approversOf(alias) ?? model.owner ?? '—',
    }),
  );
}

/** The user's right to register models that are new. */
export function useCreatePermission(): Right {
  const permission = inferenceModelCreatePermission;
  return useRight(permission, usePermission({ permission }));
}

/** The user's right to add versions to a model of which only the name is known. */
export function useRegisterPermission(model: ModelRef): Right {
  const state = useModel(model);
  return useModelPermission(
    inferenceModelRegisterPermission,
    model,
    state.status === 'ready' ? state.data.owner : undefined,
  );
}

/** The user's right to start imports and to see how they went. */
export function useImportPermission(): Right {
  const permission = inferenceRegistryImportPermission;
  return useRight(permission, usePermission({ permission }));
}
