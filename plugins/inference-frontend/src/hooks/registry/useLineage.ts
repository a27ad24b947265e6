import type {
  LineageGraph,
  ModelRef,
} from '@inference-portal/plugin-inference-common';
import { LINEAGE_INTERVAL_MS } from '../../api/polling';
import type { LoadState } from '../LoadState';
import { useLiveQuery } from '../useLiveQuery';
import { modelKey, REGISTRY } from './registryKeys';

/** Which way and how far a lineage is walked. */
export interface LineageWalk {
  readonly direction: 'up' | 'down' | 'both';
  /** Edges from the start in each direction. */
  readonly depth: number;
  /** One version; null for all. */
  readonly version: string | null;
}

/** What the versions of a model were made from, and what was made from them. */
export function useModelLineage(
  model: ModelRef,
  walk: LineageWalk,
): LoadState<LineageGraph> {
  const { version, ...rest } = walk;
  return useLiveQuery(
    modelKey(model, 'lineage', walk),
    (api, options) =>
      api.getModelLineage(
        model,
        version === null ? rest : { ...rest, version },
        options,
      ),
    LINEAGE_INTERVAL_MS,
  );
}

/** Far enough for everything that descends from a node; the backend stops at 5,000 nodes. */
const ALL_DESCENDANTS = 50;

/** Everything that was made from a node, down to the servers. */
export function useDescendants(node: string): LoadState<LineageGraph> {
  return useLiveQuery(
    [REGISTRY, 'descendants', node],
    (api, options) =>
      api.getLineage(
        { node, direction: 'down', depth: ALL_DESCENDANTS },
        options,
      ),
    LINEAGE_INTERVAL_MS,
  );
}
