import type { UsagePoint } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../format/instant';
import { DAY_MS, HOUR_MS, type UsageSlot } from './usageSlots';

/** Hours of a UTC day. */
export const HOURS = 24;
/** Levels of activity above none. */
export const LEVELS = 4;

/** What a heat map can show of an hour. */
export const HEAT_METRICS = ['requests', 'gpu'] as const;
export type HeatMetric = (typeof HEAT_METRICS)[number];

/** One hour of the map. */
export type HeatCell =
  /** No sample: nobody looked. */
  | { readonly kind: 'gap' }
  /** Still to come. */
  | { readonly kind: 'ahead' }
  /** `level` 0 is none, up to LEVELS for the most. */
  | { readonly kind: 'seen'; readonly value: number; readonly level: number };

/** One UTC day of 24 hours. */
export interface HeatDay {
  readonly start: InstantMs;
  readonly cells: readonly HeatCell[];
}

/** Days of hours, oldest first, and where one level ends and the next begins. */
export interface HeatDays {
  readonly days: readonly HeatDay[];
  /** Upper bounds of the levels from 1 on, the last one left out: it has none. */
  readonly bounds: readonly number[];
  readonly used: number;
  readonly quiet: number;
  readonly gaps: number;
}

/** An hour is collected within so many hours of its end. */
const COLLECTED_AFTER_MS = 2 * HOUR_MS;
/** Below this share a GPU does nothing that anybody asked for. */
const IDLE_GPU = 0.005;
const GPU_BOUNDS = [0.25, 0.5, 0.75];

function valueOf(point: UsagePoint, metric: HeatMetric): number | null {
  return metric === 'requests' ? point.requests : point.gpuActivityMax;
}

/** Rounds up to one significant digit, so that a legend is readable. */
function readable(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return Math.ceil(value / power) * power;
}

/** Bounds that grow by a factor: a busy hour must not make all others look like none. */
function requestBounds(most: number): readonly number[] {
  const bounds: number[] = [];
  for (let step = 1; step < LEVELS; step++) {
    const wanted = readable(Math.max(1, most ** (step / LEVELS)));
    bounds.push(Math.max(wanted, (bounds.at(-1) ?? 0) + 1));
  }
  return bounds;
}

function levelOf(value: number, none: number, bounds: readonly number[]) {
  if (value <= none) {
    return 0;
  }
  const level = bounds.findIndex(bound => value <= bound);
  return level < 0 ? LEVELS : level + 1;
}

/** Hours in rows of UTC days, up to the whole day of `now`. What has no sample lately is still to come, or to be collected. */
export function heatDays(
  slots: readonly UsageSlot[],
  metric: HeatMetric,
  now: InstantMs,
): HeatDays {
  const ahead = now - (now % HOUR_MS) - COLLECTED_AFTER_MS;
  const values = new Map<number, number>();
  for (const { start, point } of slots) {
    const value = point === null ? null : valueOf(point, metric);
    if (value !== null) {
      values.set(start, value);
    }
  }
  const most = Math.max(0, ...values.values());
  const none = metric === 'gpu' ? IDLE_GPU : 0;
  const bounds =
    metric === 'gpu' ? GPU_BOUNDS : requestBounds(Math.max(1, most));
  const first = slots[0]?.start;
  const days: HeatDay[] = [];
  const count = { used: 0, quiet: 0, gaps: 0 };
  const cellAt = (at: number): HeatCell => {
    const value = values.get(at);
    if (value === undefined) {
      if (at >= ahead) {
        return { kind: 'ahead' };
      }
      count.gaps += 1;
      return { kind: 'gap' };
    }
    const level = levelOf(value, none, bounds);
    count[level === 0 ? 'quiet' : 'used'] += 1;
    return { kind: 'seen', value, level };
  };
  if (first !== undefined) {
    for (let day = first - (first % DAY_MS); day <= now; day += DAY_MS) {
      days.push({
        start: day as InstantMs,
        cells: Array.from({ length: HOURS }, (_, hour) =>
          cellAt(day + hour * HOUR_MS),
        ),
      });
    }
  }
  return { days, bounds, ...count };
}
