import type { DataSource } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Absent } from '../states/Absent';
import { Moment } from '../states/Moment';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import styles from './DataSources.module.css';

type Resource = DataSource['resources'][number];

/** Kinds that are watched on a cluster. */
export function ResourcesTable(props: { source: DataSource; now: InstantMs }) {
  const t = useText();
  const formats = useFormats();
  const columns: readonly CompactColumn<Resource>[] = [
    {
      id: 'resource',
      header: t('dataSources.resource'),
      rowHeader: true,
      cell: resource => (
        <span className={styles.mono}>{resource.resource}</span>
      ),
    },
    {
      id: 'status',
      header: t('dataSources.status'),
      cell: resource => t(`dataSources.resourceStatus.${resource.status}`),
    },
    {
      id: 'objects',
      header: t('dataSources.objects'),
      numeric: true,
      cell: resource =>
        resource.objects === null ? (
          <Absent reason={t('absent.objects')} />
        ) : (
          formats.count(resource.objects)
        ),
    },
    {
      id: 'lastEvent',
      header: t('dataSources.lastEvent'),
      cell: resource => (
        <Moment
          at={parseInstant(resource.lastEventAt)}
          now={props.now}
          absent={t('absent.lag')}
        />
      ),
    },
  ];
  return (
    <CompactTable
      label={`${t('dataSources.resources')}: ${props.source.name}`}
      columns={columns}
      rows={props.source.resources}
      rowKey={resource => resource.resource}
    />
  );
}
