import type { Knex } from 'knex';
import { plainText } from '../../database/codec';
import type { RecordedLineage } from '../RegistryStore';
import type { LineageRow, VersionRow } from '../tables';
import { DIRECTIONS, readEdges, type Edge, type Edges } from './readEdges';

/** `@`, and the character after it: all texts between begin with `<id>@`. */
const AFTER_AT = 'A';

/**
 * What is meant by the given ids: themselves and, for a public model without a revision such as `hf://Qwen/Qwen3-32B`, every revision
 * that an edge names, and every version here whose bytes come from it.
 */
async function expandRoots(
  db: Knex,
  roots: readonly string[],
): Promise<string[]> {
  const expanded = new Set(roots.map(plainText));
  for (const root of [...expanded]) {
    if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(root)) {
      continue;
    }
    const revisions: string[] = await db<LineageRow>('lineage_edges')
      .distinct('to_id')
      .where('to_id', '>=', `${root}@`)
      .andWhere('to_id', '<', `${root}${AFTER_AT}`)
      .orderBy('to_id')
      .pluck('to_id');
    const versions: string[] = await db<VersionRow>('model_versions')
      .where({ source_uri: root })
      .orWhere({ source_base: root.toLowerCase() })
      .orderBy('node_id')
      .pluck('node_id');
    for (const id of [...revisions, ...versions]) {
      expanded.add(id);
    }
  }
  return [...expanded];
}

/** The nodes that walks have seen so far; grows in place. */
class Trail {
  readonly nodes = new Set<string>();
  truncated = false;
  readonly #maxNodes: number;

  constructor(maxNodes: number) {
    this.#maxNodes = maxNodes;
  }

  /** True when the node was not seen before and there is room for it. */
  add(node: string): boolean {
    if (this.nodes.has(node)) {
      return false;
    }
    if (this.nodes.size >= this.#maxNodes) {
      this.truncated = true;
      return false;
    }
    this.nodes.add(node);
    return true;
  }
}

/** Walks in one direction, and answers the edges both of whose ends are shown. */
async function walk(
  db: Knex,
  trail: Trail,
  roots: readonly string[],
  direction: 'up' | 'down',
  depth: number,
): Promise<Edge[]> {
  const { far } = DIRECTIONS[direction];
  const walked = new Set(roots);
  const shown: Edge[] = [];
  let frontier: readonly string[] = roots;
  let read: Edges = { of: new Map(), levels: 0 };
  let used = 0;
  for (let level = 0; frontier.length > 0; level += 1) {
    if (used === read.levels) {
      // One level more than asked for, see below.
      read = await readEdges(db, direction, frontier, depth + 1 - level);
      used = 0;
    }
    used += 1;
    const { of: known } = read;
    const next: string[] = [];
    for (const edge of frontier.flatMap(node => known.get(node) ?? [])) {
      const node = edge[far];
      if (level < depth) {
        if ((trail.add(node) || trail.nodes.has(node)) && !walked.has(node)) {
          walked.add(node);
          next.push(node);
        }
      } else if (!trail.nodes.has(node)) {
        // One level more than asked for tells whether there is more, and finds the edges among what is shown.
        trail.truncated = true;
      }
      if (trail.nodes.has(node)) {
        shown.push(edge);
      }
    }
    frontier = next;
  }
  return shown;
}

/** Edges of both directions, each once. */
function allOf(up: readonly Edge[], down: readonly Edge[]): readonly Edge[] {
  if (up.length === 0 || down.length === 0) {
    return [...up, ...down];
  }
  // No id holds NUL.
  const keyOf = ({ from, relation, to }: Edge) => `${from}\0${relation}\0${to}`;
  return [
    ...new Map([...up, ...down].map(edge => [keyOf(edge), edge])).values(),
  ];
}

/** Where to walk, and how far. */
export interface WalkOptions {
  readonly roots: readonly string[];
  readonly direction: 'up' | 'down' | 'both';
  readonly depth: number;
  readonly maxNodes: number;
}

/** Walks the lineage breadth first, as many levels at a time as are not too much at once. */
export async function walkLineage(
  db: Knex,
  options: WalkOptions,
): Promise<RecordedLineage> {
  const trail = new Trail(options.maxNodes);
  const roots = (await expandRoots(db, options.roots)).filter(root =>
    trail.add(root),
  );
  const walkTo = async (direction: 'up' | 'down') =>
    options.direction === direction || options.direction === 'both'
      ? walk(db, trail, roots, direction, options.depth)
      : [];
  const up = await walkTo('up');
  const down = await walkTo('down');
  return {
    roots,
    nodes: [...trail.nodes],
    edges: allOf(up, down),
    truncated: trail.truncated,
  };
}
