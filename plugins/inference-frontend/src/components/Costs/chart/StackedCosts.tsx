import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { AxisBottom, AxisLeft } from '@visx/axis';
import { GridRows } from '@visx/grid';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import type { CostLine } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../../format/instant';
import type { Formats } from '../../../format/createFormats';
import { useText } from '../../../translation/useText';
import type { CostStack, StackSeries } from './costStack';
import { fillOf, FillDefinitions, GAP } from './fills';
import { slotAfterKey } from './slotAfterKey';
import { extentOf, piecesOf } from './stackBars';
import { StackValues } from './StackValues';
import { useWidth } from '../../../hooks/useWidth';
import styles from './chart.module.css';

const HEIGHT = 264;
const MARGIN = { top: 10, right: 24, bottom: 26, left: 56 };
const UNKNOWN_WIDTH = 720;
const LABEL_WIDTH = 64;

const tickLabel = {
  fill: 'var(--bui-fg-primary)',
  fontSize: 12,
  fontFamily: 'var(--bui-font-regular)',
};

/** What the chart of costs needs. `formats` are of the zone of the report. */
export interface StackedCostsProps {
  readonly stack: CostStack;
  readonly currency: string;
  readonly formats: Formats;
  readonly now: InstantMs;
  labelOf(slot: { start: InstantMs; end: InstantMs }): string;
  nameOf(series: StackSeries): string;
  lineNameOf(line: CostLine): string;
  /** Micro-units of the whole window, in the order of the series. */
  readonly totals: readonly (number | null)[];
}

/**
 * Costs over time, stacked. The values of the bar below the pointer, or of the one that the arrow keys chose, stand in the table beside
 * it, which tells the sums of the window otherwise.
 */
export default function StackedCosts(props: StackedCostsProps) {
  const t = useText();
  const { stack, currency, formats } = props;
  const { series, slots } = stack;
  const prefix = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, UNKNOWN_WIDTH);
  const [active, setActive] = useState<number | null>(null);
  const current = active !== null && active < slots.length ? active : null;
  const inner = {
    width: Math.max(1, width - MARGIN.left - MARGIN.right),
    height: HEIGHT - MARGIN.top - MARGIN.bottom,
  };

  const x = useMemo(
    () =>
      scaleBand<number>({
        domain: slots.map((_, index) => index),
        range: [0, inner.width],
        padding: slots.length > 60 ? 0.1 : 0.2,
      }),
    [slots, inner.width],
  );
  const y = useMemo(
    () =>
      scaleLinear<number>({
        domain: extentOf(slots),
        range: [inner.height, 0],
        nice: 4,
      }),
    [slots, inner.height],
  );
  const every = Math.max(
    1,
    Math.ceil((slots.length * LABEL_WIDTH) / inner.width),
  );
  const labelled = slots
    .map((_, index) => index)
    .filter(index => index % every === 0);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = slotAfterKey(event.key, current, slots.length);
    if (next !== undefined) {
      event.preventDefault();
      setActive(next);
    }
  };
  return (
    <div className={styles.chart}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its bars are walked with the arrow keys */}
      <div
        ref={frame}
        className={styles.frame}
        role="group"
        aria-label={t('costs.chart.keys')}
        // The bars are walked with the arrow keys.
        tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex
        onKeyDown={onKeyDown}
        onBlur={() => setActive(null)}
      >
        <svg
          width="100%"
          height={HEIGHT}
          role="img"
          aria-label={t('costs.chart.label', {
            number: formats.count(slots.length),
            series: formats.list(series.map(props.nameOf)),
          })}
          onMouseLeave={() => setActive(null)}
        >
          <FillDefinitions prefix={prefix} />
          <g transform={`translate(${MARGIN.left}, ${MARGIN.top})`}>
            <GridRows
              scale={y}
              width={inner.width}
              numTicks={4}
              className={styles.grid}
            />
            {slots.map((slot, index) => (
              <g key={slot.start} data-slot={index}>
                {slot.total === null && (
                  <Bar
                    data-gap=""
                    x={x(index)}
                    width={x.bandwidth()}
                    y={0}
                    height={inner.height}
                    fill={`url(#${prefix}${GAP})`}
                  />
                )}
                {piecesOf(slot).map(piece => (
                  <Bar
                    key={piece.series}
                    x={x(index)}
                    width={x.bandwidth()}
                    y={y(Math.max(piece.from, piece.to))}
                    height={Math.abs(y(piece.from) - y(piece.to))}
                    fill={fillOf(series[piece.series]?.fill ?? '', prefix)}
                    className={styles.piece}
                  />
                ))}
                <Bar
                  x={x(index)}
                  width={x.step()}
                  y={0}
                  height={inner.height}
                  className={styles.target}
                  data-active={index === current || undefined}
                  onMouseEnter={() => setActive(index)}
                />
              </g>
            ))}
            <AxisLeft
              scale={y}
              numTicks={4}
              hideAxisLine
              hideTicks
              tickFormat={value =>
                formats.moneyCompact(Number(value), currency)
              }
              tickLabelProps={{ ...tickLabel, textAnchor: 'end', dy: '0.33em' }}
            />
            <AxisBottom
              top={inner.height}
              scale={x}
              tickValues={labelled}
              tickFormat={index => {
                const slot = slots[index];
                return slot === undefined ? '' : props.labelOf(slot);
              }}
              axisClassName={styles.axis}
              hideTicks
              tickLabelProps={{ ...tickLabel, textAnchor: 'middle' }}
            />
          </g>
        </svg>
      </div>
      <StackValues {...props} prefix={prefix} current={current} />
    </div>
  );
}
