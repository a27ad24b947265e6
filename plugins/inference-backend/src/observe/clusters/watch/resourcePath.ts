import type { WatchedResource } from '@inference-portal/plugin-inference-node';

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf(
  resource: WatchedResource,
  version: string,
): string {
  return resource.group === '' ? version : `${resource.group}/${version}`;
}

/** Path of a version of a group. */
export function versionPath(
  resource: WatchedResource,
  version: string,
): string {
  return resource.group === ''
    ? `/api/${encodeURIComponent(version)}`
    : `/apis/${encodeURIComponent(resource.group)}/${encodeURIComponent(
        version,
      )}`;
}

/** Path of all objects of a resource, with a query. */
export function listPath(
  resource: WatchedResource,
  version: string,
  query: { readonly [name: string]: string },
): string {
  const path = `${versionPath(resource, version)}/${encodeURIComponent(
    resource.plural,
  )}`;
  return `${path}?${new URLSearchParams(query)}`;
}
