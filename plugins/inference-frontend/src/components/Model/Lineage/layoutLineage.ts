import { graphlib, layout } from '@dagrejs/dagre';
import type { DrawnLineage } from './collapseLineage';

/** Size of a drawn node in pixels. */
export const NODE_WIDTH = 208;
/** Size of a drawn node in pixels. */
export const NODE_HEIGHT = 58;

/** Top left corner of a node in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Places nodes left to right: what was made stands right of what it was made from. */
export function layoutLineage(drawn: DrawnLineage): ReadonlyMap<string, Place> {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 104 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of drawn.nodes) {
    graph.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  }
  for (const { from, to, relation } of drawn.edges) {
    graph.setEdge(to, from, {}, relation);
  }
  layout(graph);
  return new Map(
    drawn.nodes.map(({ id }) => {
      const { x, y } = graph.node(id);
      return [id, { x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 }];
    }),
  );
}
