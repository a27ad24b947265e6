import {
  findingCauses,
  type Finding,
  type FindingCause,
  type FindingConfidence,
  type FindingState,
  type ListFindingsQuery,
} from '@inference-portal/plugin-inference-common';
import type { RowTraits } from '../table/selectRows';
import {
  NONE,
  parseTableQuery,
  writeTableQuery,
  type TableQuery,
} from '../table/tableQuery';

/** What the list can be narrowed by. */
export const FACETS = ['owner', 'cause', 'confidence', 'cluster'] as const;
export type FacetName = (typeof FACETS)[number];

/** Which findings are listed: by what became of them. */
export const SHOWS = ['open', 'silenced', 'resolved'] as const;
export type Show = (typeof SHOWS)[number];

const STATES: { readonly [show in Show]: readonly FindingState[] } = {
  open: ['open'],
  silenced: ['snoozed', 'waived', 'accepted'],
  resolved: ['resolved'],
};

/** From the surest to the least sure. */
export const CONFIDENCES: readonly FindingConfidence[] = [
  'high',
  'medium',
  'low',
];

/** As many as the backend gives at once. */
export const PAGE_SIZE = 1000;

/** What the page is asked for, as it stands in the URL. */
export interface FindingsQuery {
  readonly show: Show;
  readonly table: TableQuery<FacetName>;
}

/** Reads the query out of a URL; what makes no sense is as usual. */
export function parseFindingsQuery(params: URLSearchParams): FindingsQuery {
  return {
    show: SHOWS.find(one => one === params.get('show')) ?? 'open',
    table: parseTableQuery(params, FACETS),
  };
}

/** Writes the query into a copy of the parameters. */
export function writeFindingsQuery(
  query: FindingsQuery,
  params?: URLSearchParams,
): URLSearchParams {
  const next = writeTableQuery(query.table, FACETS, params);
  if (query.show === 'open') {
    next.delete('show');
  } else {
    next.set('show', query.show);
  }
  return next;
}

/** One of the causes; null for what is none. */
export function causeNamed(text: string): FindingCause | null {
  return findingCauses.find(one => one === text) ?? null;
}

/** One of the confidences; null for what is none. */
export function confidenceNamed(text: string): FindingConfidence | null {
  return CONFIDENCES.find(one => one === text) ?? null;
}

/** Everything of a kind, whatever is filtered: what there is to choose from. */
export function unfilteredQuery(show: Show): ListFindingsQuery {
  return { state: [...STATES[show]], limit: PAGE_SIZE };
}

/** The question for the backend. What is searched for is not in it. */
export function toListQuery({ show, table }: FindingsQuery): ListFindingsQuery {
  const { owner, cause, confidence, cluster } = table.facets;
  const causes = [...cause].flatMap(text => causeNamed(text) ?? []);
  const confidences = [...confidence].flatMap(
    text => confidenceNamed(text) ?? [],
  );
  return {
    ...unfilteredQuery(show),
    ...(owner.size > 0 ? { owner: [...owner].sort() } : {}),
    ...(causes.length > 0 ? { cause: causes.sort() } : {}),
    ...(confidences.length > 0 ? { confidence: confidences.sort() } : {}),
    ...(cluster.size > 0 ? { cluster: [...cluster].sort() } : {}),
  };
}

function facetValue(finding: Finding, facet: FacetName): string {
  switch (facet) {
    case 'owner':
      return finding.owner ?? NONE;
    case 'cluster':
      return finding.server.cluster;
    default:
      return finding[facet];
  }
}

/** How findings are searched and counted. Their order is that of the backend: the most avoidable cost first. */
export const FINDING_TRAITS: RowTraits<Finding, FacetName> = {
  facets: FACETS,
  facetValues: (finding, facet) => [facetValue(finding, facet)],
  searchText: ({ server, owner, cause }) =>
    [server.name, server.namespace, server.cluster, server.model, owner, cause]
      .join(' ')
      .toLowerCase(),
  sortKey: () => null,
  tieBreaks: () => [],
};
