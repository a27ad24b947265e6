import type { ReadinessRuleCounts } from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import { PassShare } from './PassShare';
import { readinessSearch, type ReadinessQuery } from './readinessQuery';
import styles from '../Changes/Changes.module.css';

/** Rules, those that fail most often first; each leads to the servers of which it fails. */
export function RulesTable(props: {
  rules: readonly ReadinessRuleCounts[];
  query: ReadinessQuery;
}) {
  const t = useText();
  const formats = useFormats();
  const rows = [...props.rules].sort(
    (a, b) =>
      b.counts.fail - a.counts.fail || b.counts.unknown - a.counts.unknown,
  );
  const columns: readonly CompactColumn<ReadinessRuleCounts>[] = [
    {
      id: 'rule',
      header: t('readiness.fleet.rule'),
      rowHeader: true,
      cell: ({ code }) => (
        <Link
          className={styles.link}
          to={readinessSearch({ ...props.query, rule: code })}
          aria-current={props.query.rule === code ? 'true' : undefined}
        >
          {t(`readiness.rules.${code}`)}
        </Link>
      ),
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
      id: 'fix',
      header: t('readiness.fixLink'),
      cell: ({ code }) => t(`readiness.fixes.${code}`),
    },
  ];
  return (
    <CompactTable
      label={t('readiness.fleet.rules')}
      columns={columns}
      rows={rows}
      rowKey={({ code }) => code}
    />
  );
}
