import type { ReadinessReportQuery } from '@inference-portal/plugin-inference-common';

/** Value of an owner that stands for servers nobody owns. */
export const NOBODY = 'none';
/** Deeper than any hierarchy of groups: owners stay as they are, and a group that is asked for stands for those below it. */
export const DEEPEST = 20;

/** What the page is asked for, as it stands in the URL. */
export interface ReadinessQuery {
  /** Entity ref, or `none`; null for all. */
  readonly owner: string | null;
  /** Code of a rule; null for all. */
  readonly rule: string | null;
  /** Depth of the groups by which teams are added up; 0 for none. */
  readonly rollUp: number;
}

/** Reads the query out of a URL; what makes no sense is as usual. */
export function parseReadinessQuery(params: URLSearchParams): ReadinessQuery {
  const rollUp = Number(params.get('rollUp'));
  return {
    owner: params.get('owner') || null,
    rule: params.get('rule') || null,
    rollUp:
      Number.isInteger(rollUp) && rollUp >= 0 && rollUp <= DEEPEST ? rollUp : 0,
  };
}

/** The query as the search of a link, `?` included. */
export function readinessSearch({
  owner,
  rule,
  rollUp,
}: ReadinessQuery): string {
  const params = new URLSearchParams({
    ...(owner !== null && { owner }),
    ...(rule !== null && { rule }),
    ...(rollUp !== 0 && { rollUp: String(rollUp) }),
  });
  return `?${params}`;
}

/** What the backend is asked for. */
export function toReportQuery({
  owner,
  rollUp,
}: ReadinessQuery): ReadinessReportQuery {
  return {
    ...(owner !== null && { owner: [owner] }),
    ...(rollUp !== 0 && { rollUp }),
  };
}

/** The same page for one line of the table of teams: its servers, and the groups one step below it. */
export function withTeam(
  query: ReadinessQuery,
  owner: string | null,
): ReadinessQuery {
  return {
    ...query,
    owner: owner ?? NOBODY,
    rollUp: query.rollUp === 0 ? 0 : Math.min(query.rollUp + 1, DEEPEST),
  };
}
