import { usePermission } from '@backstage/plugin-permission-react';
import {
  inferenceBudgetManagePermission,
  type BudgetScope,
} from '@inference-portal/plugin-inference-common';
import { useIdentity } from '../useIdentity';
import { useRight, type Right } from '../useRight';

/**
 * The user's right to set and delete the budget of an owner. Asked for a model, or before anything is chosen, it is the right to budgets
 * of the user's own: only the backend knows who owns what is typed.
 */
export function useBudgetRight(scope: BudgetScope | undefined): Right {
  const own = useIdentity()?.ownershipRefs[0];
  const permission = inferenceBudgetManagePermission;
  const resourceRef = scope?.kind === 'owner' ? scope.ref : own;
  const answer = usePermission({ permission, resourceRef });
  return useRight(
    permission,
    resourceRef === undefined ? { loading: true, allowed: false } : answer,
  );
}
