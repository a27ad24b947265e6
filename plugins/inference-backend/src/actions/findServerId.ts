import { NotFoundError } from '@backstage/errors';
import type { AuthorizedInventory } from '../permissions';

/** Servers of one name that are looked through, and that an error names. */
const MAX_CANDIDATES = 100;
const MAX_NAMED = 10;

/** Throws `NotFoundError` unless exactly one server that the caller may read has the name. */
export async function findServerId(
  servers: Pick<AuthorizedInventory, 'listServers'>,
  wanted: { name?: string; namespace?: string; cluster?: string },
  onBehalfOf: Parameters<AuthorizedInventory['listServers']>[1],
): Promise<string> {
  const { name, namespace, cluster } = wanted;
  if (name === undefined) {
    throw new NotFoundError('Name the server by id, or by name');
  }
  const { items } = await servers.listServers(
    {
      filter: {
        kind: 'allOf',
        filters: [
          { kind: 'text', text: name },
          ...(namespace === undefined
            ? []
            : [{ kind: 'namespace' as const, anyOf: [namespace] }]),
          ...(cluster === undefined
            ? []
            : [{ kind: 'cluster' as const, anyOf: [cluster] }]),
        ],
      },
      limit: MAX_CANDIDATES,
    },
    onBehalfOf,
  );
  const named = items.filter(server => server.name === name);
  const [only, ...others] = named;
  if (only && others.length === 0) {
    return only.id;
  }
  const list = (named.length > 0 ? named : items)
    .slice(0, MAX_NAMED)
    .map(one => `${one.cluster}/${one.namespace}/${one.name} (id ${one.id})`)
    .join(', ');
  throw new NotFoundError(
    named.length > 0
      ? `Several model servers are named ${name}: ${list}`
      : `No model server is named ${name}${
          list === '' ? '' : `; similar ones: ${list}`
        }`,
  );
}
