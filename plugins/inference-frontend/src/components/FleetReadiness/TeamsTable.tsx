import type {
  ReadinessCode,
  ReadinessTeam,
} from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { OwnerName } from '../states/OwnerName';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import { PassShare } from './PassShare';
import { RuleNames } from './RuleNames';
import {
  readinessSearch,
  withTeam,
  type ReadinessQuery,
} from './readinessQuery';
import styles from '../Changes/Changes.module.css';

/** The rules that fail, the most often failing first; the order of the scorecard decides ties. */
function worstRules({ rules }: ReadinessTeam): ReadinessCode[] {
  return rules
    .filter(({ counts }) => counts.fail > 0)
    .sort((a, b) => b.counts.fail - a.counts.fail)
    .map(({ code }) => code);
}

/** Teams, those with the most failures first; each leads to its servers. */
export function TeamsTable(props: {
  teams: readonly ReadinessTeam[];
  query: ReadinessQuery;
}) {
  const t = useText();
  const formats = useFormats();
  const columns: readonly CompactColumn<ReadinessTeam>[] = [
    {
      id: 'team',
      header: t('readiness.fleet.team'),
      rowHeader: true,
      cell: ({ owner, title }) => (
        <Link
          className={styles.link}
          to={readinessSearch(withTeam(props.query, owner))}
          title={owner ?? undefined}
        >
          {title ?? <OwnerName owner={owner} />}
        </Link>
      ),
    },
    {
      id: 'servers',
      header: t('readiness.fleet.servers'),
      numeric: true,
      cell: ({ servers }) => formats.count(servers),
    },
    {
      id: 'failing',
      header: t('readiness.fleet.failing'),
      numeric: true,
      cell: ({ failing }) => formats.count(failing),
    },
    {
      id: 'share',
      header: t('readiness.fleet.share'),
      numeric: true,
      cell: ({ counts }) => <PassShare counts={counts} />,
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
      id: 'rules',
      header: t('readiness.fleet.mostFailed'),
      cell: team => <RuleNames codes={worstRules(team)} />,
    },
  ];
  return (
    <CompactTable
      label={t('readiness.fleet.teams')}
      columns={columns}
      rows={props.teams}
      rowKey={({ owner }) => owner ?? ''}
    />
  );
}
