/** A column of `kubectl get` for a custom kind, as in a CRD's `additionalPrinterColumns`. */
export interface PrinterColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  /** A dotted path such as `.spec.replicas` or `.status.conditions[?(@.type=="Ready")].status`. */
  readonly jsonPath: string;
  /** Shown only with `-o wide` when greater than 0. */
  readonly priority?: number;
}

/** Where the scale subresource finds its numbers. */
export interface ScalePaths {
  readonly specReplicasPath: string;
  readonly statusReplicasPath: string;
  /** Path of a label selector, an object or a string. */
  readonly labelSelectorPath?: string;
}

/** One row of the table of kinds. */
export interface ResourceDefinition {
  /** `''` for the core group. */
  readonly group: string;
  /** Served versions, the preferred and stored one first. */
  readonly versions: readonly string[];
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly subresources: {
    readonly status: boolean;
    readonly scale?: ScalePaths;
    /** `pods/log` and such, listed in discovery only. */
    readonly others?: readonly string[];
  };
  /** Built-in kinds know strategic merge patches and leave kind and apiVersion out of list items. */
  readonly builtin: boolean;
  /** Whether metadata.generation is kept. Built-in kinds without a spec have none. */
  readonly generation: boolean;
  readonly columns?: readonly PrinterColumn[];
}

/** The stored apiVersion of a kind. */
export function storageApiVersion(definition: ResourceDefinition): string {
  return apiVersionOf(definition, definition.versions[0] ?? 'v1');
}

/** `v1` for the core group, else `group/version`. */
export function apiVersionOf(
  definition: ResourceDefinition,
  version: string,
): string {
  return definition.group === '' ? version : `${definition.group}/${version}`;
}

/** `deployments.apps`, `pods`: how the API server names a resource in messages. */
export function qualifiedName(definition: ResourceDefinition): string {
  return definition.group === ''
    ? definition.plural
    : `${definition.plural}.${definition.group}`;
}

/** `Deployment.apps`, `Pod`: how the API server names a kind in validation messages. */
export function qualifiedKind(definition: ResourceDefinition): string {
  return definition.group === ''
    ? definition.kind
    : `${definition.kind}.${definition.group}`;
}
