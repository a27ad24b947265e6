import { useText } from '../../translation/useText';
import { meanOf, sumOf, type UsageSlot } from '../Activity/usageSlots';
import { Absent } from '../states/Absent';
import type { UsageChartPlan } from './usageCharts';
import styles from './Usage.module.css';

/** Names of the series of a chart with their values: of the chosen time, else of the whole window. */
export function UsageLegend(props: {
  chart: UsageChartPlan;
  slots: readonly UsageSlot[];
  current: number | null;
  say(value: number): string;
}) {
  const t = useText();
  const { chart, slots } = props;
  const slot = props.current === null ? undefined : slots[props.current];
  return (
    <ul className={styles.legend}>
      {chart.series.map(series => {
        const whole =
          chart.kind === 'bars'
            ? sumOf(slots, series.figure)
            : meanOf(slots, series.figure);
        const point = slot?.point ?? null;
        const there = point === null ? null : series.figure(point);
        const value = slot === undefined ? whole : there;
        return (
          <li key={series.name}>
            <svg width={14} height={10} aria-hidden="true">
              <line
                x1={0}
                x2={14}
                y1={5}
                y2={5}
                stroke={series.colour}
                strokeWidth={chart.kind === 'bars' ? 10 : 2}
                strokeDasharray={series.dashed ? '4 3' : undefined}
              />
            </svg>
            {t(`usage.${series.name}`)}{' '}
            <strong>
              {value === null ? (
                <Absent reason={t('usage.noSample')} />
              ) : (
                props.say(value)
              )}
            </strong>
          </li>
        );
      })}
    </ul>
  );
}
