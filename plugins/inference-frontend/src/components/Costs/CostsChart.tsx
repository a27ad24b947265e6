import { lazy, Suspense, useMemo, useState } from 'react';
import { Skeleton, Switch } from '@backstage/ui';
import type { CostReport } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../format/instant';
import type { Formats } from '../../format/createFormats';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import {
  OTHER,
  stackOf,
  type StackSeries,
  type StackSlot,
} from './chart/costStack';
import { lineName } from './costKeys';
import type { CurrencyView } from './currencyView';
import { MoneyText } from './MoneyText';
import styles from './Costs.module.css';

// The drawing library is loaded when there is something to draw.
const StackedCosts = lazy(() => import('./chart/StackedCosts'));
const CHART_HEIGHT = 264;

/** How a piece of time is named: by its hour, day or month in the zone of the report. */
export function slotLabel(
  granularity: CostReport['granularity'],
  formats: Formats,
): (slot: { readonly start: InstantMs }) => string {
  switch (granularity) {
    case 'hour':
      return slot => formats.dayHour(slot.start);
    case 'month':
      return slot => formats.month(slot.start);
    default:
      return slot => formats.day(slot.start);
  }
}

/** Costs over time by what they are grouped by: as a chart, or as a table of the same numbers. */
export function CostsChart(props: {
  report: CostReport;
  view: CurrencyView;
  /** Of the zone of the report. */
  formats: Formats;
  now: InstantMs;
}) {
  const t = useText();
  const [asTable, setAsTable] = useState(false);
  const { report, view, formats } = props;
  const { currency } = view;
  const stack = useMemo(() => stackOf(view.lines, view.slots), [view]);
  const labelOf = slotLabel(report.granularity, formats);
  const nameOf = (series: StackSeries) =>
    series.key === OTHER
      ? t('costs.chart.other', { count: series.members.length })
      : lineName(series, report.groupBy, t);
  if (currency === null || stack.series.length === 0) {
    return null;
  }
  const columns: readonly CompactColumn<StackSlot>[] = [
    {
      id: 'slot',
      header: t('costs.chart.time'),
      rowHeader: true,
      cell: slot => (
        <span title={formats.utc(slot.start)}>{labelOf(slot)}</span>
      ),
    },
    ...stack.series.map(
      (series, index): CompactColumn<StackSlot> => ({
        id: series.key,
        header: nameOf(series),
        numeric: true,
        cell: slot => (
          <MoneyText
            micros={slot.values[index] ?? null}
            currency={currency}
            absent={t('costs.chart.nothingThen')}
          />
        ),
      }),
    ),
    {
      id: 'total',
      header: t('costs.total'),
      numeric: true,
      cell: slot => (
        <MoneyText
          micros={slot.total}
          currency={currency}
          absent={t('costs.chart.gap')}
        />
      ),
    },
  ];
  return (
    <Panel
      title={t('costs.chart.title', {
        grouping: t(`costs.by.${report.groupBy}`),
      })}
      action={
        <Switch
          className={styles.screenOnly}
          label={t('costs.chart.asTable')}
          isSelected={asTable}
          onChange={setAsTable}
        />
      }
    >
      {asTable ? (
        <CompactTable
          label={t('costs.chart.table')}
          columns={columns}
          rows={stack.slots}
          rowKey={slot => String(slot.start)}
        />
      ) : (
        <Suspense fallback={<Skeleton height={CHART_HEIGHT} width="100%" />}>
          <StackedCosts
            stack={stack}
            currency={currency}
            formats={formats}
            now={props.now}
            labelOf={labelOf}
            nameOf={nameOf}
            lineNameOf={line => lineName(line, report.groupBy, t)}
            totals={stack.series.map(({ members }) =>
              members.reduce((sum, { micros }) => sum + (micros ?? 0), 0),
            )}
          />
        </Suspense>
      )}
    </Panel>
  );
}
