import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { modelResourceRef } from './modelResourceRef';

/** Lets through models that one of the given entities owns; models without an owner never. */
export const isModelOwnerRule = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow models that one of the given entities owns',
  resourceRef: modelResourceRef,
  paramsSchema: z.object({
    owners: z
      .array(z.string())
      .describe('Entity refs of Groups and Users, such as ownership claims'),
  }),
  apply: (model, { owners }) =>
    model.owner !== null && owners.includes(model.owner),
  toQuery: ({ owners }) => ({ kind: 'owner', anyOf: owners }),
});

/** Lets through models in the given namespaces of the registry; names are compared without case. */
export const inModelNamespaceRule = createPermissionRule({
  name: 'IN_NAMESPACE',
  description: 'Allow models in one of the given namespaces of the registry',
  resourceRef: modelResourceRef,
  paramsSchema: z.object({
    namespaces: z.array(z.string()).describe('Namespaces of models'),
  }),
  apply: (model, { namespaces }) =>
    namespaces.some(
      namespace => namespace.toLowerCase() === model.namespace.toLowerCase(),
    ),
  toQuery: ({ namespaces }) => ({ kind: 'namespace', anyOf: namespaces }),
});

/** All rules on models. */
export const modelRules = [isModelOwnerRule, inModelNamespaceRule];
