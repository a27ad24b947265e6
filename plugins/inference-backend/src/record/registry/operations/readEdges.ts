import type { LineageRelation } from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { joinByIndex, tableOfTexts } from '../../database/joinByIndex';
import { readMany } from './readMany';

/** An edge as walks need it, from what was made to what it was made from. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly relation: LineageRelation;
  readonly note: string | null;
}

/** Edges by the node that they were walked from, complete for as many levels as are stated. */
export interface Edges {
  readonly of: ReadonlyMap<string, readonly Edge[]>;
  readonly levels: number;
}

/** End to start from and end to go to, and the column of the former. */
export const DIRECTIONS = {
  up: { near: 'from', far: 'to', column: 'from_id' },
  down: { near: 'to', far: 'from', column: 'to_id' },
} as const;

/** Steps of one query at most: a lineage that branches more, or meets again more often, is read level by level. */
const STEPS_AT_ONCE = 10_000;

const COLUMNS = ['from', 'to', 'relation', 'note'] as const;

function inOrder(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** Sorted, so that a lineage that is cut is cut at the same place every time; each edge once. */
function byNode(
  rows: readonly Edge[],
  direction: 'up' | 'down',
): ReadonlyMap<string, Edge[]> {
  const { near, far } = DIRECTIONS[direction];
  const edges = new Map<string, Edge[]>();
  for (const row of rows) {
    const known = edges.get(row[near]);
    if (known) {
      known.push(row);
    } else {
      edges.set(row[near], [row]);
    }
  }
  for (const [node, group] of edges) {
    if (group.length > 1) {
      group.sort(
        (a, b) => inOrder(a[far], b[far]) || inOrder(a.relation, b.relation),
      );
      const isRepeated = (edge: Edge, place: number) =>
        edge[far] === group[place - 1]?.[far] &&
        edge.relation === group[place - 1]?.relation;
      if (group.some(isRepeated)) {
        edges.set(
          node,
          group.filter((edge, place) => !isRepeated(edge, place)),
        );
      }
    }
  }
  return edges;
}

/** All edges of the nodes that are less than `levels` steps away; null when there are more than `maxSteps`. An edge may come twice. */
async function readLevels(
  db: Knex,
  direction: 'up' | 'down',
  start: readonly string[],
  { levels, maxSteps }: { levels: number; maxSteps: number | null },
): Promise<Edge[] | null> {
  const { column, far } = DIRECTIONS[direction];
  const [ids, bound] = tableOfTexts(db, start);
  const edgesOf = (left: string) =>
    joinByIndex(db, { left, table: 'lineage_edges', column, as: 'edge' });
  const columns = `edge.from_id, edge.to_id, edge.relation, edge.note, edge.${far}_id`;
  const rows = await readMany<Edge>(
    db,
    db
      .withRecursive(
        'reached',
        [...COLUMNS, 'id', 'level'],
        db.raw(
          `select ${columns}, 1 from (${ids}) as ${edgesOf('start')}
          union
          select ${columns}, reached.level + 1 from ${edgesOf(
            'reached',
          )} where reached.level < ?`,
          [bound, levels],
        ),
      )
      .select(COLUMNS)
      .from('reached')
      .modify(query => {
        if (maxSteps !== null) {
          // Read lazily: the walk ends at the limit.
          query.limit(maxSteps + 1);
        }
      }),
    COLUMNS,
    read => ({
      from: read('from'),
      to: read('to'),
      relation: read('relation'),
      note: read('note'),
    }),
  );
  return maxSteps !== null && rows.length > maxSteps ? null : rows;
}

/** The edges of `start` and of what they lead to, `levels` levels at most: all of them, or those of `start` alone when they are too many. */
export async function readEdges(
  db: Knex,
  direction: 'up' | 'down',
  start: readonly string[],
  levels: number,
): Promise<Edges> {
  const all = await readLevels(db, direction, start, {
    levels,
    maxSteps: STEPS_AT_ONCE,
  });
  if (all) {
    return { of: byNode(all, direction), levels };
  }
  const next = await readLevels(db, direction, start, {
    levels: 1,
    maxSteps: null,
  });
  return { of: byNode(next ?? [], direction), levels: 1 };
}
