import { lazy, Suspense, useState } from 'react';
import { Alert, Skeleton, Switch } from '@backstage/ui';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import { Panel } from '../../layout/Panel';
import { BlastRadius } from './BlastRadius';
import type { DrawnNode } from './collapseLineage';
import type { LineageIndex } from './lineageIndex';
import { LineageLegend } from './LineageLegend';
import { LineageTable } from './LineageTable';
import { NodeDetail } from './NodeDetail';
import styles from '../Model.module.css';

const LineageGraphView = lazy(() => import('./LineageGraphView'));
const GRAPH_HEIGHT = 480;
/** The backend answers no more. */
const MAX_NODES = 5_000;

/** A lineage: how far it reaches in a sentence, then as a graph or table, then what depends on it. */
export function LineageView(props: {
  index: LineageIndex;
  /** What it is the lineage of. */
  name: string;
  selected: string | null;
  onSelect(id: string | null): void;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  /** How far it was walked; left out when as far as possible. */
  steps?: number;
}) {
  const t = useText();
  const formats = useFormats();
  const { index, selected, onSelect } = props;
  const { graph } = index;
  const roots = new Set(graph.roots);
  const above = index.ancestors(graph.roots);
  const bases = [...above].filter(
    id => !roots.has(id) && index.nodes.get(id)?.kind !== 'server',
  ).length;
  // A group of the drawing is no node of the lineage, and no link leads to it.
  const [group, setGroup] = useState<DrawnNode | null>(null);
  const open = (node: DrawnNode) => {
    const isGroup = node.members.length > 1;
    setGroup(isGroup ? node : null);
    onSelect(isGroup ? null : node.id);
  };
  const chosen = selected === null ? undefined : index.nodes.get(selected);
  // What lies beyond the steps that somebody chose is missing on purpose.
  const isCut =
    graph.truncated &&
    (props.steps === undefined || graph.nodes.length >= MAX_NODES);
  const focus = group?.id ?? selected;
  return (
    <>
      <p>
        {t('lineage.sentence', {
          count: graph.affectedServers,
          name: props.name,
          bases: formats.count(bases),
          servers: formats.count(graph.affectedServers),
        })}
      </p>
      {graph.truncated && !isCut && (
        <p>{t('lineage.beyond', { count: props.steps ?? 0 })}</p>
      )}
      {isCut && (
        <Alert
          status="warning"
          icon
          title={t('lineage.truncatedTitle')}
          description={t('lineage.truncatedHint', {
            number: formats.count(graph.nodes.length),
          })}
        />
      )}
      <Panel
        title={t('lineage.title')}
        action={
          <Switch
            label={t('lineage.asTable')}
            isSelected={props.asTable}
            onChange={props.onAsTable}
          />
        }
      >
        {props.asTable ? (
          <LineageTable index={index} />
        ) : (
          <div className={styles.panels}>
            <Suspense
              fallback={<Skeleton height={GRAPH_HEIGHT} width="100%" />}
            >
              <LineageGraphView
                index={index}
                selected={focus}
                onSelect={open}
              />
            </Suspense>
            <LineageLegend index={index} />
          </div>
        )}
      </Panel>
      {(group || chosen) && (
        <NodeDetail
          index={index}
          nodes={group?.members ?? (chosen ? [chosen] : [])}
          onSelect={id => {
            setGroup(null);
            onSelect(id);
          }}
          onClose={() => {
            setGroup(null);
            onSelect(null);
          }}
        />
      )}
      <BlastRadius index={index} roots={graph.roots} name={props.name} />
    </>
  );
}
