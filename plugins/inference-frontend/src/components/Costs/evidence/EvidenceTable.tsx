import type { CostEvidenceItem } from '@inference-portal/plugin-inference-common';
import type { Formats } from '../../../format/createFormats';
import { parseInstant } from '../../../format/instant';
import { useText } from '../../../translation/useText';
import { Absent } from '../../states/Absent';
import { Chip } from '../../states/Chip';
import { CompactTable, type CompactColumn } from '../../table/CompactTable';
import { bucketName } from '../costKeys';
import { MoneyText } from '../MoneyText';
import { sourceName } from '../PricesPanel';
import styles from '../Costs.module.css';

const rowKey = (item: CostEvidenceItem) =>
  [item.from, item.cluster, item.node, item.pod, item.bucket, item.weight].join(
    ' ',
  );

/** Intervals with what they held, at which price. `formats` are of the zone of the report. */
export function EvidenceTable(props: {
  items: readonly CostEvidenceItem[];
  formats: Formats;
}) {
  const t = useText();
  const { formats } = props;
  const moment = (text: string | null) => {
    const at = parseInstant(text);
    return at === null ? (
      <Absent reason={t('costs.evidence.lasting')} />
    ) : (
      <time dateTime={text ?? undefined} title={formats.utc(at)}>
        {formats.dateTime(at)}
      </time>
    );
  };
  const columns: readonly CompactColumn<CostEvidenceItem>[] = [
    {
      id: 'from',
      header: t('costs.evidence.from'),
      rowHeader: true,
      cell: ({ from, quality }) => (
        <span className={styles.inline}>
          {moment(from)}
          {quality === 'estimated' && (
            <Chip
              label={t('costs.table.estimated')}
              title={t('costs.table.estimatedHint')}
            />
          )}
        </span>
      ),
    },
    {
      id: 'to',
      header: t('costs.evidence.to'),
      cell: ({ to }) => moment(to),
    },
    {
      id: 'holder',
      header: t('costs.evidence.holder'),
      cell: ({ pod, bucket }) => {
        const name = bucketName(bucket);
        return pod ?? (name === null ? bucket : t(`costs.bucket.${name}`));
      },
    },
    {
      id: 'node',
      header: t('costs.evidence.node'),
      cell: ({ cluster, node }) => `${cluster} / ${node}`,
    },
    {
      id: 'weight',
      header: t('costs.evidence.weight'),
      numeric: true,
      cell: ({ weight }) => weight,
    },
    {
      id: 'hours',
      header: t('costs.gpuHours'),
      numeric: true,
      cell: ({ gpuHours }) => formats.hours(gpuHours),
    },
    {
      id: 'price',
      header: t('costs.evidence.price'),
      numeric: true,
      cell: item => (
        <span title={item.priceNote ?? undefined}>
          <MoneyText
            micros={item.pricePerGpuHourMicros}
            currency={item.currency}
          />
        </span>
      ),
    },
    {
      id: 'source',
      header: t('costs.evidence.source'),
      cell: ({ priceSource, priceNote }) =>
        priceSource === null ? (
          <Absent reason={t('costs.unpriced')} />
        ) : (
          <span title={priceNote ?? undefined}>
            {sourceName(priceSource, t)}
            {priceNote !== null && (
              <span className={styles.priceNote}>{priceNote}</span>
            )}
          </span>
        ),
    },
    {
      id: 'amount',
      header: t('costs.cost'),
      numeric: true,
      cell: item => <MoneyText micros={item.micros} currency={item.currency} />,
    },
  ];
  return props.items.length === 0 ? (
    <p>{t('costs.evidence.none')}</p>
  ) : (
    <CompactTable
      label={t('costs.evidence.table')}
      columns={columns}
      rows={props.items}
      rowKey={rowKey}
    />
  );
}
