import { RiCheckLine, RiCloseCircleLine } from '@remixicon/react';
import type {
  ModelServerDetail,
  ServerPod,
} from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import { Absent } from '../states/Absent';
import { Moment } from '../states/Moment';
import { ToneBadge } from '../states/ToneBadge';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import styles from './Server.module.css';

/** Pods of the server with what is wrong with them. */
export function PodsTable(props: {
  server: ModelServerDetail;
  now: InstantMs;
}) {
  const t = useText();
  const formats = useFormats();
  const { server, now } = props;
  const columns: readonly CompactColumn<ServerPod>[] = [
    {
      id: 'pod',
      header: t('server.pod'),
      rowHeader: true,
      cell: pod => <span className={styles.mono}>{pod.name}</span>,
    },
    {
      id: 'ready',
      header: t('server.ready'),
      cell: pod => (
        <ToneBadge
          tone={pod.ready ? 'good' : 'bad'}
          icon={pod.ready ? RiCheckLine : RiCloseCircleLine}
          label={pod.ready ? t('server.podReady') : t('server.podNotReady')}
        />
      ),
    },
    { id: 'phase', header: t('server.phase'), cell: pod => pod.phase },
    {
      id: 'node',
      header: t('server.node'),
      cell: pod => pod.node ?? <Absent reason={t('absent.node')} />,
    },
    {
      id: 'gpus',
      header: t('server.gpus'),
      numeric: true,
      cell: pod =>
        pod.gpus === null ? (
          <Absent reason={t('absent.gpus')} />
        ) : (
          formats.gpus(pod.gpus, pod.gpuProduct)
        ),
    },
    {
      id: 'restarts',
      header: t('server.restarts'),
      numeric: true,
      cell: pod => formats.count(pod.restarts),
    },
    {
      id: 'started',
      header: t('server.started'),
      cell: pod => <Moment at={parseInstant(pod.startedAt)} now={now} />,
    },
    {
      id: 'reason',
      header: t('server.podReason'),
      cell: pod => (
        <span className={styles.reason}>
          {pod.reason !== null && <strong>{pod.reason}</strong>}
          {pod.message !== null && <span>{pod.message}</span>}
        </span>
      ),
    },
  ];
  return (
    <Panel title={t('server.pods')}>
      {server.pods.length === 0 ? (
        <p className={styles.meta}>{t('server.noPods')}</p>
      ) : (
        <CompactTable
          label={t('server.pods')}
          columns={columns}
          rows={server.pods}
          rowKey={pod => pod.uid}
        />
      )}
      {server.podsOmitted > 0 && (
        <p className={styles.meta}>
          {t('server.podsOmitted', {
            number: formats.count(server.podsOmitted),
          })}
        </p>
      )}
    </Panel>
  );
}
