import {
  useId,
  useMemo,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { PatternLines } from '@visx/pattern';
import type { InstantMs } from '../../format/instant';
import type { Formats } from '../../format/createFormats';
import { useText } from '../../translation/useText';
import { useWidth } from '../../hooks/useWidth';
import { cellAfterKey, type HeatPlace } from './cellAfterKey';
import { HOURS, LEVELS, type HeatCell, type HeatDays } from './heatDays';
import { DAY_MS } from './usageSlots';
import styles from './Activity.module.css';

const ROW = 9;
const MARGIN = { top: 16, right: 4, bottom: 20, left: 44 };
const UNKNOWN_WIDTH = 900;
const LABEL_WIDTH = 64;
const LABELLED_HOURS = [0, 6, 12, 18];
/** Room between two cells. */
const SEAM = 1;
const HEIGHT = MARGIN.top + HOURS * ROW + MARGIN.bottom;

/** Cells that are drawn alike are one path: a map of 100 days has six, not 2,400. */
function pathOf(
  map: HeatDays,
  width: number,
  wanted: (cell: HeatCell) => boolean,
): string {
  const w = Math.max(0.5, width - SEAM);
  const h = ROW - SEAM;
  return map.days
    .flatMap(({ cells }, day) =>
      cells.map((cell, hour) =>
        wanted(cell)
          ? `M${(day * width).toFixed(2)} ${hour * ROW}h${w.toFixed(
              2,
            )}v${h}h${(-w).toFixed(2)}z`
          : '',
      ),
    )
    .join('');
}

/** What a heat map of hours needs. `formats` are of UTC. */
export interface HeatMapProps {
  readonly map: HeatDays;
  readonly formats: Formats;
  /** Says in one sentence what is to be seen. */
  readonly label: string;
  /** Begin of what is claimed; null when nothing is. */
  readonly since: InstantMs | null;
  readonly current: HeatPlace | null;
  onCurrent(place: HeatPlace | null): void;
}

/** Hours of many days: days beside each other, hours of a UTC day below each other. */
export default function HeatMap(props: HeatMapProps) {
  const t = useText();
  const { map, formats, current, onCurrent, since } = props;
  const { days } = map;
  const frame = useRef<HTMLDivElement>(null);
  const hatch = useId();
  const total = useWidth(frame, UNKNOWN_WIDTH);
  const width = Math.max(
    1,
    (total - MARGIN.left - MARGIN.right) / Math.max(1, days.length),
  );
  const paths = useMemo(
    () => ({
      gap: pathOf(map, width, cell => cell.kind === 'gap'),
      levels: Array.from({ length: LEVELS + 1 }, (_, level) =>
        pathOf(
          map,
          width,
          cell => cell.kind === 'seen' && cell.level === level,
        ),
      ),
    }),
    [map, width],
  );
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / width));
  const first = days[0]?.start ?? 0;
  const sinceX =
    since !== null && since >= first
      ? ((since - first) / DAY_MS) * width
      : null;

  const onKeyDown = (event: KeyboardEvent) => {
    const next = cellAfterKey(event.key, current, days.length);
    if (next !== undefined) {
      event.preventDefault();
      onCurrent(next);
    }
  };
  const onMouseMove = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const day = Math.floor((event.clientX - box.left - MARGIN.left) / width);
    const hour = Math.floor((event.clientY - box.top - MARGIN.top) / ROW);
    const inside = day >= 0 && day < days.length && hour >= 0 && hour < HOURS;
    onCurrent(inside ? { day, hour } : null);
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its hours are walked with the arrow keys
    <div
      ref={frame}
      className={styles.frame}
      role="group"
      aria-label={t('heat.keys')}
      // The hours are walked with the arrow keys.
      tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex
      onKeyDown={onKeyDown}
      onBlur={() => onCurrent(null)}
    >
      <svg
        width="100%"
        height={HEIGHT}
        role="img"
        aria-label={props.label}
        onMouseMove={onMouseMove}
        onMouseLeave={() => onCurrent(null)}
      >
        <defs>
          <PatternLines
            id={hatch}
            width={5}
            height={5}
            orientation={['diagonal']}
            className={styles.hatch}
          />
        </defs>
        <g transform={`translate(${MARGIN.left}, ${MARGIN.top})`}>
          <path d={paths.gap} fill={`url(#${hatch})`} data-kind="gap" />
          {paths.levels.map((path, level) => (
            <path
              key={level}
              d={path}
              className={styles.cell}
              data-level={level}
            />
          ))}
          {LABELLED_HOURS.map(hour => (
            <text
              key={hour}
              className={styles.axisText}
              x={-6}
              y={hour * ROW + ROW}
              textAnchor="end"
            >
              {`${String(hour).padStart(2, '0')}:00`}
            </text>
          ))}
          {days.map(
            ({ start }, day) =>
              day % every === 0 &&
              // A label at the very end would be cut off.
              (days.length - day) * width >= LABEL_WIDTH / 2 && (
                <text
                  key={start}
                  className={styles.axisText}
                  x={day * width}
                  y={HOURS * ROW + 14}
                >
                  {formats.day(start)}
                </text>
              ),
          )}
          {sinceX !== null && since !== null && (
            <g data-since="">
              <line
                className={styles.since}
                x1={sinceX}
                x2={sinceX}
                y1={-4}
                y2={HOURS * ROW}
              />
              <text
                className={styles.axisText}
                x={sinceX}
                y={-6}
                textAnchor={
                  sinceX > (days.length * width) / 2 ? 'end' : 'start'
                }
              >
                {t('heat.since', { when: formats.day(since) })}
              </text>
            </g>
          )}
          {current !== null && (
            <rect
              className={styles.current}
              x={current.day * width - 1}
              y={current.hour * ROW - 1}
              width={width + 1}
              height={ROW + 1}
            />
          )}
        </g>
      </svg>
    </div>
  );
}
