import type {
  ModelServer,
  Registration,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../types';
import { modelKey, versionNodeId } from '../registry/nodeId';

/** The part of a server that tells whether a newer version takes its place. */
export interface VersionedServer {
  readonly id: string;
  readonly cluster: string;
  readonly state: ModelServer['state'];
  /** When its current revision began; null when nobody knows. */
  readonly changedAt: InstantMs | null;
  readonly registration: Registration | null;
}

/** A newer version of a server's model that serves beside it. */
export interface NewerVersion {
  readonly version: string;
  /** Since when it serves, as far as its cluster tells; null when that is not known. */
  readonly since: InstantMs | null;
}

/** Ids of the versions that {@link findNewerVersions} has to know the age of: those of models of which several serve. */
export function versionsToCompare(
  servers: readonly VersionedServer[],
): string[] {
  const byModel = new Map<string, Set<string>>();
  for (const { registration } of servers) {
    if (registration !== null && registration.version !== null) {
      const versions = byModel.get(modelKey(registration)) ?? new Set();
      versions.add(versionNodeId(registration, registration.version));
      byModel.set(modelKey(registration), versions);
    }
  }
  return [...byModel.values()].flatMap(versions =>
    versions.size > 1 ? [...versions] : [],
  );
}

/**
 * Servers by id of which a newer registered version of the same model serves on the same cluster. On another cluster it may be a trial:
 * that takes nobody's place.
 *
 * @param ages - when each version was made, by its id in the lineage
 */
export function findNewerVersions(
  servers: readonly VersionedServer[],
  ages: ReadonlyMap<string, InstantMs>,
): Map<string, NewerVersion> {
  const places = new Map<
    string,
    { server: VersionedServer; version: string; age: InstantMs }[]
  >();
  for (const server of servers) {
    const { registration } = server;
    const version = registration?.version ?? null;
    const age =
      registration === null || version === null
        ? undefined
        : ages.get(versionNodeId(registration, version));
    if (registration !== null && version !== null && age !== undefined) {
      const key = JSON.stringify([server.cluster, modelKey(registration)]);
      const place = places.get(key) ?? [];
      place.push({ server, version, age });
      places.set(key, place);
    }
  }
  const found = new Map<string, NewerVersion>();
  for (const place of places.values()) {
    const serving = place.filter(({ server }) => server.state === 'serving');
    for (const { server, age } of place) {
      const newer = serving.filter(other => other.age > age);
      const [first] = newer.sort(
        (a, b) =>
          (a.server.changedAt ?? Infinity) - (b.server.changedAt ?? Infinity),
      );
      if (first) {
        found.set(server.id, {
          version: first.version,
          since: first.server.changedAt,
        });
      }
    }
  }
  return found;
}
