import type { CostBucketSum } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import { bucketName, COST_BUCKETS } from './costKeys';
import { MoneyText } from './MoneyText';
import styles from './Costs.module.css';

const order = (sum: CostBucketSum) => {
  const name = bucketName(sum.bucket);
  return name === null ? COST_BUCKETS.length : COST_BUCKETS.indexOf(name);
};

/** What became of the GPUs that were paid for: held, idle and why, or nobody looked. */
export function BucketsPanel(props: {
  buckets: readonly CostBucketSum[];
  currency: string | null;
}) {
  const t = useText();
  const formats = useFormats();
  const rows = [...props.buckets]
    .filter(({ gpuHours, micros }) => gpuHours !== 0 || (micros ?? 0) !== 0)
    .sort((a, b) => order(a) - order(b));
  const most = Math.max(0, ...rows.map(row => Math.abs(row.gpuHours)));
  const columns: readonly CompactColumn<CostBucketSum>[] = [
    {
      id: 'bucket',
      header: t('costs.bucketName'),
      rowHeader: true,
      cell: ({ bucket }) => {
        const name = bucketName(bucket);
        return name === null ? (
          bucket
        ) : (
          <span title={t(`costs.bucketHint.${name}`)}>
            {t(`costs.bucket.${name}`)}
          </span>
        );
      },
    },
    {
      id: 'bar',
      header: t('costs.bucketShare'),
      cell: row => (
        <span className={styles.bar} aria-hidden="true">
          <span
            data-bucket={row.bucket}
            style={{
              width: most > 0 ? `${(100 * Math.abs(row.gpuHours)) / most}%` : 0,
            }}
          />
        </span>
      ),
    },
    {
      id: 'hours',
      header: t('costs.gpuHours'),
      numeric: true,
      cell: row => formats.count(row.gpuHours),
    },
    {
      id: 'cost',
      header: t('costs.cost'),
      numeric: true,
      cell: row => <MoneyText micros={row.micros} currency={props.currency} />,
    },
  ];
  return (
    <div id="cost-buckets">
      <Panel title={t('costs.buckets')}>
        <CompactTable
          label={t('costs.buckets')}
          columns={columns}
          rows={rows}
          rowKey={row => row.bucket}
        />
      </Panel>
    </div>
  );
}
