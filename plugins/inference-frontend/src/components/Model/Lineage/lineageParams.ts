import type { LineageWalk } from '../../../hooks/registry/useLineage';

/** Which way a lineage is walked. */
export const DIRECTIONS = ['up', 'both', 'down'] as const;

/** How far it can be walked. */
export const DEPTHS = [1, 2, 3, 5, 10, 50] as const;

/** As far as a public base model usually is; further back lies mostly history. */
const USUAL_DEPTH = 3;

/** Stands for all versions in the URL; cannot be a version, as they begin with a letter or digit. */
export const ALL_VERSIONS = '*';

/** What the URL says about the lineage on the screen. */
export interface LineageParams {
  readonly walk: LineageWalk;
  /** Node that is explained; null for none. */
  readonly node: string | null;
  readonly asTable: boolean;
}

/** Which version the lineage is asked for; null for all. */
function wantedVersion(
  params: URLSearchParams,
  usual: string | null,
): string | null {
  const of = params.get('of');
  return of === ALL_VERSIONS ? null : of ?? usual;
}

/** Reads the lineage's parameters out of a URL; without a version in it the `usual` one is shown, and all when that is null. */
export function parseLineageParams(
  params: URLSearchParams,
  usual: string | null,
): LineageParams {
  const direction = params.get('direction');
  const depth = Number(params.get('depth') ?? USUAL_DEPTH);
  return {
    walk: {
      version: wantedVersion(params, usual),
      direction: DIRECTIONS.find(known => known === direction) ?? 'both',
      depth: DEPTHS.find(known => known === depth) ?? USUAL_DEPTH,
    },
    node: params.get('node'),
    asTable: params.get('as') === 'table',
  };
}
