import type { Knex } from 'knex';
import { whereAmong } from '../../database/conditions';
import { isPostgres } from '../../database/dialect';
import type { LineageRow } from '../tables';

/** Any fixed number: writers of lineage wait for one another on it. */
const LINEAGE_LOCK = 1_229_866_576;

/** What each version was made from. */
export type Ancestry = Map<string, Set<string>>;

/**
 * Writers of lineage wait for one another from here to the end of the transaction: of two edges that close a cycle together, the second
 * sees the first. To be taken before `lockModels`. SQLite has one writer anyway.
 */
export async function lockLineage(tx: Knex.Transaction): Promise<void> {
  if (isPostgres(tx)) {
    await tx.raw('select pg_advisory_xact_lock(?)', [LINEAGE_LOCK]);
  }
}

/** True when only versions that are registered here have edges of their own, so that no other target can close a cycle. */
export function canHaveAncestors(nodeId: string): boolean {
  return nodeId.startsWith('model:');
}

/** Everything recorded above `nodeIds`, in one query: chains of versions are long. */
export async function readAncestry(
  tx: Knex,
  nodeIds: readonly string[],
): Promise<Ancestry> {
  const ancestry: Ancestry = new Map();
  const start = [...new Set(nodeIds.filter(canHaveAncestors))];
  if (start.length === 0) {
    return ancestry;
  }
  const edges: Pick<LineageRow, 'from_id' | 'to_id'>[] = await tx
    .withRecursive('above', ['id'], above =>
      above
        .select('to_id')
        .from('lineage_edges')
        .modify(whereAmong, tx, 'from_id', start)
        // Not `union all`: what was reached is walked from once.
        .union(next =>
          next
            .select('lineage_edges.to_id')
            .from('lineage_edges')
            .join('above', 'above.id', 'lineage_edges.from_id'),
        ),
    )
    .select('from_id', 'to_id')
    .from('lineage_edges')
    .where(query => {
      query.whereIn('from_id', tx.select('id').from('above'));
      query.orWhere(direct => whereAmong(direct, tx, 'from_id', start));
    });
  for (const edge of edges) {
    const parents = ancestry.get(edge.from_id);
    if (parents) {
      parents.add(edge.to_id);
    } else {
      ancestry.set(edge.from_id, new Set([edge.to_id]));
    }
  }
  return ancestry;
}

/** Ids from `start` up to `goal`, both included; null when there is no way. */
function findWayUp(
  ancestry: Ancestry,
  start: string,
  goal: string,
): string[] | null {
  const cameFrom = new Map<string, string | null>([[start, null]]);
  const queue = [start];
  for (const id of queue) {
    if (id === goal) {
      const way = [];
      for (
        let step: string | null = id;
        step !== null;
        step = cameFrom.get(step) ?? null
      ) {
        way.push(step);
      }
      return way.reverse();
    }
    for (const parent of ancestry.get(id) ?? []) {
      if (!cameFrom.has(parent)) {
        cameFrom.set(parent, id);
        queue.push(parent);
      }
    }
  }
  return null;
}

/**
 * Adds edges from a version, unless they close a cycle with what `ancestry` holds already; then answers the way from the version back
 * to itself and adds nothing. `ancestry` holds everything above the targets.
 */
export function addToAncestry(
  ancestry: Ancestry,
  from: string,
  targets: readonly string[],
): readonly string[] | null {
  for (const target of targets) {
    const way = findWayUp(ancestry, target, from);
    if (way) {
      return [from, ...way];
    }
  }
  const parents = ancestry.get(from) ?? new Set();
  ancestry.set(from, parents);
  for (const target of targets) {
    parents.add(target);
  }
  return null;
}
