import { usePermission } from '@backstage/plugin-permission-react';
import { inferenceFindingUpdatePermission } from '@inference-portal/plugin-inference-common';
import { useRight, type Right } from '../useRight';

/** The user's right to answer the findings on one model server, by its id. */
export function useFindingRight(serverId: string): Right {
  const permission = inferenceFindingUpdatePermission;
  return useRight(
    permission,
    usePermission({ permission, resourceRef: serverId }),
  );
}
