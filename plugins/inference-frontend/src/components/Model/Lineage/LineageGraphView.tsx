import { useMemo, useRef, type KeyboardEvent } from 'react';
import { ButtonIcon } from '@backstage/ui';
import { RiAddLine, RiFullscreenLine, RiSubtractLine } from '@remixicon/react';
import {
  MarkerType,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  type Edge,
  type NodeTypes,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import {
  collapseLineage,
  type DrawnEdge,
  type DrawnNode,
} from './collapseLineage';
import { layoutLineage, NODE_HEIGHT, NODE_WIDTH } from './layoutLineage';
import type { LineageIndex } from './lineageIndex';
import { LineageNodeCard, type LineageFlowNode } from './LineageNodeCard';
import { nodeAfterKey } from './nodeAfterKey';
import styles from './Lineage.module.css';

const NODE_TYPES: NodeTypes = { lineage: LineageNodeCard };
const MIN_ZOOM = 0.05;
// Smaller than this nobody can read it; what does not fit is a drag or an arrow key away.
const FIT = { minZoom: 0.55, maxZoom: 1, padding: 0.06 };
const LEAST_HEIGHT = 280;
const MOST_HEIGHT = 560;
const ROOM_AROUND = 110;
const MOST_LABELLED_SERVERS = 10;
const ZOOM_KEYS = new Set(['+', '-', '0']);

interface GraphProps {
  index: LineageIndex;
  /** Node that is explained below; null for none. */
  selected: string | null;
  onSelect(node: DrawnNode): void;
}

/** The lineage as a drawing. Loaded when it is looked at, with the library that draws it. */
export default function LineageGraphView(props: GraphProps) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  );
}

function Drawing({ index, selected, onSelect }: GraphProps) {
  const t = useText();
  const formats = useFormats();
  const container = useRef<HTMLDivElement>(null);
  const flow = useReactFlow();
  const drawn = useMemo(() => collapseLineage(index), [index]);
  const places = useMemo(() => layoutLineage(drawn), [drawn]);
  const bottom = Math.max(0, ...[...places.values()].map(({ y }) => y));
  const height = Math.min(
    MOST_HEIGHT,
    Math.max(LEAST_HEIGHT, bottom + NODE_HEIGHT + ROOM_AROUND),
  );
  const first =
    drawn.nodes.find(({ members }) =>
      members.some(({ id }) => index.graph.roots.includes(id)),
    ) ?? drawn.nodes[0];
  const reachable = drawn.nodes.some(({ id }) => id === selected)
    ? selected
    : first?.id ?? null;

  // With a choice, everything that has nothing to do with it steps back.
  const related = useMemo(() => {
    const chosen = drawn.nodes.find(({ id }) => id === selected);
    if (!chosen) {
      return null;
    }
    const ids = chosen.members.map(({ id }) => id);
    return new Set([
      ...ids,
      ...index.ancestors(ids),
      ...index.descendants(ids),
    ]);
  }, [drawn, index, selected]);
  const isRelated = (node: DrawnNode) =>
    related === null || node.members.some(({ id }) => related.has(id));

  const nodes: LineageFlowNode[] = drawn.nodes.map(node => ({
    id: node.id,
    type: 'lineage',
    position: places.get(node.id) ?? { x: 0, y: 0 },
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    handles: [
      { type: 'target', position: Position.Left, x: 0, y: NODE_HEIGHT / 2 },
      {
        type: 'source',
        position: Position.Right,
        x: NODE_WIDTH,
        y: NODE_HEIGHT / 2,
      },
    ],
    style: { pointerEvents: 'all' },
    data: {
      node,
      isRoot: node.members.some(({ id }) => index.graph.roots.includes(id)),
      isDeployed: node.members.some(({ id }) => index.isDeployed(id)),
      isSelected: node.id === selected,
      isFaded: !isRelated(node),
      isReachable: node.id === reachable,
      onSelect,
    },
  }));
  const faded = new Set(
    drawn.nodes.filter(node => !isRelated(node)).map(({ id }) => id),
  );
  // That a server runs what it is joined to needs no word, once there are many.
  const manyServers =
    drawn.edges.filter(({ relation }) => relation === 'runs').length >
    MOST_LABELLED_SERVERS;
  const labelOf = ({ relation, count }: DrawnEdge) => {
    if (count > 1) {
      return t('lineage.edgeCount', {
        relation: t(`relation.${relation}`),
        number: formats.count(count),
      });
    }
    return relation === 'runs' && manyServers
      ? undefined
      : t(`relation.${relation}`);
  };
  const edges: Edge[] = drawn.edges.map(edge => ({
    id: `${edge.to} ${edge.relation} ${edge.from}`,
    source: edge.to,
    target: edge.from,
    type: 'default',
    label: labelOf(edge),
    className: styles.edge,
    style: {
      opacity: faded.has(edge.from) || faded.has(edge.to) ? 0.2 : 1,
      ...(edge.relation === 'runs' ? { strokeWidth: 2 } : {}),
      ...(edge.relation === 'previous-version'
        ? { strokeDasharray: '4 4' }
        : {}),
    },
    markerEnd: { type: MarkerType.ArrowClosed },
  }));

  const centre = (id: string) => {
    const place = places.get(id);
    if (place) {
      flow.setCenter(place.x + NODE_WIDTH / 2, place.y + NODE_HEIGHT / 2, {
        zoom: Math.max(0.7, flow.getZoom()),
      });
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (ZOOM_KEYS.has(event.key)) {
      event.preventDefault();
      if (event.key === '0') {
        flow.fitView();
      } else if (event.key === '+') {
        flow.zoomIn();
      } else {
        flow.zoomOut();
      }
      return;
    }
    const cards = [
      ...(container.current?.querySelectorAll<HTMLElement>('[data-node]') ??
        []),
    ];
    const current = cards.find(card => card === event.target)?.dataset.node;
    if (current === undefined) {
      return;
    }
    const next =
      event.key === 'Home'
        ? first?.id
        : nodeAfterKey(event.key, current, drawn, places);
    const target = cards.find(card => card.dataset.node === next);
    if (next !== undefined && target) {
      event.preventDefault();
      target.focus({ preventScroll: true });
      centre(next);
    }
  };

  return (
    // The keys of the buttons inside arrive here.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={container}
      className={styles.canvas}
      style={{ height }}
      role="group"
      aria-label={t('lineage.graph')}
      aria-describedby="lineage-keys"
      onKeyDown={onKeyDown}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        role="presentation"
        fitView
        fitViewOptions={FIT}
        minZoom={MIN_ZOOM}
        maxZoom={2}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        preventScrolling={false}
        zoomOnScroll={false}
        zoomActivationKeyCode="Control"
        disableKeyboardA11y
      />
      <div className={styles.zoom}>
        <ButtonIcon
          size="small"
          variant="secondary"
          icon={<RiAddLine />}
          aria-label={t('lineage.zoomIn')}
          onPress={() => flow.zoomIn()}
        />
        <ButtonIcon
          size="small"
          variant="secondary"
          icon={<RiSubtractLine />}
          aria-label={t('lineage.zoomOut')}
          onPress={() => flow.zoomOut()}
        />
        <ButtonIcon
          size="small"
          variant="secondary"
          icon={<RiFullscreenLine />}
          aria-label={t('lineage.fit')}
          onPress={() => flow.fitView({ ...FIT, minZoom: MIN_ZOOM })}
        />
      </div>
      <p id="lineage-keys" className={styles.keys}>
        {t('lineage.keys')}
      </p>
    </div>
  );
}
