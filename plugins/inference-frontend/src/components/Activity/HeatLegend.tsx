import { useId } from 'react';
import { PatternLines } from '@visx/pattern';
import type { Formats } from '../../format/createFormats';
import { useText } from '../../translation/useText';
import { LEVELS, type HeatDays, type HeatMetric } from './heatDays';
import styles from './Activity.module.css';

/** What the shades of a heat map mean. */
export default function HeatLegend(props: {
  map: HeatDays;
  metric: HeatMetric;
  formats: Formats;
}) {
  const t = useText();
  const hatch = useId();
  const { map, metric, formats } = props;
  const say = (bound: number) =>
    metric === 'gpu' ? formats.percent(bound) : formats.count(bound);
  const names = [
    t('heat.none'),
    ...map.bounds.map(bound => t('heat.upTo', { value: say(bound) })),
    t('heat.more'),
  ].slice(0, LEVELS + 1);
  return (
    <ul className={styles.legend}>
      {names.map((name, level) => (
        <li key={level}>
          <svg width={12} height={12} aria-hidden="true">
            <rect
              width={12}
              height={12}
              className={styles.cell}
              data-level={level}
            />
          </svg>
          {name}
        </li>
      ))}
      <li>
        <svg width={12} height={12} aria-hidden="true">
          <defs>
            <PatternLines
              id={hatch}
              width={5}
              height={5}
              orientation={['diagonal']}
              className={styles.hatch}
            />
          </defs>
          <rect width={12} height={12} fill={`url(#${hatch})`} />
        </svg>
        {t('heat.gap')}
      </li>
    </ul>
  );
}
