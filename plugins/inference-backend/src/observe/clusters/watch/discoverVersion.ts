import type { WatchedResource } from '@inference-portal/plugin-inference-node';
import { z } from 'zod';
import type {
  ClusterReader,
  RequestSettings,
} from '../connection/ClusterConnection';
import { ClusterRequestError } from '../connection/ClusterRequestError';
import { listPath, versionPath } from './resourcePath';

const groupSchema = z.looseObject({
  versions: z.array(z.looseObject({ version: z.string() })),
});
const resourcesSchema = z.looseObject({
  resources: z.array(z.looseObject({ name: z.string() })),
});

async function whenFound<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ClusterRequestError && error.kind === 'not-found') {
      return null;
    }
    throw error;
  }
}

/** Versions of the resource's group that the cluster serves, ours first. */
async function servedVersions(
  resource: WatchedResource,
  reader: ClusterReader,
  settings: RequestSettings,
): Promise<readonly string[]> {
  if (resource.group === '') {
    return resource.versions;
  }
  const path = `/apis/${encodeURIComponent(resource.group)}`;
  const answer = await whenFound(reader.get(path, settings));
  const group = groupSchema.safeParse(answer);
  if (!group.success) {
    return [];
  }
  const served = new Set(group.data.versions.map(({ version }) => version));
  return resource.versions.filter(version => served.has(version));
}

/** For users who may not read the discovery documents: the version whose list answers at all. */
async function probeVersions(
  resource: WatchedResource,
  reader: ClusterReader,
  settings: RequestSettings,
): Promise<string | null> {
  for (const version of resource.versions) {
    const path = listPath(resource, version, { limit: '1' });
    if ((await whenFound(reader.get(path, settings))) !== null) {
      return version;
    }
  }
  return null;
}

/**
 * Finds the first of the resource's versions that the cluster serves; null when the resource is not installed.
 * Rejects with `ClusterRequestError`.
 */
export async function discoverVersion(
  resource: WatchedResource,
  reader: ClusterReader,
  settings: RequestSettings,
): Promise<string | null> {
  try {
    for (const version of await servedVersions(resource, reader, settings)) {
      const answer = await whenFound(
        reader.get(versionPath(resource, version), settings),
      );
      const list = resourcesSchema.safeParse(answer);
      if (
        list.success &&
        list.data.resources.some(({ name }) => name === resource.plural)
      ) {
        return version;
      }
    }
    return null;
  } catch (error) {
    if (error instanceof ClusterRequestError && error.kind === 'forbidden') {
      return probeVersions(resource, reader, settings);
    }
    throw error;
  }
}
