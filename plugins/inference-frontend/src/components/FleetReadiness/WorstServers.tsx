import { useRouteRef } from '@backstage/core-plugin-api';
import {
  inferenceServerReadPermission,
  type ReadinessCode,
  type ReadinessServer,
} from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { useFormats } from '../../format/useFormats';
import { useReadinessServers } from '../../hooks/readiness/useReadinessReport';
import { serverRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { MiddleText } from '../states/MiddleText';
import { OwnerName } from '../states/OwnerName';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import { PassShare } from './PassShare';
import { RuleNames } from './RuleNames';
import { toReportQuery, type ReadinessQuery } from './readinessQuery';
import styles from '../Changes/Changes.module.css';

const SHOWN = 200;

/** Servers of the query, the worst first; each leads to its scorecard. */
export function WorstServers(props: {
  query: ReadinessQuery;
  /** Only servers of which it fails. */
  rule: ReadinessCode | null;
}) {
  const t = useText();
  const { rule } = props;
  const state = useReadinessServers({
    ...toReportQuery(props.query),
    ...(rule !== null && { rule }),
    limit: SHOWN,
  });
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        what={t('states.whatServers')}
        permission={inferenceServerReadPermission.name}
      />
    );
  }
  const { items, nextCursor } = state.data;
  return (
    <>
      <StaleBanner stale={state.stale} />
      {items.length === 0 ? (
        <p className={styles.note}>{t('readiness.fleet.noServer')}</p>
      ) : (
        <ServersTable servers={items} />
      )}
      {nextCursor !== undefined && <OnlyTheWorst shown={items.length} />}
    </>
  );
}

function OnlyTheWorst({ shown }: { shown: number }) {
  const t = useText();
  const formats = useFormats();
  return (
    <p className={styles.note}>
      {t('readiness.fleet.worstOnly', { number: formats.count(shown) })}
    </p>
  );
}

function ServersTable({ servers }: { servers: readonly ReadinessServer[] }) {
  const t = useText();
  const formats = useFormats();
  const link = useRouteRef(serverRouteRef);
  const columns: readonly CompactColumn<ReadinessServer>[] = [
    {
      id: 'server',
      header: t('readiness.fleet.server'),
      rowHeader: true,
      cell: ({ server }) => (
        <span className={styles.field}>
          <Link
            className={styles.link}
            to={`${link({ id: server.id })}?view=readiness`}
          >
            <MiddleText text={server.name} />
          </Link>
          <span className={styles.object}>
            {server.cluster} / {server.namespace}
          </span>
        </span>
      ),
    },
    {
      id: 'owner',
      header: t('findings.owner'),
      cell: ({ owner }) => <OwnerName owner={owner} />,
    },
    {
      id: 'fail',
      header: t('readiness.fleet.fail'),
      numeric: true,
      cell: ({ counts }) => formats.count(counts.fail),
    },
    {
      id: 'unknown',
      header: t('readiness.fleet.unknown'),
      numeric: true,
      cell: ({ counts }) => formats.count(counts.unknown),
    },
    {
      id: 'share',
      header: t('readiness.fleet.share'),
      numeric: true,
      cell: ({ counts }) => <PassShare counts={counts} />,
    },
    {
      id: 'rules',
      header: t('readiness.fleet.failedRules'),
      cell: ({ fail }) => <RuleNames codes={fail} />,
    },
  ];
  return (
    <CompactTable
      label={t('readiness.fleet.worst')}
      columns={columns}
      rows={servers}
      rowKey={({ server }) => server.id}
    />
  );
}
