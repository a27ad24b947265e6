import { useState, type ReactNode } from 'react';
import { Button } from '@backstage/ui';
import type {
  LineageEdge,
  LineageNode,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import { CompactTable, type CompactColumn } from '../../table/CompactTable';
import type { LineageIndex } from './lineageIndex';
import { NodeName } from './NodeName';
import styles from './Lineage.module.css';

const STEP = 200;
const SHOWN_LINKS = 20;

/** The same as the graph in words: one row for each node. */
export function LineageTable({ index }: { index: LineageIndex }) {
  const t = useText();
  const formats = useFormats();
  const [shown, setShown] = useState(STEP);
  const { nodes } = index.graph;
  const relations = (
    edges: readonly LineageEdge[],
    other: (edge: LineageEdge) => string,
  ): ReactNode => (
    <ul className={styles.relations}>
      {edges.slice(0, SHOWN_LINKS).map(edge => (
        <li key={`${edge.from} ${edge.relation} ${edge.to}`}>
          {t('lineage.link', {
            relation: t(`relation.${edge.relation}`),
            name: index.nodes.get(other(edge))?.label ?? other(edge),
          })}
        </li>
      ))}
      {edges.length > SHOWN_LINKS && (
        <li>
          {t('lineage.moreLinks', {
            number: formats.count(edges.length - SHOWN_LINKS),
          })}
        </li>
      )}
    </ul>
  );
  const columns: readonly CompactColumn<LineageNode>[] = [
    {
      id: 'name',
      header: t('lineage.node'),
      rowHeader: true,
      cell: node => <NodeName node={node} />,
    },
    {
      id: 'kind',
      header: t('lineage.kind'),
      cell: node => t(`nodeKind.${node.kind}`),
    },
    {
      id: 'madeFrom',
      header: t('lineage.madeFrom'),
      cell: node => relations(index.madeFrom(node.id), edge => edge.to),
    },
    {
      id: 'madeInto',
      header: t('lineage.madeInto'),
      cell: node => relations(index.madeInto(node.id), edge => edge.from),
    },
    {
      id: 'deployed',
      header: t('lineage.deployed'),
      cell: node =>
        index.isDeployed(node.id) ? t('common.yes') : t('common.no'),
    },
  ];
  return (
    <>
      <CompactTable
        label={t('lineage.table')}
        columns={columns}
        rows={nodes.slice(0, shown)}
        rowKey={node => node.id}
      />
      {nodes.length > shown && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => setShown(shown + STEP)}
        >
          {t('lineage.showMore', {
            number: formats.count(nodes.length - shown),
          })}
        </Button>
      )}
    </>
  );
}
