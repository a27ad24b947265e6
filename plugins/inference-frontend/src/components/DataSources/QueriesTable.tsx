import type { DataSource } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Absent } from '../states/Absent';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import styles from './DataSources.module.css';

type Query = DataSource['queries'][number];

/** Named queries that a Prometheus is asked, and what they cost it. */
export function QueriesTable({ source }: { source: DataSource }) {
  const t = useText();
  const formats = useFormats();
  const columns: readonly CompactColumn<Query>[] = [
    {
      id: 'query',
      header: t('dataSources.query'),
      rowHeader: true,
      cell: query => <span className={styles.mono}>{query.name}</span>,
    },
    {
      id: 'status',
      header: t('dataSources.status'),
      cell: query => t(`dataSources.queryStatus.${query.status}`),
    },
    {
      id: 'series',
      header: t('dataSources.series'),
      numeric: true,
      cell: query =>
        query.series === null ? (
          <Absent reason={t('absent.value')} />
        ) : (
          formats.count(query.series)
        ),
    },
    {
      id: 'took',
      header: t('dataSources.took'),
      numeric: true,
      cell: query =>
        query.durationMs === null ? (
          <Absent reason={t('absent.value')} />
        ) : (
          formats.milliseconds(query.durationMs)
        ),
    },
    {
      id: 'message',
      header: t('dataSources.message'),
      cell: query => query.message,
    },
  ];
  return (
    <CompactTable
      label={`${t('dataSources.queries')}: ${source.name}`}
      columns={columns}
      rows={source.queries}
      rowKey={query => query.name}
    />
  );
}
