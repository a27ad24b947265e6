import { RiArchiveLine, RiEyeOffLine } from '@remixicon/react';
import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import type { DrawnNode } from './collapseLineage';
import { KIND_ICONS } from './kindIcons';
import styles from './Lineage.module.css';

/** What a node of the drawing shows. */
export type LineageFlowNode = Node<
  {
    node: DrawnNode;
    isRoot: boolean;
    isDeployed: boolean;
    isSelected: boolean;
    isFaded: boolean;
    /** The one node that Tab leads to. */
    isReachable: boolean;
    onSelect(node: DrawnNode): void;
  },
  'lineage'
>;

/** One node: a button that explains it. */
export function LineageNodeCard({ data }: NodeProps<LineageFlowNode>) {
  const t = useText();
  const formats = useFormats();
  const { node } = data;
  const [one] = node.members;
  const isGroup = node.members.length > 1;
  const retired = !isGroup && one.version?.state === 'retired';
  const kind = t(`nodeKind.${node.kind}`);
  const label = isGroup
    ? t('lineage.group', {
        number: formats.count(node.members.length),
        kind: t(`nodeKinds.${node.kind}`),
      })
    : one.label;
  const words = [
    ...(isGroup ? [] : [one.detail]),
    ...(isGroup ? [] : one.version?.aliases ?? []),
    retired ? t('versions.retired') : null,
    !isGroup && one.version?.pinned === false ? t('versions.notPinned') : null,
    data.isDeployed && node.kind !== 'server' ? t('lineage.deployed') : null,
  ].filter(word => word !== null && word !== '');
  // What is seen stands in the name in the same order, for people who speak to their computer.
  const name = words.length > 0 ? [kind, label, ...words] : [label, kind];
  const plain = retired ? RiArchiveLine : KIND_ICONS[node.kind];
  const Icon = !isGroup && one.hidden ? RiEyeOffLine : plain;
  return (
    <>
      <Handle
        className={styles.handle}
        type="target"
        position={Position.Left}
        isConnectable={false}
      />
      <button
        type="button"
        className={styles.node}
        data-node={node.id}
        data-kind={node.kind}
        data-deployed={data.isDeployed || undefined}
        data-root={data.isRoot || undefined}
        data-faded={data.isFaded || undefined}
        aria-pressed={data.isSelected}
        aria-label={name.join(', ')}
        title={[label, ...words].join('\n')}
        tabIndex={data.isReachable ? 0 : -1}
        onClick={() => data.onSelect(node)}
      >
        <Icon size={16} aria-hidden="true" />
        <span className={styles.nodeText}>
          <span className={styles.nodeLabel}>{label}</span>{' '}
          <span className={styles.nodeDetail}>
            {words.length > 0 ? words.join(', ') : kind}
          </span>
        </span>
      </button>
      <Handle
        className={styles.handle}
        type="source"
        position={Position.Right}
        isConnectable={false}
      />
    </>
  );
}
