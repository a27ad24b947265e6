import { Button } from '@backstage/ui';
import type {
  GpuOption,
  GpuRanking,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { MoneyText } from '../Costs/MoneyText';
import { Absent } from '../states/Absent';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import styles from './Planner.module.css';

/** Every GPU of the fleet for a model: what fits first, the cheapest of it first. */
export function RankingTable(props: {
  ranking: GpuRanking;
  onChoose(option: GpuOption): void;
  /** What the table is of; all GPUs of the fleet when left out. */
  label?: string;
  /** What choosing does: shows the plan, or takes the GPUs. */
  choice?: 'show' | 'take';
}) {
  const t = useText();
  const formats = useFormats();
  const { ranking, onChoose, choice = 'show' } = props;
  const known = (value: number | null) =>
    value === null ? (
      <Absent reason={t('planner.notComputed')} />
    ) : (
      formats.count(Math.floor(value))
    );
  const fitOf = ({ fitsOnFreeGpus, plan }: GpuOption) => {
    if (!plan.fits) {
      return t('planner.no');
    }
    return fitsOnFreeGpus ? t('planner.now') : t('planner.whenFree');
  };
  const columns: readonly CompactColumn<GpuOption>[] = [
    {
      id: 'gpus',
      header: t('planner.gpus'),
      rowHeader: true,
      cell: one => formats.gpus(one.gpus, one.product),
    },
    { id: 'cluster', header: t('planner.cluster'), cell: one => one.cluster },
    {
      id: 'fits',
      header: t('planner.fitsColumn'),
      cell: one => (
        <span title={one.plan.reasons.join(' ') || undefined}>
          {fitOf(one)}
        </span>
      ),
    },
    {
      id: 'requests',
      header: t('planner.requests'),
      numeric: true,
      cell: one => known(one.plan.maxConcurrency),
    },
    {
      id: 'longest',
      header: t('planner.longest'),
      numeric: true,
      cell: one => known(one.plan.longestModelLen),
    },
    {
      id: 'hour',
      header: t('planner.hour'),
      numeric: true,
      cell: ({ plan: { cost } }) => (
        <MoneyText
          micros={cost?.perHour ?? null}
          currency={cost?.currency ?? null}
          absent={t('planner.noPrice')}
        />
      ),
    },
    {
      id: 'month',
      header: t('planner.month'),
      numeric: true,
      cell: ({ plan: { cost } }) => (
        <MoneyText
          micros={cost?.perMonth ?? null}
          currency={cost?.currency ?? null}
          absent={t('planner.noPrice')}
          short
        />
      ),
    },
    {
      id: 'free',
      header: t('planner.free'),
      numeric: true,
      cell: one =>
        t('planner.freeOf', {
          free: formats.gpuCount(one.freeGpus),
          capacity: formats.gpuCount(one.capacityGpus),
        }),
    },
    {
      id: 'choose',
      header: t('planner.details'),
      cell: one => (
        <Button
          size="small"
          variant="secondary"
          aria-label={t(
            choice === 'show' ? 'planner.showOf' : 'deploy.takeOf',
            {
              gpus: formats.gpus(one.gpus, one.product),
              cluster: one.cluster,
            },
          )}
          onPress={() => onChoose(one)}
        >
          {t(choice === 'show' ? 'planner.show' : 'deploy.take')}
        </Button>
      ),
    },
  ];
  if (ranking.items.length === 0 && ranking.unknownProducts.length === 0) {
    return <p className={styles.note}>{t('planner.noGpus')}</p>;
  }
  return (
    <>
      {ranking.items.length > 0 && (
        <CompactTable
          label={props.label ?? t('planner.ranking')}
          columns={columns}
          rows={ranking.items}
          rowKey={one => `${one.cluster} ${one.product}`}
        />
      )}
      {ranking.unknownProducts.length > 0 && (
        <p className={styles.note}>
          {t('planner.unknownProducts', {
            products: formats.list(ranking.unknownProducts),
          })}
        </p>
      )}
    </>
  );
}
