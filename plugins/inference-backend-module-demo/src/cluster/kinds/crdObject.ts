import { timestampOf } from '../objects';
import type { ResourceDefinition } from './ResourceDefinition';

/** The CustomResourceDefinition of a custom kind, as `kubectl get crd` shows it. */
export function crdObject(
  definition: ResourceDefinition,
  nowMs: number,
): {
  apiVersion: string;
  kind: string;
  metadata: object;
  spec: object;
  status: object;
} {
  const { group, plural, namespaced, subresources } = definition;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: namesOf(definition),
      scope: namespaced ? 'Namespaced' : 'Cluster',
      versions: definition.versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
        subresources: {
          ...(subresources.status ? { status: {} } : {}),
          ...(subresources.scale ? { scale: subresources.scale } : {}),
        },
        additionalPrinterColumns: definition.columns ?? [],
      })),
    },
    status: crdStatus(definition, nowMs),
  };
}

/** The status of a CRD whose names were accepted and that is served. */
export function crdStatus(
  definition: ResourceDefinition,
  nowMs: number,
): object {
  const lastTransitionTime = timestampOf(nowMs);
  return {
    acceptedNames: namesOf(definition),
    storedVersions: definition.versions.slice(0, 1),
    conditions: [
      {
        type: 'NamesAccepted',
        status: 'True',
        reason: 'NoConflicts',
        message: 'no conflicts found',
        lastTransitionTime,
      },
      {
        type: 'Established',
        status: 'True',
        reason: 'InitialNamesAccepted',
        message: 'the initial names have been accepted',
        lastTransitionTime,
      },
    ],
  };
}

function namesOf({
  plural,
  singular,
  kind,
  shortNames,
  categories,
}: ResourceDefinition): object {
  return {
    plural,
    singular,
    kind,
    listKind: `${kind}List`,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
  };
}
