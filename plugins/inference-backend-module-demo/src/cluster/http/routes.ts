import type { KindRegistry } from '../kinds/KindRegistry';
import type { ResourceDefinition } from '../kinds/ResourceDefinition';

/** A path that names a resource: a collection, an object or a subresource. */
export interface ResourceRoute {
  readonly kind: 'resource';
  readonly definition: ResourceDefinition;
  /** The version in the path. */
  readonly version: string;
  /** Absent for cluster-scoped kinds and for lists over all namespaces. */
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
}

/** What a path means. */
export type Route =
  | ResourceRoute
  | {
      readonly kind:
        | 'health'
        | 'version'
        | 'root'
        | 'api'
        | 'apis'
        | 'openapi-v2'
        | 'openapi-v3';
    }
  | { readonly kind: 'group'; readonly group: string }
  | {
      readonly kind: 'group-version';
      readonly group: string;
      readonly version: string;
    }
  | { readonly kind: 'openapi-v3-group'; readonly path: string }
  | {
      readonly kind: 'review';
      readonly group: string;
      readonly version: string;
      readonly plural: string;
    }
  | { readonly kind: 'not-found' };

const FIXED: Readonly<Record<string, Exclude<Route, ResourceRoute>>> = {
  '/': { kind: 'root' },
  '/version': { kind: 'version' },
  '/healthz': { kind: 'health' },
  '/livez': { kind: 'health' },
  '/readyz': { kind: 'health' },
  '/api': { kind: 'api' },
  '/apis': { kind: 'apis' },
  '/openapi/v2': { kind: 'openapi-v2' },
  '/openapi/v3': { kind: 'openapi-v3' },
};

/** Finds out what a path means, given the kinds that are served now. */
export function routeOf(path: string, registry: KindRegistry): Route {
  const trimmed = path.length > 1 ? path.replace(/\/+$/, '') : path;
  if (Object.hasOwn(FIXED, trimmed))
    return FIXED[trimmed] ?? { kind: 'not-found' };
  const segments = trimmed.slice(1).split('/').map(decodeURIComponent);
  if (/^\/(health|live|ready)z\//.test(trimmed)) return { kind: 'health' };
  if (segments[0] === 'openapi' && segments[1] === 'v3') {
    return { kind: 'openapi-v3-group', path: segments.slice(2).join('/') };
  }
  if (segments[0] === 'api') return versioned('', segments.slice(1), registry);
  if (segments[0] === 'apis') {
    const [group = '', ...rest] = segments.slice(1);
    if (rest.length === 0) return { kind: 'group', group };
    return versioned(group, rest, registry);
  }
  return { kind: 'not-found' };
}

function versioned(
  group: string,
  segments: readonly string[],
  registry: KindRegistry,
): Route {
  const [version = '', ...rest] = segments;
  if (rest.length === 0) return { kind: 'group-version', group, version };
  if (group === 'authorization.k8s.io' || group === 'authentication.k8s.io') {
    return { kind: 'review', group, version, plural: rest.at(-1) ?? '' };
  }
  return resource(group, version, rest, registry) ?? { kind: 'not-found' };
}

function resource(
  group: string,
  version: string,
  segments: readonly string[],
  registry: KindRegistry,
): ResourceRoute | undefined {
  const [first, second, third] = segments;
  // /namespaces/<ns>/<plural>…; but /namespaces/<ns>/status and /finalize belong to the namespace itself.
  const inNamespace =
    first === 'namespaces' &&
    second !== undefined &&
    third !== undefined &&
    !(
      group === '' &&
      segments.length === 3 &&
      ['status', 'finalize'].includes(third)
    );
  const [plural = '', name, subresource, ...more] = inNamespace
    ? segments.slice(2)
    : segments;
  const definition = registry.findByPath(group, version, plural);
  if (!definition || more.length > 0) return undefined;
  if (
    definition.namespaced !== inNamespace &&
    (inNamespace || name !== undefined)
  ) {
    return undefined;
  }
  return {
    kind: 'resource',
    definition,
    version,
    ...(inNamespace ? { namespace: second } : {}),
    ...(name !== undefined ? { name } : {}),
    ...(subresource !== undefined ? { subresource } : {}),
  };
}
