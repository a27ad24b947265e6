import type { LineageWalk } from '../../../hooks/registry/useLineage';

/** Which way a lineage is walked. */
export const DIRECTIONS = ['up', 'both', 'down'] as const;

/** How far it can be walked. */
export const DEPTHS = [1, 2, 5, 10, 50] as const;

const USUAL_DEPTH = 5;

/** What the URL says about the lineage on the screen. */
export interface LineageParams {
  readonly walk: LineageWalk;
  /** Node that is explained; null for none. */
  readonly node: string | null;
  readonly asTable: boolean;
}

/** Reads the lineage's parameters out of a URL. */
export function parseLineageParams(params: URLSearchParams): LineageParams {
  const direction = params.get('direction');
  const depth = Number(params.get('depth') ?? USUAL_DEPTH);
  return {
    walk: {
      version: params.get('of'),
      direction: DIRECTIONS.find(known => known === direction) ?? 'both',
      depth: DEPTHS.find(known => known === depth) ?? USUAL_DEPTH,
    },
    node: params.get('node'),
    asTable: params.get('as') === 'table',
  };
}
