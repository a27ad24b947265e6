import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { costResourceRef } from './costResourceRef';

/** Lets through the costs of the given owners; never those of idle GPUs and of what nobody owns. */
export const isCostOwnerRule = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow costs of what one of the given entities owns',
  resourceRef: costResourceRef,
  paramsSchema: z.object({
    owners: z
      .array(z.string())
      .describe('Entity refs of Groups and Users, such as ownership claims'),
  }),
  apply: (scope, { owners }) =>
    scope.owner !== null && owners.includes(scope.owner),
  toQuery: ({ owners }) => ({ kind: 'owner', anyOf: owners }),
});

/** Lets through all costs of the given clusters, idle GPUs among them. */
export const inCostClusterRule = createPermissionRule({
  name: 'IN_CLUSTER',
  description: 'Allow costs of one of the given clusters',
  resourceRef: costResourceRef,
  paramsSchema: z.object({
    clusters: z.array(z.string()).describe('Names of clusters as configured'),
  }),
  apply: (scope, { clusters }) =>
    scope.cluster !== null && clusters.includes(scope.cluster),
  toQuery: ({ clusters }) => ({ kind: 'cluster', anyOf: clusters }),
});

/** All rules on costs. */
export const costRules = [isCostOwnerRule, inCostClusterRule];
