import type { Knex } from 'knex';
import type { LineageRow } from '../tables';
import { joinByIndex, tableOfTexts } from './joinByIndex';
import { readInParts, readMany } from './readMany';

/** An edge as walks need it. */
export type EdgeRow = Pick<
  LineageRow,
  'from_id' | 'to_id' | 'relation' | 'note'
>;

/** Edges by the node that they were walked from, complete for as many levels as are stated. */
export interface Edges {
  readonly of: ReadonlyMap<string, readonly EdgeRow[]>;
  readonly levels: number;
}

/** Column to start from and column to go to. */
export const DIRECTIONS = {
  up: ['from_id', 'to_id'],
  down: ['to_id', 'from_id'],
} as const;

/** Most lineages are small, and take as long as their queries: this deep they take one. */
const LEVELS_AT_ONCE = 6;
/** Steps of one query at most; a lineage that branches more is read level by level. */
const STEPS_AT_ONCE = 5_000;

function inOrder(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** Sorted, so that a lineage that is cut is cut at the same place every time. */
function byNode(
  rows: readonly EdgeRow[],
  [near, far]: (typeof DIRECTIONS)['up' | 'down'],
): ReadonlyMap<string, EdgeRow[]> {
  const edges = new Map<string, EdgeRow[]>();
  for (const row of rows) {
    const known = edges.get(row[near]);
    if (known) {
      known.push(row);
    } else {
      edges.set(row[near], [row]);
    }
  }
  for (const group of edges.values()) {
    group.sort(
      (a, b) => inOrder(a[far], b[far]) || inOrder(a.relation, b.relation),
    );
  }
  return edges;
}

/** All edges of the nodes that are less than `levels` steps away; null when there are more than `maxSteps`. An edge may come twice. */
async function readLevels(
  db: Knex,
  direction: 'up' | 'down',
  start: readonly string[],
  { levels, maxSteps }: { levels: number; maxSteps: number | null },
): Promise<EdgeRow[] | null> {
  const [near, far] = DIRECTIONS[direction];
  const [ids, bound] = tableOfTexts(db, start);
  const edgesOf = (left: string) =>
    joinByIndex(db, { left, table: 'lineage_edges', column: near, as: 'edge' });
  const columns = 'edge.from_id, edge.to_id, edge.relation, edge.note';
  const rows = await readMany<EdgeRow>(
    db,
    db
      .withRecursive(
        'reached',
        ['from_id', 'to_id', 'relation', 'note', 'id', 'level'],
        db.raw(
          `select ${columns}, edge.${far}, 1 from (${ids}) as ${edgesOf(
            'start',
          )}
          union
          select ${columns}, edge.${far}, reached.level + 1 from ${edgesOf(
            'reached',
          )} where reached.level < ?`,
          [bound, levels],
        ),
      )
      .select('from_id', 'to_id', 'relation', 'note')
      .from('reached')
      .modify(query => {
        if (maxSteps !== null) {
          // Read lazily: the walk ends at the limit.
          query.limit(maxSteps + 1);
        }
      }),
  );
  return maxSteps !== null && rows.length > maxSteps ? null : rows;
}

/** The edges of `start` and of what they lead to, `levels` levels at most. */
export async function readEdges(
  db: Knex,
  direction: 'up' | 'down',
  start: readonly string[],
  levels: number,
): Promise<Edges> {
  const read = async (steps: { levels: number; maxSteps: number | null }) => {
    const parts = await readInParts(start, part =>
      readLevels(db, direction, part, steps),
    );
    const whole = parts.filter(part => part !== null);
    return whole.length === parts.length
      ? byNode(whole.flat(), DIRECTIONS[direction])
      : null;
  };
  const several = Math.min(levels, LEVELS_AT_ONCE);
  const near = await read({ levels: several, maxSteps: STEPS_AT_ONCE });
  if (near) {
    return { of: near, levels: several };
  }
  const next = await read({ levels: 1, maxSteps: null });
  return { of: next ?? new Map(), levels: 1 };
}
