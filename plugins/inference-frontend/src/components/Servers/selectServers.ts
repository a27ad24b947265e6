import type { ModelServer } from '@inference-portal/plugin-inference-common';
import {
  FACETS,
  NONE,
  type FacetName,
  type ServersQuery,
} from './serversQuery';
import { sortKey } from './serverSortKeys';

/** One value of a facet, and how many servers would be shown with it. */
export interface FacetOption {
  readonly value: string;
  readonly count: number;
}

/** Options of every facet. */
export type FacetOptions = {
  readonly [name in FacetName]: readonly FacetOption[];
};

/** What the table shows. */
export interface SelectedServers {
  readonly rows: readonly ModelServer[];
  readonly facets: FacetOptions;
}

/** Values of a server under a facet; a server on two products has both. */
export function facetValues(
  server: ModelServer,
  facet: FacetName,
): readonly string[] {
  switch (facet) {
    case 'owner':
      return [server.owner.ref ?? NONE];
    case 'product':
      return server.gpus.products.length > 0
        ? server.gpus.products
        : [server.gpus.product ?? NONE];
    case 'runtime':
      return [server.runtime.name];
    default:
      return [server[facet]];
  }
}

function searchText(server: ModelServer): string {
  return [
    server.name,
    server.model.id,
    server.owner.ref,
    server.cluster,
    server.namespace,
    server.runtime.name,
  ]
    .join('\n')
    .toLowerCase();
}

function compare(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) {
    // Unknown values stand last, whichever way the column is sorted.
    return a === b ? 0 : Number.NaN;
  }
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  const left = String(a);
  const right = String(b);
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}

/** Servers in the order of a column; ties stand by name, unknown values last. */
export function sortServers(
  servers: readonly ModelServer[],
  sort: ServersQuery['sort'],
): ModelServer[] {
  const direction = sort.descending ? -1 : 1;
  const keyed = servers.map(server => ({
    server,
    key: sortKey(server, sort.column),
  }));
  keyed.sort((a, b) => {
    const order = compare(a.key, b.key);
    if (Number.isNaN(order)) {
      return a.key === null ? 1 : -1;
    }
    return (
      order * direction ||
      compare(a.server.name, b.server.name) ||
      compare(a.server.id, b.server.id)
    );
  });
  return keyed.map(entry => entry.server);
}

/**
 * Applies search, filters and order. The count of an option is the number of servers that the table would show if it
 * were chosen under the other filters, so no option leads to an empty table.
 */
export function selectServers(
  servers: readonly ModelServer[],
  query: ServersQuery,
): SelectedServers {
  const words = query.search.toLowerCase().split(/\s+/).filter(Boolean);
  const counts = new Map(FACETS.map(name => [name, new Map<string, number>()]));
  const rows: ModelServer[] = [];

  for (const server of servers) {
    const text = words.length > 0 ? searchText(server) : '';
    if (!words.every(word => text.includes(word))) {
      continue;
    }
    const refused = FACETS.filter(name => {
      const wanted = query.facets[name];
      return (
        wanted.size > 0 &&
        !facetValues(server, name).some(value => wanted.has(value))
      );
    });
    if (refused.length === 0) {
      rows.push(server);
    }
    for (const name of FACETS) {
      const byOthers = refused.length > (refused.includes(name) ? 1 : 0);
      if (!byOthers) {
        const options = counts.get(name);
        for (const value of facetValues(server, name)) {
          options?.set(value, (options.get(value) ?? 0) + 1);
        }
      }
    }
  }

  const optionsOf = (name: FacetName): FacetOption[] => {
    const options = new Map(counts.get(name));
    // What is chosen stays visible even when nothing matches it any more.
    for (const value of query.facets[name]) {
      options.set(value, options.get(value) ?? 0);
    }
    return [...options]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || compare(a.value, b.value));
  };
  return {
    rows: sortServers(rows, query.sort),
    facets: {
      owner: optionsOf('owner'),
      state: optionsOf('state'),
      cluster: optionsOf('cluster'),
      namespace: optionsOf('namespace'),
      runtime: optionsOf('runtime'),
      product: optionsOf('product'),
    },
  };
}
