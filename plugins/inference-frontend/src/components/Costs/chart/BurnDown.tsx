import { useRef } from 'react';
import { AxisLeft } from '@visx/axis';
import { scaleLinear } from '@visx/scale';
import { Bar, Line, LinePath } from '@visx/shape';
import type { BudgetStatus } from '@inference-portal/plugin-inference-common';
import type { Formats } from '../../../format/createFormats';
import { useText } from '../../../translation/useText';
import { daysOfMonth } from './daysOfMonth';
import { useWidth } from '../../../hooks/useWidth';
import styles from './chart.module.css';

const HEIGHT = 120;
const MARGIN = { top: 14, right: 8, bottom: 18, left: 56 };
const UNKNOWN_WIDTH = 480;

const label = {
  fill: 'var(--bui-fg-primary)',
  fontSize: 11,
  fontFamily: 'var(--bui-font-regular)',
};

/** What was spent by the end of each day of a month, the budget as a line across, and where it goes from here. */
export default function BurnDown(props: {
  status: BudgetStatus;
  formats: Formats;
}) {
  const t = useText();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, UNKNOWN_WIDTH);
  const { status, formats } = props;
  const { burnDown, forecast, spent, budget } = status;
  const { currency, micros: monthly } = budget.monthly;
  const days = daysOfMonth(status.month);
  const x = scaleLinear<number>({
    domain: [0, days],
    range: [MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)],
  });
  const y = scaleLinear<number>({
    domain: [
      0,
      Math.max(
        monthly,
        forecast ?? 0,
        ...burnDown.map(point => point.micros ?? 0),
      ),
    ],
    range: [HEIGHT - MARGIN.bottom, MARGIN.top],
    nice: 2,
  });
  const last = burnDown
    .map((point, index) => ({ day: index + 1, micros: point.micros }))
    .filter(point => point.micros !== null)
    .at(-1);
  return (
    <div ref={frame} className={styles.burnDown}>
      <svg
        width="100%"
        height={HEIGHT}
        role="img"
        aria-label={t('budgets.chart', {
          spent: spent === null ? '—' : formats.money(spent, currency),
          monthly: formats.money(monthly, currency),
          forecast: forecast === null ? '—' : formats.money(forecast, currency),
        })}
      >
        <AxisLeft
          left={MARGIN.left}
          scale={y}
          numTicks={2}
          hideAxisLine
          hideTicks
          tickFormat={value => formats.moneyCompact(Number(value), currency)}
          tickLabelProps={{ ...label, textAnchor: 'end', dy: '0.33em' }}
        />
        <Line
          from={{ x: x(0), y: y(monthly) }}
          to={{ x: x(days), y: y(monthly) }}
          className={styles.limit}
        />
        <text {...label} x={x(0) + 4} y={y(monthly) - 4}>
          {t('budgets.limit')}
        </text>
        <LinePath
          data={[...burnDown]}
          x={(_, index) => x(index + 1)}
          y={point => y(point.micros ?? 0)}
          defined={point => point.micros !== null}
          className={styles.spent}
        />
        {last !== undefined && forecast !== null && (
          <Line
            from={{ x: x(last.day), y: y(last.micros ?? 0) }}
            to={{ x: x(days), y: y(forecast) }}
            className={styles.forecast}
          />
        )}
        {burnDown.map((point, index) => (
          <Bar
            key={point.day}
            x={x(index)}
            y={MARGIN.top}
            width={x(1) - x(0)}
            height={HEIGHT - MARGIN.top - MARGIN.bottom}
            className={styles.target}
          >
            <title>
              {`${point.day}: ${
                point.micros === null
                  ? t('costs.chart.gap')
                  : formats.money(point.micros, currency)
              }`}
            </title>
          </Bar>
        ))}
        {[1, Math.ceil(days / 2), days].map(day => (
          <text
            key={day}
            {...label}
            x={x(day - 0.5)}
            y={HEIGHT - 4}
            textAnchor="middle"
          >
            {day}
          </text>
        ))}
      </svg>
    </div>
  );
}
