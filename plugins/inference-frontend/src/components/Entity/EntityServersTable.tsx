import { Link } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import { parseInstant } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useNow } from '../../hooks/useNow';
import { serverRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { GpusHeld } from '../Servers/GpusHeld';
import { ModelName } from '../Servers/ModelName';
import { Absent } from '../states/Absent';
import { Moment } from '../states/Moment';
import { OwnerName } from '../states/OwnerName';
import { StateBadge } from '../states/StateBadge';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import styles from './Entity.module.css';

/** Servers of one catalog entity. */
export function EntityServersTable(props: { servers: readonly ModelServer[] }) {
  const t = useText();
  const formats = useFormats();
  const now = useNow();
  const serverLink = useRouteRef(serverRouteRef);
  const columns: readonly CompactColumn<ModelServer>[] = [
    {
      id: 'name',
      header: t('servers.name'),
      rowHeader: true,
      cell: server => (
        <Link className={styles.link} to={serverLink({ id: server.id })}>
          {server.name}
        </Link>
      ),
    },
    {
      id: 'state',
      header: t('servers.state'),
      cell: server => (
        <StateBadge state={server.state} reason={server.stateReason} />
      ),
    },
    {
      id: 'owner',
      header: t('servers.owner'),
      cell: server => <OwnerName owner={server.owner.ref} />,
    },
    {
      id: 'model',
      header: t('servers.model'),
      cell: server => <ModelName server={server} />,
    },
    {
      id: 'gpus',
      header: t('servers.gpus'),
      numeric: true,
      cell: server => <GpusHeld gpus={server.gpus} />,
    },
    {
      id: 'replicas',
      header: t('servers.replicas'),
      numeric: true,
      cell: ({ replicas: { ready, desired } }) =>
        ready === null || desired === null ? (
          <Absent reason={t('absent.replicas')} />
        ) : (
          `${formats.count(ready)}/${formats.count(desired)}`
        ),
    },
    {
      id: 'place',
      header: t('servers.place'),
      cell: server => `${server.cluster} / ${server.namespace}`,
    },
    {
      id: 'changed',
      header: t('servers.changed'),
      cell: server => <Moment at={parseInstant(server.changedAt)} now={now} />,
    },
  ];
  return (
    <CompactTable
      label={t('servers.table')}
      columns={columns}
      rows={props.servers}
      rowKey={server => server.id}
    />
  );
}
