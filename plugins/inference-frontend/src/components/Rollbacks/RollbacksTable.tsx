import { useRouteRef } from '@backstage/core-plugin-api';
import type { Rollback } from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { rollbackRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { Absent } from '../states/Absent';
import { Chip } from '../states/Chip';
import { MiddleText } from '../states/MiddleText';
import { Moment } from '../states/Moment';
import { OwnerName, shortOwner } from '../states/OwnerName';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import { RollbackStateBadge } from './RollbackStateBadge';
import styles from '../Changes/Changes.module.css';

/** Rollbacks, newest first; each row leads to its page. */
export function RollbacksTable(props: {
  rollbacks: readonly Rollback[];
  now: InstantMs;
}) {
  const t = useText();
  const formats = useFormats();
  const link = useRouteRef(rollbackRouteRef);
  const revision = (number: number | undefined) =>
    number === undefined ? '—' : String(number);
  const columns: readonly CompactColumn<Rollback>[] = [
    {
      id: 'server',
      header: t('rollback.server'),
      rowHeader: true,
      cell: ({ id, server }) => (
        <span className={styles.field}>
          <Link className={styles.link} to={link({ id })}>
            <MiddleText text={server.name} />
          </Link>
          <span className={styles.object}>
            {server.cluster} / {server.namespace}
          </span>
        </span>
      ),
    },
    {
      id: 'state',
      header: t('rollback.state'),
      cell: ({ state, reverted }) => (
        <>
          <RollbackStateBadge state={state} />{' '}
          {reverted !== null && <Chip label={t('rollback.revertedChip')} />}
        </>
      ),
    },
    {
      id: 'revisions',
      header: t('rollback.revisions'),
      cell: ({ from, to }) =>
        t('rollback.fromTo', {
          from: revision(from?.number),
          to: revision(to?.number),
        }),
    },
    {
      id: 'took',
      header: t('rollback.tookColumn'),
      numeric: true,
      cell: ({ startedAt, healthyAt }) => {
        const started = parseInstant(startedAt);
        const healthy = parseInstant(healthyAt);
        return started === null || healthy === null ? (
          <Absent reason={t('rollback.notHealthy')} />
        ) : (
          formats.duration(healthy - started)
        );
      },
    },
    {
      id: 'owner',
      header: t('findings.owner'),
      cell: ({ owner }) => <OwnerName owner={owner} />,
    },
    {
      id: 'by',
      header: t('rollback.actor'),
      cell: ({ actor }) => <span title={actor}>{shortOwner(actor)}</span>,
    },
    {
      id: 'reason',
      header: t('changes.reason'),
      cell: ({ reason }) => reason,
    },
    {
      id: 'started',
      header: t('rollback.started'),
      cell: ({ startedAt }) => (
        <Moment at={parseInstant(startedAt)} now={props.now} />
      ),
    },
  ];
  return (
    <CompactTable
      label={t('rollback.table')}
      columns={columns}
      rows={props.rollbacks}
      rowKey={({ id }) => id}
    />
  );
}
