import type { GridSort } from '../table/DataGrid';

/** What the table can be narrowed by. */
export const FACETS = [
  'owner',
  'state',
  'cluster',
  'namespace',
  'runtime',
  'product',
] as const;

/** One of the facets. */
export type FacetName = (typeof FACETS)[number];

/** Stands for "no owner" and "no product" in the URL, as it does for owners in the HTTP API. */
export const NONE = 'none';

/** Search, filters and order of the table, as they stand in the URL. */
export interface ServersQuery {
  readonly search: string;
  /** Wanted values by facet; an empty set wants all. */
  readonly facets: { readonly [name in FacetName]: ReadonlySet<string> };
  readonly sort: GridSort;
}

const DEFAULT_SORT: GridSort = { column: 'name', descending: false };

/** Reads the query out of a URL. Unknown parameters are left alone. */
export function parseServersQuery(params: URLSearchParams): ServersQuery {
  const facet = (name: FacetName) => new Set(params.getAll(name));
  return {
    search: params.get('q') ?? '',
    facets: {
      owner: facet('owner'),
      state: facet('state'),
      cluster: facet('cluster'),
      namespace: facet('namespace'),
      runtime: facet('runtime'),
      product: facet('product'),
    },
    sort: {
      column: params.get('sort') ?? DEFAULT_SORT.column,
      descending: params.get('order') === 'desc',
    },
  };
}

/** Writes the query into a copy of the parameters; what is as usual is left out, so that links stay short. */
export function writeServersQuery(
  query: ServersQuery,
  params: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of ['q', 'sort', 'order', ...FACETS]) {
    next.delete(name);
  }
  if (query.search !== '') {
    next.set('q', query.search);
  }
  for (const name of FACETS) {
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
export function isUnfiltered(query: ServersQuery): boolean {
  return (
    query.search === '' && FACETS.every(name => query.facets[name].size === 0)
  );
}
