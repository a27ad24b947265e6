import { Button } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import type {
  LineageEdge,
  LineageNode,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import { Fact, Facts } from '../../layout/Facts';
import { Panel } from '../../layout/Panel';
import { Absent } from '../../states/Absent';
import { Chip } from '../../states/Chip';
import { OwnerName } from '../../states/OwnerName';
import { StateBadge } from '../../states/StateBadge';
import type { LineageIndex } from './lineageIndex';
import { NodeName } from './NodeName';
import styles from '../Model.module.css';

const SHOWN = 100;

/** What is known of a chosen node, or the members of a chosen group. */
export function NodeDetail(props: {
  index: LineageIndex;
  nodes: readonly LineageNode[];
  onSelect(id: string): void;
  onClose(): void;
}) {
  const t = useText();
  const formats = useFormats();
  const { index, nodes } = props;
  const [one] = nodes;
  if (one === undefined) {
    return null;
  }
  const close = (
    <Button
      size="small"
      variant="tertiary"
      iconStart={<RiCloseLine />}
      onPress={props.onClose}
    >
      {t('lineage.closeDetail')}
    </Button>
  );
  if (nodes.length > 1) {
    return (
      <Panel
        title={t('lineage.group', {
          number: formats.count(nodes.length),
          kind: t(`nodeKinds.${one.kind}`),
        })}
        action={close}
      >
        <ul className={styles.list}>
          {nodes.slice(0, SHOWN).map(node => (
            <li key={node.id}>
              <NodeName node={node} />
            </li>
          ))}
        </ul>
        {nodes.length > SHOWN && (
          <p>
            {t('lineage.moreLinks', {
              number: formats.count(nodes.length - SHOWN),
            })}
          </p>
        )}
      </Panel>
    );
  }
  const servers = [...index.descendants([one.id])].filter(
    id => index.nodes.get(id)?.kind === 'server',
  ).length;
  return (
    <Panel title={one.label} action={close}>
      <div className={styles.columns}>
        <Facts>
          <Fact name={t('lineage.kind')}>
            {t(`nodeKind.${one.kind}`)}
            {one.detail !== null && <span>{one.detail}</span>}
          </Fact>
          <Fact name={t('lineage.id')}>
            <span className={styles.mono}>{one.id}</span>
          </Fact>
          <Fact name={t('lineage.page')}>
            <NodeName node={one} />
          </Fact>
          {one.version && (
            <>
              <Fact name={t('versions.license')}>
                {one.version.license ?? (
                  <Absent reason={t('versions.notRecorded')} />
                )}
              </Fact>
              <Fact name={t('versions.aliases')}>
                {one.version.aliases.map(alias => (
                  <Chip key={alias} label={alias} />
                ))}
                {!one.version.pinned && (
                  <Chip
                    label={t('versions.notPinned')}
                    title={t('versions.notPinnedHint')}
                  />
                )}
                {one.version.state === 'retired' && (
                  <Chip label={t('versions.retired')} />
                )}
              </Fact>
            </>
          )}
          {one.server && (
            <Fact name={t('servers.state')}>
              <StateBadge state={one.server.state} />
              <OwnerName owner={one.server.owner} />
            </Fact>
          )}
          {one.kind !== 'server' && (
            <Fact name={t('lineage.dependsOnThis')}>
              {t('lineage.serversBelow', { count: servers })}
            </Fact>
          )}
        </Facts>
        <Facts>
          <EdgeFacts
            title={t('lineage.madeFrom')}
            edges={index.madeFrom(one.id)}
            other={edge => edge.to}
            {...props}
          />
          <EdgeFacts
            title={t('lineage.madeInto')}
            edges={index.madeInto(one.id)}
            other={edge => edge.from}
            {...props}
          />
        </Facts>
      </div>
    </Panel>
  );
}

function EdgeFacts(props: {
  title: string;
  edges: readonly LineageEdge[];
  other(edge: LineageEdge): string;
  index: LineageIndex;
  onSelect(id: string): void;
}) {
  const t = useText();
  const { edges, index } = props;
  return (
    <Fact name={props.title}>
      {edges.length === 0 && t('lineage.nothing')}
      <ul className={styles.list}>
        {edges.slice(0, SHOWN).map(edge => {
          const id = props.other(edge);
          return (
            <li key={`${edge.relation} ${id}`}>
              {t(`relation.${edge.relation}`)}{' '}
              <button
                type="button"
                className={styles.figure}
                onClick={() => props.onSelect(id)}
              >
                {index.nodes.get(id)?.label ?? id}
              </button>
              {edge.note !== null && ` (${edge.note})`}
            </li>
          );
        })}
      </ul>
    </Fact>
  );
}
