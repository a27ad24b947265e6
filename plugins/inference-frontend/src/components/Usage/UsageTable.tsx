import { useText } from '../../translation/useText';
import type { UsageSlot } from '../Activity/usageSlots';
import { Absent } from '../states/Absent';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import type { UsageChartPlan, UsageUnit } from './usageCharts';

/** The charts as numbers, the last time first. */
export function UsageTable(props: {
  charts: readonly UsageChartPlan[];
  slots: readonly UsageSlot[];
  labelOf(slot: UsageSlot): string;
  say(unit: UsageUnit, value: number): string;
}) {
  const t = useText();
  const columns: readonly CompactColumn<UsageSlot>[] = [
    {
      id: 'time',
      header: t('usage.time'),
      rowHeader: true,
      cell: props.labelOf,
    },
    ...props.charts.flatMap(chart =>
      chart.series.map(
        (series): CompactColumn<UsageSlot> => ({
          id: series.name,
          header: `${t(`usage.${chart.name}`)}: ${t(`usage.${series.name}`)}`,
          numeric: true,
          cell: ({ point }) => {
            const value = point === null ? null : series.figure(point);
            return value === null ? (
              <Absent reason={t('usage.noSample')} />
            ) : (
              props.say(chart.unit, value)
            );
          },
        }),
      ),
    ),
  ];
  return (
    <CompactTable
      label={t('usage.table')}
      columns={columns}
      rows={[...props.slots].reverse()}
      rowKey={slot => String(slot.start)}
    />
  );
}
