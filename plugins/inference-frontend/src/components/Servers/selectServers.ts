import type { ModelServer } from '@inference-portal/plugin-inference-common';
import {
  selectRows,
  sortRows,
  type RowTraits,
  type SelectedRows,
} from '../table/selectRows';
import {
  FACETS,
  NONE,
  type FacetName,
  type ServersQuery,
} from './serversQuery';
import type { ServerRow } from './ServerRow';
import { sortKey } from './serverSortKeys';

/** What the table shows. */
export type SelectedServers = SelectedRows<ServerRow, FacetName>;

/** Options of every facet. */
export type FacetOptions = SelectedServers['facets'];

/** How far a server is joined with the model registry. */
export const REGISTRATIONS = [
  'registered',
  'model-only',
  'unregistered',
] as const;

/** One of them. */
export type RegistrationValue = (typeof REGISTRATIONS)[number];

/** Whether the registry knows the version that a server runs, or its model only, or nothing of it. */
export function registrationValue(server: ModelServer): RegistrationValue {
  if (server.registration === null) {
    return 'unregistered';
  }
  return server.registration.version === null ? 'model-only' : 'registered';
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
    case 'registered':
      return [registrationValue(server)];
    default:
      return [server[facet]];
  }
}

function searchText(server: ModelServer): string {
  const { registration } = server;
  return [
    server.name,
    server.model.id,
    server.owner.ref,
    server.cluster,
    server.namespace,
    server.runtime.name,
    registration && `${registration.name}@${registration.version ?? ''}`,
  ]
    .join('\n')
    .toLowerCase();
}

const traits: RowTraits<ServerRow, FacetName> = {
  facets: FACETS,
  facetValues,
  searchText,
  sortKey,
  tieBreaks: server => [server.name, server.id],
};

/** Servers in the order of a column; ties stand by name, unknown values last. */
export function sortServers(
  servers: readonly ServerRow[],
  sort: ServersQuery['sort'],
): ServerRow[] {
  return sortRows(servers, sort, traits);
}

/** Applies search, filters and order. */
export function selectServers(
  servers: readonly ServerRow[],
  query: ServersQuery,
): SelectedServers {
  return selectRows(servers, query, traits);
}
