import {
  COST_KEY_IDLE,
  COST_KEY_OVERCOMMIT,
  COST_KEY_UNALLOCATED,
  COST_KEY_UNOBSERVED,
  COST_KEY_UNUSED_COMMITMENT,
} from '@inference-portal/plugin-inference-common';
import { PatternCircles, PatternLines } from '@visx/pattern';
import { OTHER } from './costStack';
import styles from './chart.module.css';

/** Key of the pattern of a gap. */
export const GAP = '__gap__';

const NEUTRAL = '#8a8f98';
const BAD = '#d1433f';

/** Fill of a series: its colour, or the pattern that stands for what is nobody's. */
export function fillOf(fill: string, prefix: string): string {
  if (fill === OTHER) {
    return NEUTRAL;
  }
  return fill.startsWith('__') ? `url(#${prefix}${fill})` : fill;
}

/** Patterns of what belongs to nobody: told apart without colour, in print and on a screen reader's screenshot alike. */
export function FillDefinitions({ prefix }: { prefix: string }) {
  const lines = {
    height: 6,
    width: 6,
    stroke: NEUTRAL,
    strokeWidth: 2,
  };
  return (
    <defs>
      <PatternLines
        {...lines}
        id={`${prefix}${COST_KEY_IDLE}`}
        orientation={['diagonal']}
      />
      <PatternCircles
        id={`${prefix}${COST_KEY_UNALLOCATED}`}
        height={6}
        width={6}
        radius={1.6}
        fill={NEUTRAL}
      />
      <PatternLines
        {...lines}
        id={`${prefix}${COST_KEY_UNUSED_COMMITMENT}`}
        orientation={['horizontal']}
      />
      <PatternLines
        {...lines}
        id={`${prefix}${COST_KEY_UNOBSERVED}`}
        orientation={['diagonal', 'diagonalRightToLeft']}
        strokeWidth={1}
      />
      <PatternLines
        {...lines}
        id={`${prefix}${COST_KEY_OVERCOMMIT}`}
        orientation={['vertical']}
        stroke={BAD}
      />
      <PatternLines
        {...lines}
        id={`${prefix}${GAP}`}
        orientation={['diagonalRightToLeft']}
        height={10}
        width={10}
        strokeWidth={0.7}
      />
    </defs>
  );
}

/** The fill of a series beside its name. */
export function Swatch(props: { fill: string; prefix: string }) {
  return (
    <svg className={styles.swatch} width={12} height={12} aria-hidden="true">
      <rect
        x={0.5}
        y={0.5}
        width={11}
        height={11}
        rx={2}
        fill={fillOf(props.fill, props.prefix)}
        className={styles.swatchEdge}
      />
    </svg>
  );
}
