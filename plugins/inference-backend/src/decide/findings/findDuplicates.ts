import type { InstantMs } from '../../types';

/** The part of a server that tells whether another one does the same. */
export interface ComparableServer {
  readonly id: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly model: string | null;
  readonly createdAt: InstantMs | null;
}

const placeOf = ({ cluster, namespace, model }: ComparableServer) =>
  JSON.stringify([cluster, namespace, model]);

/** Groups of servers of one namespace that run the same model: only their specifications have to be compared. */
export function groupsToCompare<Server extends ComparableServer>(
  servers: readonly Server[],
): Server[][] {
  const groups = new Map<string, Server[]>();
  for (const server of servers) {
    if (server.model !== null) {
      const key = placeOf(server);
      groups.set(key, [...(groups.get(key) ?? []), server]);
    }
  }
  return [...groups.values()].filter(group => group.length > 1);
}

/** What containers run: image, command, arguments and environment, wherever in a specification they stand. Names are left out. */
export function containersOf(specification: unknown): unknown[] {
  if (Array.isArray(specification)) {
    return specification.flatMap(containersOf);
  }
  if (typeof specification !== 'object' || specification === null) {
    return [];
  }
  return Object.entries(specification).flatMap(([name, value]) =>
    name === 'containers' && Array.isArray(value)
      ? value.map(({ image, command, args, env }) => ({
          image,
          command,
          args,
          env,
        }))
      : containersOf(value),
  );
}

/**
 * Servers by id that run the same as an older one beside them, with the name of that one.
 *
 * @param contents - what each server runs, comparable as text; servers without one are like no other
 */
export function findDuplicates(
  group: readonly ComparableServer[],
  contents: ReadonlyMap<string, string>,
): Map<string, string> {
  const oldestFirst = [...group].sort(
    (a, b) =>
      (a.createdAt ?? Infinity) - (b.createdAt ?? Infinity) ||
      (a.id < b.id ? -1 : 1),
  );
  const originals = new Map<string, ComparableServer>();
  const found = new Map<string, string>();
  for (const server of oldestFirst) {
    const content = contents.get(server.id);
    if (content === undefined) {
      continue;
    }
    const original = originals.get(content);
    if (original) {
      found.set(server.id, original.name);
    } else {
      originals.set(content, server);
    }
  }
  return found;
}
