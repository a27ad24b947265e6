import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { modelServerResourceRef } from './modelServerResourceRef';

/** Lets through servers that one of the given entities owns; servers without an owner never. */
export const isOwnerRule = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow model servers that one of the given entities owns',
  resourceRef: modelServerResourceRef,
  paramsSchema: z.object({
    owners: z
      .array(z.string())
      .describe('Entity refs of Groups and Users, such as ownership claims'),
  }),
  apply: (server, { owners }) =>
    server.owner.ref !== null && owners.includes(server.owner.ref),
  toQuery: ({ owners }) => ({ kind: 'owner', anyOf: owners }),
});

/** Lets through servers on the given clusters. */
export const inClusterRule = createPermissionRule({
  name: 'IN_CLUSTER',
  description: 'Allow model servers on one of the given clusters',
  resourceRef: modelServerResourceRef,
  paramsSchema: z.object({
    clusters: z.array(z.string()).describe('Names of clusters as configured'),
  }),
  apply: (server, { clusters }) => clusters.includes(server.cluster),
  toQuery: ({ clusters }) => ({ kind: 'cluster', anyOf: clusters }),
});

/** Lets through servers in the given namespaces, on every cluster. */
export const inNamespaceRule = createPermissionRule({
  name: 'IN_NAMESPACE',
  description: 'Allow model servers in one of the given namespaces',
  resourceRef: modelServerResourceRef,
  paramsSchema: z.object({
    namespaces: z.array(z.string()).describe('Names of Kubernetes namespaces'),
  }),
  apply: (server, { namespaces }) => namespaces.includes(server.namespace),
  toQuery: ({ namespaces }) => ({ kind: 'namespace', anyOf: namespaces }),
});

/** All rules on model servers. */
export const modelServerRules = [isOwnerRule, inClusterRule, inNamespaceRule];
