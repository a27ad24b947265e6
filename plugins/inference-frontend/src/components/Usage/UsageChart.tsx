import { useId, useMemo, useRef } from 'react';
import { AxisBottom, AxisLeft } from '@visx/axis';
import { GridRows } from '@visx/grid';
import { PatternLines } from '@visx/pattern';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar, LinePath } from '@visx/shape';
import { useText } from '../../translation/useText';
import type { UsageSlot } from '../Activity/usageSlots';
import { useWidth } from '../../hooks/useWidth';
import { heightOf, valuesOf, type UsageChartPlan } from './usageCharts';
import styles from './Usage.module.css';

const HEIGHT = 150;
const MARGIN = { top: 8, right: 16, bottom: 22, left: 62 };
const UNKNOWN_WIDTH = 560;
const LABEL_WIDTH = 56;

const tickLabel = {
  fill: 'var(--bui-fg-primary)',
  fontSize: 11,
  fontFamily: 'var(--bui-font-regular)',
};

/** What a chart of use needs. */
export interface UsageChartProps {
  readonly chart: UsageChartPlan;
  readonly slots: readonly UsageSlot[];
  /** Slot whose values are told beside it; the same in all charts. */
  readonly current: number | null;
  onCurrent(slot: number | null): void;
  labelOf(slot: UsageSlot): string;
  say(value: number): string;
}

/** One figure of a server over time. Times without a sample are hatched. */
export default function UsageChart(props: UsageChartProps) {
  const t = useText();
  const { chart, slots, current, onCurrent } = props;
  const hatch = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, UNKNOWN_WIDTH);
  const inner = {
    width: Math.max(1, width - MARGIN.left - MARGIN.right),
    height: HEIGHT - MARGIN.top - MARGIN.bottom,
  };
  const values = useMemo(
    () => chart.series.map(series => valuesOf(slots, series)),
    [chart, slots],
  );
  const x = useMemo(
    () =>
      scaleBand<number>({
        domain: slots.map((_, index) => index),
        range: [0, inner.width],
        padding: 0.1,
      }),
    [slots, inner.width],
  );
  const y = useMemo(
    () =>
      scaleLinear<number>({
        domain: [0, heightOf(chart, values)],
        range: [inner.height, 0],
        nice: 3,
      }),
    [chart, values, inner.height],
  );
  const every = Math.max(
    1,
    Math.ceil((slots.length * LABEL_WIDTH) / inner.width),
  );
  const left = (index: number) => x(index) ?? 0;
  const middle = (index: number) => left(index) + x.bandwidth() / 2;
  return (
    <div ref={frame} className={styles.chart}>
      <svg
        width="100%"
        height={HEIGHT}
        role="img"
        aria-label={t('usage.chart', { name: t(`usage.${chart.name}`) })}
        onMouseLeave={() => onCurrent(null)}
      >
        <defs>
          <PatternLines
            id={hatch}
            width={8}
            height={8}
            orientation={['diagonal']}
            className={styles.hatch}
          />
        </defs>
        <g transform={`translate(${MARGIN.left}, ${MARGIN.top})`}>
          <GridRows
            scale={y}
            width={inner.width}
            numTicks={3}
            className={styles.grid}
          />
          {slots.map(
            ({ start }, index) =>
              values.every(series => series[index] === null) && (
                <Bar
                  key={start}
                  data-gap=""
                  x={left(index)}
                  width={x.step()}
                  y={0}
                  height={inner.height}
                  fill={`url(#${hatch})`}
                />
              ),
          )}
          {chart.kind === 'bars'
            ? slots.map(({ start }, index) => {
                let top = 0;
                return chart.series.map((series, order) => {
                  const value = values[order]?.[index] ?? 0;
                  const from = top;
                  top += value;
                  return value === 0 ? null : (
                    <Bar
                      key={`${start} ${series.name}`}
                      x={left(index)}
                      width={x.bandwidth()}
                      y={y(top)}
                      height={Math.max(0.5, y(from) - y(top))}
                      fill={series.colour}
                    />
                  );
                });
              })
            : chart.series.map((series, order) => (
                <LinePath
                  key={series.name}
                  data={[...(values[order] ?? [])]}
                  x={(_, index) => middle(index)}
                  y={value => y(value ?? 0)}
                  defined={value => value !== null}
                  stroke={series.colour}
                  strokeWidth={1.5}
                  strokeDasharray={series.dashed ? '4 3' : undefined}
                  // A lone sample between two gaps is a point.
                  strokeLinecap="round"
                  fill="none"
                />
              ))}
          {slots.map(({ start }, index) => (
            <Bar
              key={start}
              x={left(index)}
              width={x.step()}
              y={0}
              height={inner.height}
              className={styles.target}
              data-active={index === current || undefined}
              onMouseEnter={() => onCurrent(index)}
            />
          ))}
          <AxisLeft
            scale={y}
            numTicks={3}
            hideAxisLine
            hideTicks
            tickFormat={value => props.say(Number(value))}
            tickLabelProps={{ ...tickLabel, textAnchor: 'end', dy: '0.33em' }}
          />
          <AxisBottom
            top={inner.height}
            scale={x}
            tickValues={slots
              .map((_, index) => index)
              .filter(index => index % every === 0)}
            tickFormat={index => {
              const slot = slots[index];
              return slot === undefined ? '' : props.labelOf(slot);
            }}
            axisClassName={styles.axis}
            hideTicks
            tickLabelProps={{ ...tickLabel, textAnchor: 'start', dx: '-0.5em' }}
          />
        </g>
      </svg>
    </div>
  );
}
