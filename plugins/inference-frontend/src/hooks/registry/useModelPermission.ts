import { usePermission } from '@backstage/plugin-permission-react';
import type {
  Permission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  inferenceModelCreatePermission,
  type ModelRef,
} from '@inference-portal/plugin-inference-common';
import { useText } from '../../translation/useText';

/** Whether the user may do something, and what to say when not. */
export interface Right {
  readonly allowed: boolean;
  /** Null when allowed, and while nobody has answered yet. */
  readonly reason: string | null;
}

function useRight(
  permission: Permission,
  answer: { loading: boolean; allowed: boolean },
): Right {
  const t = useText();
  return {
    allowed: answer.allowed,
    reason:
      answer.allowed || answer.loading
        ? null
        : t('registry.missingPermission', { permission: permission.name }),
  };
}

/** The user's right on one model. */
export function useModelPermission(
  permission: ResourcePermission,
  { namespace, name }: ModelRef,
): Right {
  const resourceRef = `${namespace}/${name}`;
  return useRight(permission, usePermission({ permission, resourceRef }));
}

/** The user's right to register models that are new. */
export function useCreatePermission(): Right {
  const permission = inferenceModelCreatePermission;
  return useRight(permission, usePermission({ permission }));
}
