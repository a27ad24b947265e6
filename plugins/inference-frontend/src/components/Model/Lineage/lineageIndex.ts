import type {
  LineageEdge,
  LineageGraph,
  LineageNode,
} from '@inference-portal/plugin-inference-common';

/** A lineage that can be asked from any of its nodes. Edges lead from what was made to what it was made from. */
export interface LineageIndex {
  readonly graph: LineageGraph;
  readonly nodes: ReadonlyMap<string, LineageNode>;
  /** Edges to what a node was made from. */
  madeFrom(id: string): readonly LineageEdge[];
  /** Edges from what was made out of a node. */
  madeInto(id: string): readonly LineageEdge[];
  /** Ids below the given ones, themselves not included. */
  descendants(ids: readonly string[]): ReadonlySet<string>;
  /** Ids above the given ones, themselves not included. */
  ancestors(ids: readonly string[]): ReadonlySet<string>;
  /** True for servers and for what a server runs. */
  isDeployed(id: string): boolean;
}

const NONE: readonly LineageEdge[] = [];

function grouped(
  edges: readonly LineageEdge[],
  keyOf: (edge: LineageEdge) => string,
): ReadonlyMap<string, readonly LineageEdge[]> {
  const groups = new Map<string, LineageEdge[]>();
  for (const edge of edges) {
    const key = keyOf(edge);
    const group = groups.get(key);
    if (group) {
      group.push(edge);
    } else {
      groups.set(key, [edge]);
    }
  }
  return groups;
}

function reached(
  starts: readonly string[],
  next: (id: string) => readonly string[],
): ReadonlySet<string> {
  const seen = new Set<string>(starts);
  const found = new Set<string>();
  const queue = [...starts];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const other of next(id)) {
      if (!seen.has(other)) {
        seen.add(other);
        found.add(other);
        queue.push(other);
      }
    }
  }
  return found;
}

/** Indexes a graph; edges to nodes that were cut off are left out. */
export function indexLineage(graph: LineageGraph): LineageIndex {
  const nodes = new Map(graph.nodes.map(node => [node.id, node]));
  const edges = graph.edges.filter(
    ({ from, to }) => nodes.has(from) && nodes.has(to),
  );
  const up = grouped(edges, edge => edge.from);
  const down = grouped(edges, edge => edge.to);
  const madeFrom = (id: string) => up.get(id) ?? NONE;
  const madeInto = (id: string) => down.get(id) ?? NONE;
  return {
    graph: { ...graph, edges },
    nodes,
    madeFrom,
    madeInto,
    descendants: ids => reached(ids, id => madeInto(id).map(edge => edge.from)),
    ancestors: ids => reached(ids, id => madeFrom(id).map(edge => edge.to)),
    isDeployed: id =>
      nodes.get(id)?.kind === 'server' ||
      madeInto(id).some(edge => edge.relation === 'runs'),
  };
}
