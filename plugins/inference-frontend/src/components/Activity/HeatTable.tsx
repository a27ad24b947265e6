import type { Formats } from '../../format/createFormats';
import { useText } from '../../translation/useText';
import { Absent } from '../states/Absent';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import {
  HOURS,
  type HeatCell,
  type HeatDay,
  type HeatDays,
  type HeatMetric,
} from './heatDays';

/** What stands for a day: all its requests, or the most of its GPU. Null when no hour was seen. */
export function dayValue(day: HeatDay, metric: HeatMetric): number | null {
  const values = day.cells.flatMap(cell =>
    cell.kind === 'seen' ? [cell.value] : [],
  );
  if (values.length === 0) {
    return null;
  }
  return metric === 'gpu'
    ? Math.max(...values)
    : values.reduce((sum, value) => sum + value, 0);
}

/** The heat map as numbers, the last day first. `formats` are of UTC. */
export function HeatTable(props: {
  map: HeatDays;
  metric: HeatMetric;
  formats: Formats;
}) {
  const t = useText();
  const { map, metric, formats } = props;
  const say = (value: number) =>
    metric === 'gpu' ? formats.percent(value) : formats.compact(value);
  const cellText = (cell: HeatCell | undefined) => {
    switch (cell?.kind) {
      case 'seen':
        return say(cell.value);
      case 'gap':
        return <Absent reason={t('usage.noSample')} />;
      default:
        return '';
    }
  };
  const columns: readonly CompactColumn<HeatDay>[] = [
    {
      id: 'day',
      header: t('heat.day'),
      rowHeader: true,
      cell: day => formats.date(day.start),
    },
    {
      id: 'sum',
      header: t('heat.sum'),
      numeric: true,
      cell: day => {
        const value = dayValue(day, metric);
        return value === null ? (
          <Absent reason={t('usage.noSample')} />
        ) : (
          say(value)
        );
      },
    },
    ...Array.from(
      { length: HOURS },
      (_, hour): CompactColumn<HeatDay> => ({
        id: String(hour),
        header: String(hour).padStart(2, '0'),
        numeric: true,
        cell: day => cellText(day.cells[hour]),
      }),
    ),
  ];
  return (
    <CompactTable
      label={t('heat.table')}
      columns={columns}
      rows={[...map.days].reverse()}
      rowKey={day => String(day.start)}
    />
  );
}
