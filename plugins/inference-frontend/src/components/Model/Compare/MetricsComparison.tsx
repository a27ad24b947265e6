import {
  RiArrowDownLine,
  RiArrowUpLine,
  RiEqualLine,
  RiQuestionLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import type { VersionComparison } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import { Absent } from '../../states/Absent';
import type { Tone } from '../../states/serverStates';
import { ToneBadge } from '../../states/ToneBadge';
import { CompactTable, type CompactColumn } from '../../table/CompactTable';

type Metric = VersionComparison['metrics'][number];

const TONES: { readonly [verdict in Metric['verdict']]: Tone } = {
  better: 'good',
  worse: 'bad',
  same: 'neutral',
  unknown: 'neutral',
};

/** The arrow shows where the value went, colour and word whether that is good. */
function arrowOf({ a, b }: Metric): RemixiconComponentType {
  if (a === null || b === null) {
    return RiQuestionLine;
  }
  if (a === b) {
    return RiEqualLine;
  }
  return b > a ? RiArrowUpLine : RiArrowDownLine;
}

/** Results of two versions beside each other. */
export function MetricsComparison(props: {
  metrics: readonly Metric[];
  a: string;
  b: string;
}) {
  const t = useText();
  const formats = useFormats();
  const value = (of: number | null) =>
    of === null ? (
      <Absent reason={t('compare.notMeasured')} />
    ) : (
      <span title={String(of)}>{formats.metric(of)}</span>
    );
  const columns: readonly CompactColumn<Metric>[] = [
    {
      id: 'name',
      header: t('metrics.name'),
      rowHeader: true,
      cell: metric => metric.name,
    },
    {
      id: 'dataset',
      header: t('metrics.dataset'),
      cell: metric =>
        [metric.dataset ?? '—', metric.slice ?? t('metrics.whole')].join(' · '),
    },
    {
      id: 'a',
      header: props.a,
      numeric: true,
      cell: metric => value(metric.a),
    },
    {
      id: 'b',
      header: props.b,
      numeric: true,
      cell: metric => value(metric.b),
    },
    {
      id: 'change',
      header: t('compare.change'),
      numeric: true,
      cell: ({ a, b }) =>
        a === null || b === null ? '' : formats.signed(b - a),
    },
    {
      id: 'verdict',
      header: t('compare.result'),
      cell: metric => (
        <ToneBadge
          tone={TONES[metric.verdict]}
          icon={arrowOf(metric)}
          label={t(`compare.verdict.${metric.verdict}`)}
          title={
            metric.verdict === 'unknown' ? t('compare.unknownHint') : undefined
          }
        />
      ),
    },
  ];
  return props.metrics.length === 0 ? (
    <p>{t('compare.noMetrics')}</p>
  ) : (
    <CompactTable
      label={t('metrics.title')}
      columns={columns}
      rows={props.metrics}
      rowKey={metric =>
        JSON.stringify([metric.name, metric.dataset, metric.slice])
      }
    />
  );
}
