import type { EvaluationMetric } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../../format/instant';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import { Absent } from '../../states/Absent';
import { Moment } from '../../states/Moment';
import { CompactTable, type CompactColumn } from '../../table/CompactTable';
import { useState } from 'react';
import { Button } from '@backstage/ui';
import styles from '../Model.module.css';

const SHOWN = 50;

/** Results of evaluations. */
export function MetricsTable(props: {
  metrics: readonly EvaluationMetric[];
  now: InstantMs;
}) {
  const t = useText();
  const formats = useFormats();
  const [all, setAll] = useState(false);
  const { metrics } = props;
  const columns: readonly CompactColumn<EvaluationMetric>[] = [
    {
      id: 'name',
      header: t('metrics.name'),
      rowHeader: true,
      cell: metric => metric.name,
    },
    {
      id: 'value',
      header: t('metrics.value'),
      numeric: true,
      cell: metric => (
        <span title={String(metric.value)}>{formats.metric(metric.value)}</span>
      ),
    },
    {
      id: 'better',
      header: t('metrics.better'),
      cell: metric =>
        metric.better === undefined ? (
          <Absent reason={t('metrics.noDirection')} />
        ) : (
          t(`metrics.${metric.better}`)
        ),
    },
    {
      id: 'dataset',
      header: t('metrics.dataset'),
      cell: metric =>
        metric.dataset ?? <Absent reason={t('versions.notRecorded')} />,
    },
    {
      id: 'slice',
      header: t('metrics.slice'),
      cell: metric => metric.slice ?? t('metrics.whole'),
    },
    {
      id: 'at',
      header: t('metrics.at'),
      cell: metric => (
        <Moment
          at={parseInstant(metric.at)}
          now={props.now}
          absent={t('versions.notRecorded')}
        />
      ),
    },
  ];
  return (
    <section className={styles.stack} aria-label={t('metrics.title')}>
      <h4>{t('metrics.title')}</h4>
      {metrics.length === 0 ? (
        <p>{t('metrics.empty')}</p>
      ) : (
        <CompactTable
          label={t('metrics.title')}
          columns={columns}
          rows={all ? metrics : metrics.slice(0, SHOWN)}
          rowKey={metric => JSON.stringify(metric)}
        />
      )}
      {metrics.length > SHOWN && !all && (
        <Button size="small" variant="secondary" onPress={() => setAll(true)}>
          {t('metrics.all', { number: formats.count(metrics.length) })}
        </Button>
      )}
    </section>
  );
}
