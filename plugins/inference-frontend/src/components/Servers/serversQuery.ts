import {
  parseTableQuery,
  writeTableQuery,
  type TableQuery,
} from '../table/tableQuery';

export { NONE } from '../table/tableQuery';

/** What the table can be narrowed by. */
export const FACETS = [
  'owner',
  'state',
  'cluster',
  'namespace',
  'runtime',
  'product',
  'registered',
] as const;

/** One of the facets. */
export type FacetName = (typeof FACETS)[number];

/** Search, filters and order of the table, as they stand in the URL. */
export type ServersQuery = TableQuery<FacetName>;

/** Reads the query out of a URL. Unknown parameters are left alone. */
export function parseServersQuery(params: URLSearchParams): ServersQuery {
  return parseTableQuery(params, FACETS);
}

/** Writes the query into a copy of the parameters. */
export function writeServersQuery(
  query: ServersQuery,
  params?: URLSearchParams,
): URLSearchParams {
  return writeTableQuery(query, FACETS, params);
}
