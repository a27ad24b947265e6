import type {
  LineageEdge,
  LineageNode,
} from '@inference-portal/plugin-inference-common';
import type { LineageIndex } from './lineageIndex';

/** Beyond this many nodes a drawing says less than counts do. */
export const MOST_DRAWN = 200;

/** A node of the drawing: one of the lineage, or many of a kind. */
export interface DrawnNode {
  readonly id: string;
  readonly kind: LineageNode['kind'];
  /** One for a node of the lineage, more for a group. */
  readonly members: readonly [LineageNode, ...LineageNode[]];
}

/** An edge of the drawing, which may stand for several. */
export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
  readonly relation: LineageEdge['relation'];
  /** Edges that it stands for. */
  readonly count: number;
}

/** What is drawn of a lineage. */
export interface DrawnLineage {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

/** How far each node is from the roots: negative towards what they were made from. */
function levels(index: LineageIndex): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const queue = [...index.graph.roots];
  queue.forEach(id => found.set(id, 0));
  for (let at = 0; at < queue.length; at++) {
    const id = queue[at] ?? '';
    const level = found.get(id) ?? 0;
    const neighbours: [string, number][] = [
      ...index.madeFrom(id).map((e): [string, number] => [e.to, level - 1]),
      ...index.madeInto(id).map((e): [string, number] => [e.from, level + 1]),
    ];
    for (const [other, distance] of neighbours) {
      if (!found.has(other)) {
        found.set(other, distance);
        queue.push(other);
      }
    }
  }
  return found;
}

/** Versions that an alias points to are what people look for, so they stay apart as long as they are few. */
function isLandmark(node: LineageNode): boolean {
  return (node.version?.aliases.length ?? 0) > 0;
}

/** The lineage as it is drawn: whole when it is small, otherwise nodes of one kind at one distance together, largest groups first. */
export function collapseLineage(
  index: LineageIndex,
  most = MOST_DRAWN,
): DrawnLineage {
  const { nodes } = index.graph;
  const distance = levels(index);
  const landmarks = nodes.filter(isLandmark).length <= most / 4;
  const groups = new Map<string, [LineageNode, ...LineageNode[]]>();
  if (nodes.length > most) {
    for (const node of nodes) {
      if (!(landmarks && isLandmark(node))) {
        const key = `group:${node.kind}:${distance.get(node.id) ?? 0}`;
        const group = groups.get(key);
        if (group) {
          group.push(node);
        } else {
          groups.set(key, [node]);
        }
      }
    }
  }
  const place = new Map(nodes.map(({ id }) => [id, id]));
  const drawn: DrawnNode[] = [];
  let left = nodes.length;
  const bySize = [...groups].sort((a, b) => b[1].length - a[1].length);
  for (const [key, members] of bySize) {
    if (left <= most || members.length < 2) {
      break;
    }
    left -= members.length - 1;
    members.forEach(({ id }) => place.set(id, key));
    drawn.push({ id: key, kind: members[0].kind, members });
  }
  for (const node of nodes) {
    if (place.get(node.id) === node.id) {
      drawn.push({ id: node.id, kind: node.kind, members: [node] });
    }
  }

  const edges = new Map<string, DrawnEdge>();
  for (const edge of index.graph.edges) {
    const from = place.get(edge.from) ?? edge.from;
    const to = place.get(edge.to) ?? edge.to;
    const key = JSON.stringify([from, to, edge.relation]);
    const count = (edges.get(key)?.count ?? 0) + 1;
    if (from !== to) {
      edges.set(key, { from, to, relation: edge.relation, count });
    }
  }
  return { nodes: drawn, edges: [...edges.values()] };
}
