import {
  COST_KEY_IDLE,
  type IdleView,
} from '@inference-portal/plugin-inference-common';
import {
  add,
  divide,
  multiply,
  ZERO,
  type Fraction,
} from '../decide/cost/fractions';
import { isHeldKey } from './costKey';

type Line = readonly [key: string, micros: Fraction];

/** Begins no name. */
const HIDDEN = '\0';

/** The key of a line that is not shown, and is there for its share of idle time only. */
export function hiddenKey(key: string): string {
  return `${HIDDEN}${key}`;
}

/** True for keys that `hiddenKey` made. */
export function isHidden(key: string): boolean {
  return key.startsWith(HIDDEN);
}

const plainKey = (key: string) => (isHidden(key) ? key.slice(1) : key);
const isHeld = (key: string) => isHeldKey(plainKey(key));
const sumOf = (lines: readonly Line[]) =>
  lines.reduce((sum, [, micros]) => add(sum, micros), ZERO);

/**
 * The lines of one currency with the cost of idle GPUs shared out over what workloads hold, exactly; a view, which changes no sum. A
 * line that costs nothing gets nothing of it by weight. Where nobody holds anything idle stays a line of its own.
 */
export function shareIdle(lines: readonly Line[], view: IdleView): Line[] {
  const isIdle = ([key]: Line) => plainKey(key) === COST_KEY_IDLE;
  const idle = sumOf(lines.filter(isIdle));
  const held = lines.filter(([key]) => isHeld(key));
  const heldSum = sumOf(held);
  if (view === 'separate' || heldSum.numerator === 0n) {
    return [...lines];
  }
  const evenly = { numerator: 1n, denominator: BigInt(held.length) };
  return lines
    .filter(line => !isIdle(line))
    .map(([key, micros]): Line => {
      if (!isHeld(key)) {
        return [key, micros];
      }
      const share = view === 'even' ? evenly : divide(micros, heldSum);
      return [key, add(micros, multiply(idle, share))];
    });
}
