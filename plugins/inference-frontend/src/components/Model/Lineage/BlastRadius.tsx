import type { LineageNode } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import { Panel } from '../../layout/Panel';
import { OwnerName, shortOwner } from '../../states/OwnerName';
import { StateBadge } from '../../states/StateBadge';
import { CompactTable, type CompactColumn } from '../../table/CompactTable';
import type { LineageIndex } from './lineageIndex';
import { NodeName } from './NodeName';
import { useState } from 'react';
import { Button } from '@backstage/ui';
import styles from '../Model.module.css';

const SHOWN = 50;

interface AffectedServer {
  readonly node: LineageNode;
  readonly server: NonNullable<LineageNode['server']>;
}

/** What depends on a model: servers that run it or something made from it, and whom to talk to. */
export function BlastRadius(props: {
  index: LineageIndex;
  roots: readonly string[];
  name: string;
}) {
  const t = useText();
  const formats = useFormats();
  const [all, setAll] = useState(false);
  const { index, roots } = props;
  const servers: AffectedServer[] = [];
  for (const id of index.descendants(roots)) {
    const node = index.nodes.get(id);
    if (node?.server) {
      servers.push({ node, server: node.server });
    }
  }
  servers.sort((a, b) => (a.node.label < b.node.label ? -1 : 1));
  const owners = new Map<string | null, number>();
  for (const { server } of servers) {
    owners.set(server.owner, (owners.get(server.owner) ?? 0) + 1);
  }
  const columns: readonly CompactColumn<AffectedServer>[] = [
    {
      id: 'server',
      header: t('servers.name'),
      rowHeader: true,
      cell: ({ node }) => <NodeName node={node} />,
    },
    {
      id: 'owner',
      header: t('servers.owner'),
      cell: ({ server }) => <OwnerName owner={server.owner} />,
    },
    {
      id: 'state',
      header: t('servers.state'),
      cell: ({ server }) => <StateBadge state={server.state} />,
    },
    {
      id: 'place',
      header: t('servers.place'),
      cell: ({ server }) => `${server.cluster} / ${server.namespace}`,
    },
    {
      id: 'runs',
      header: t('lineage.runs'),
      cell: ({ node }) =>
        index
          .madeFrom(node.id)
          .map(edge => index.nodes.get(edge.to))
          .map(
            version => version && <NodeName key={version.id} node={version} />,
          ),
    },
  ];
  return (
    <Panel title={t('lineage.blastTitle', { name: props.name })}>
      <div className={styles.stack}>
        <p>
          {servers.length === 0
            ? t('lineage.blastNone')
            : t('lineage.blast', {
                count: servers.length,
                owners: formats.list(
                  [...owners]
                    .sort((a, b) => b[1] - a[1])
                    .map(([owner, number]) =>
                      t('lineage.blastOwner', {
                        owner:
                          owner === null
                            ? t('common.unowned')
                            : shortOwner(owner),
                        number: formats.count(number),
                      }),
                    ),
                ),
              })}
        </p>
        {servers.length > 0 && (
          <CompactTable
            label={t('lineage.blastTitle', { name: props.name })}
            columns={columns}
            rows={all ? servers : servers.slice(0, SHOWN)}
            rowKey={({ node }) => node.id}
          />
        )}
        {servers.length > SHOWN && !all && (
          <Button size="small" variant="secondary" onPress={() => setAll(true)}>
            {t('lineage.showMore', {
              number: formats.count(servers.length - SHOWN),
            })}
          </Button>
        )}
      </div>
    </Panel>
  );
}
