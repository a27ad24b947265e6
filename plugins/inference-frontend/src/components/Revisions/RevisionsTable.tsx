import type { ServerRevision } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useText } from '../../translation/useText';
import { RollbackButton } from '../Rollbacks/RollbackButton';
import { Absent } from '../states/Absent';
import { Chip } from '../states/Chip';
import { MiddleText } from '../states/MiddleText';
import { Moment } from '../states/Moment';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import styles from './Revisions.module.css';

/** Revisions, newest first; two of them are chosen for comparison with radio buttons. */
export function RevisionsTable(props: {
  server: { readonly id: string; readonly name: string };
  revisions: readonly ServerRevision[];
  now: InstantMs;
  from: number | null;
  to: number | null;
  onCompare(from: number, to: number): void;
}) {
  const t = useText();
  const { from, to, onCompare } = props;
  const newest = props.revisions[0]?.number ?? 1;
  const choice = (side: 'from' | 'to', number: number) => (
    <input
      type="radio"
      name={`revision-${side}`}
      aria-label={`${t(`revisions.${side}`)}: ${t('common.revision', {
        number: String(number),
      })}`}
      checked={(side === 'from' ? from : to) === number}
      onChange={() =>
        side === 'from'
          ? onCompare(number, to ?? newest)
          : onCompare(from ?? newest, number)
      }
    />
  );
  const columns: readonly CompactColumn<ServerRevision>[] = [
    {
      id: 'from',
      header: t('revisions.from'),
      cell: revision => choice('from', revision.number),
    },
    {
      id: 'to',
      header: t('revisions.to'),
      cell: revision => choice('to', revision.number),
    },
    {
      id: 'number',
      header: t('revisions.number'),
      rowHeader: true,
      cell: revision => (
        <span className={styles.number}>
          {revision.number}
          {revision.current && <Chip label={t('revisions.current')} />}
        </span>
      ),
    },
    {
      id: 'started',
      header: t('revisions.started'),
      cell: revision => (
        <Moment at={parseInstant(revision.startedAt)} now={props.now} />
      ),
    },
    {
      id: 'by',
      header: t('revisions.by'),
      cell: revision =>
        revision.changedBy ?? <Absent reason={t('absent.changedBy')} />,
    },
    {
      id: 'cause',
      header: t('revisions.cause'),
      cell: revision =>
        revision.changeCause ?? <Absent reason={t('absent.changeCause')} />,
    },
    {
      id: 'image',
      header: t('revisions.image'),
      cell: revision => (
        <span className={styles.images}>
          {revision.images.map((image, index) => (
            <span
              key={index}
              className={styles.mono}
              title={image.digest ?? undefined}
            >
              <MiddleText text={image.reference ?? image.digest ?? '—'} />
            </span>
          ))}
        </span>
      ),
    },
    {
      id: 'source',
      header: t('revisions.source'),
      cell: revision =>
        revision.source === 'watch' ? (
          t('revisions.sourceWatch')
        ) : (
          <span title={t('revisions.sourceClusterHistoryHint')}>
            {t('revisions.sourceClusterHistory')}
          </span>
        ),
    },
    {
      id: 'rollback',
      header: t('rollback.column'),
      cell: ({ id, number, current }) =>
        !current && (
          <RollbackButton server={props.server} target={{ id, number }} />
        ),
    },
  ];
  return (
    <CompactTable
      label={t('revisions.list')}
      columns={columns}
      rows={props.revisions}
      rowKey={revision => revision.id}
    />
  );
}
