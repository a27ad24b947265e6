import type { GridSort } from './GridColumn';

/** Search, filters and order of a table, as they stand in the URL. */
export interface TableQuery<Facet extends string> {
  readonly search: string;
  /** Wanted values by facet; an empty set wants all. */
  readonly facets: { readonly [name in Facet]: ReadonlySet<string> };
  readonly sort: GridSort;
}

const DEFAULT_SORT: GridSort = { column: 'name', descending: false };

/** Stands for "no owner" and the like in the URL, as it does for owners in the HTTP API. */
export const NONE = 'none';

/** One value for every facet. */
export function byFacet<Facet extends string, T>(
  facets: readonly Facet[],
  valueOf: (facet: Facet) => T,
): { readonly [name in Facet]: T } {
  const entries = facets.map(facet => [facet, valueOf(facet)] as const);
  return Object.fromEntries(entries) as { [name in Facet]: T };
}

/** Reads the query out of a URL. Unknown parameters are left alone. */
export function parseTableQuery<Facet extends string>(
  params: URLSearchParams,
  facets: readonly Facet[],
): TableQuery<Facet> {
  return {
    search: params.get('q') ?? '',
    facets: byFacet(facets, name => new Set(params.getAll(name))),
    sort: {
      column: params.get('sort') ?? DEFAULT_SORT.column,
      descending: params.get('order') === 'desc',
    },
  };
}

/** Writes the query into a copy of the parameters; what is as usual is left out, so that links stay short. */
export function writeTableQuery<Facet extends string>(
  query: TableQuery<Facet>,
  facets: readonly Facet[],
  params: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of ['q', 'sort', 'order', ...facets]) {
    next.delete(name);
  }
  if (query.search !== '') {
    next.set('q', query.search);
  }
  for (const name of facets) {
    for (const value of query.facets[name]) {
      next.append(name, value);
    }
  }
  if (query.sort.column !== DEFAULT_SORT.column) {
    next.set('sort', query.sort.column);
  }
  if (query.sort.descending) {
    next.set('order', 'desc');
  }
  return next;
}

/** True when nothing is searched or filtered. */
export function isUnfiltered<Facet extends string>(
  query: TableQuery<Facet>,
): boolean {
  const facets: readonly ReadonlySet<string>[] = Object.values(query.facets);
  return query.search === '' && facets.every(values => values.size === 0);
}

/** The same order with nothing searched or filtered. */
export function withoutFilters<Facet extends string>(
  query: TableQuery<Facet>,
  facets: readonly Facet[],
): TableQuery<Facet> {
  return {
    ...query,
    search: '',
    facets: byFacet(facets, () => new Set<string>()),
  };
}

/** The order after a click on the head of a column: by it, and the other way when it was by it already. */
export function sortedBy<Facet extends string>(
  query: TableQuery<Facet>,
  column: string,
): TableQuery<Facet> {
  const again = query.sort.column === column;
  return {
    ...query,
    sort: { column, descending: again && !query.sort.descending },
  };
}
