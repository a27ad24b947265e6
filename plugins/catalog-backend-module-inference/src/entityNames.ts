import { createHash } from 'node:crypto';

const MAX_LENGTH = 63;
const HASH_LENGTH = 8;

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}

/** Lower case, since the catalog takes names that differ by case for the same. */
function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9._-]+/g, '-');
}

function trimEdges(text: string): string {
  return text.replace(/^[._-]+/, '').replace(/[._-]+$/, '');
}

/** `base` made into a valid entity name that `seed` makes unique. */
function withHash(base: string, seed: string, fallback: string): string {
  const room = MAX_LENGTH - HASH_LENGTH - 1;
  const head = trimEdges(trimEdges(base).slice(0, room)) || fallback;
  return `${head}-${shortHash(seed)}`;
}

/** What names a model server. */
export interface NamedServer {
  readonly id: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  /** RFC 3339, or null when the cluster does not tell. */
  readonly createdAt: string | null;
}

function serverName(server: NamedServer): string {
  const { cluster, namespace, name } = server;
  const parts = [cluster, namespace, name];
  const base = parts.map(slug).join('.');
  // A namespace has no dots; dots elsewhere would let two servers meet in one name.
  const isReversible =
    parts.every(part => slug(part) === part) &&
    !cluster.includes('.') &&
    !name.includes('.');
  return isReversible && base.length <= MAX_LENGTH && trimEdges(base) === base
    ? base
    : withHash(base, JSON.stringify(parts), 'server');
}

function byAge(a: NamedServer, b: NamedServer): number {
  const ageA = a.createdAt ?? '';
  const ageB = b.createdAt ?? '';
  if (ageA !== ageB) {
    return ageA < ageB ? -1 : 1;
  }
  return a.id < b.id ? -1 : 1;
}

/**
 * Entity names of model servers, by server id: `<cluster>.<namespace>.<name>`, with a hash where that is no valid or no
 * unambiguous name. A name depends on the server alone, except that of two kinds with one name the older keeps it.
 */
export function nameServers(
  servers: readonly NamedServer[],
): Map<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const server of [...servers].sort(byAge)) {
    const wanted = serverName(server);
    const name = taken.has(wanted)
      ? withHash(wanted, server.id, 'server')
      : wanted;
    taken.add(name);
    names.set(server.id, name);
  }
  return names;
}

/** Entity names of models, by model id: the id in lower case with dots for slashes, with a hash where that is not enough. */
export function nameModels(modelIds: Iterable<string>): Map<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const id of [...new Set(modelIds)].sort()) {
    const base = trimEdges(slug(id.replace(/\/+/g, '.')));
    const fits = base !== '' && base.length <= MAX_LENGTH;
    const name = fits && !taken.has(base) ? base : withHash(base, id, 'model');
    taken.add(name);
    names.set(id, name);
  }
  return names;
}
