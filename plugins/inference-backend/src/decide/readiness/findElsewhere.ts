import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { ReadinessFacts } from './facts';
import { isAlive } from './isAlive';

/** Looks up where else the model of a server is served; null when the model is not known. */
export type FindElsewhere = (
  server: ModelServer,
) => ReadinessFacts['elsewhere'];

function keysOf({ model, registration }: ModelServer): string[] {
  return [
    ...(model.id === null ? [] : [JSON.stringify(['model', model.id])]),
    ...(registration === null
      ? []
      : [
          JSON.stringify([
            'registered',
            registration.namespace,
            registration.name,
          ]),
        ]),
  ];
}

/** Groups servers by their models, so that each is asked about without looking at all others. */
export function prepareElsewhere(
  servers: readonly ModelServer[],
): FindElsewhere {
  // One server of a cluster is enough: the rule counts clusters.
  const clustersOf = new Map<string, Map<string, string>>();
  for (const server of servers) {
    if (isAlive(server.state)) {
      for (const key of keysOf(server)) {
        const clusters = clustersOf.get(key) ?? new Map<string, string>();
        clustersOf.set(key, clusters);
        if (!clusters.has(server.cluster)) {
          clusters.set(server.cluster, server.name);
        }
      }
    }
  }
  return server => {
    const keys = keysOf(server);
    if (keys.length === 0) {
      return null;
    }
    const others = new Map(
      keys.flatMap(key => [...(clustersOf.get(key) ?? [])]),
    );
    others.delete(server.cluster);
    return [...others].map(([cluster, name]) => ({ cluster, name }));
  };
}
