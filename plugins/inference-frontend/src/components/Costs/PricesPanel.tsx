import {
  STALE_PRICE_DAYS,
  type PriceCoverage,
} from '@inference-portal/plugin-inference-common';
import { RiAlertLine } from '@remixicon/react';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText, type Text } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import { Absent } from '../states/Absent';
import { ToneBadge } from '../states/ToneBadge';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import styles from './Costs.module.css';

const DAY_MS = 86_400_000;

const SOURCES = [
  'node-annotation',
  'config',
  'csv',
  'extension',
  'shipped',
  'shipped-gpu',
  'unpriced',
] as const;

/** What people call a source of prices. */
export function sourceName(source: string, t: Text): string {
  const known = SOURCES.find(one => one === source);
  return known === undefined ? source : t(`costs.source.${known}`);
}

/** Where prices come from, for how much of the GPU-hours, and how old they are. */
export function PricesPanel(props: {
  priced: readonly PriceCoverage[];
  now: InstantMs;
}) {
  const t = useText();
  const formats = useFormats();
  const columns: readonly CompactColumn<PriceCoverage>[] = [
    {
      id: 'source',
      header: t('costs.priceSource'),
      rowHeader: true,
      cell: ({ source }) => sourceName(source, t),
    },
    {
      id: 'share',
      header: t('costs.priceShare'),
      numeric: true,
      cell: ({ share }) => formats.percent(share),
    },
    {
      id: 'hours',
      header: t('costs.gpuHours'),
      numeric: true,
      cell: ({ gpuHours }) => formats.count(gpuHours),
    },
    {
      id: 'asOf',
      header: t('costs.priceAge'),
      cell: ({ source, asOf }) => {
        const at = parseInstant(asOf);
        if (at === null) {
          return (
            <Absent
              reason={
                source === 'unpriced'
                  ? t('costs.noPriceAge')
                  : t('costs.priceAlways')
              }
            />
          );
        }
        const stale = props.now - at > STALE_PRICE_DAYS * DAY_MS;
        return stale && source.startsWith('shipped') ? (
          <ToneBadge
            tone="warning"
            icon={RiAlertLine}
            label={t('costs.pricesFrom', { date: formats.date(at) })}
            title={t('costs.pricesStale', {
              age: formats.duration(props.now - at),
            })}
          />
        ) : (
          <span title={formats.utc(at)}>{formats.date(at)}</span>
        );
      },
    },
  ];
  return (
    <div id="cost-prices">
      <Panel title={t('costs.prices')}>
        {props.priced.length === 0 ? (
          <p className={styles.note}>{t('costs.noPrices')}</p>
        ) : (
          <CompactTable
            label={t('costs.prices')}
            columns={columns}
            rows={props.priced}
            rowKey={({ source }) => source}
          />
        )}
      </Panel>
    </div>
  );
}
