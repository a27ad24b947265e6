import type {
  ServerUsage,
  UsagePoint,
} from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../format/instant';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** One hour or day of a window. */
export interface UsageSlot {
  readonly start: InstantMs;
  /** Null when no sample was seen then. */
  readonly point: UsagePoint | null;
}

/** Every hour or UTC day of a window, oldest first, with the samples of those that have some. */
export function usageSlots(usage: ServerUsage): readonly UsageSlot[] {
  const from = parseInstant(usage.from);
  const to = parseInstant(usage.to);
  if (from === null || to === null) {
    return [];
  }
  const step = usage.granularity === 'hour' ? HOUR_MS : DAY_MS;
  const points = new Map(
    usage.items.map(point => [parseInstant(point.start), point]),
  );
  const slots: UsageSlot[] = [];
  for (let at: number = from; at < to; at += step) {
    const start = at as InstantMs;
    slots.push({ start, point: points.get(start) ?? null });
  }
  return slots;
}

/** Sum of a figure over the slots that know it; null when none does. */
export function sumOf(
  slots: readonly UsageSlot[],
  figure: (point: UsagePoint) => number | null,
): number | null {
  let sum: number | null = null;
  for (const { point } of slots) {
    const value = point === null ? null : figure(point);
    if (value !== null) {
      sum = (sum ?? 0) + value;
    }
  }
  return sum;
}

/** Mean of a figure over the slots that know it; null when none does. */
export function meanOf(
  slots: readonly UsageSlot[],
  figure: (point: UsagePoint) => number | null,
): number | null {
  const values = slots.flatMap(({ point }) => {
    const value = point === null ? null : figure(point);
    return value === null ? [] : [value];
  });
  return values.length === 0
    ? null
    : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How much of a window a signal was watched, 0 to 1; a slot without it counts as unwatched. */
export function seenShare(
  slots: readonly UsageSlot[],
  coverage: (point: UsagePoint) => number | null,
): number {
  const seen = slots.reduce(
    (sum, { point }) =>
      sum + (point === null ? 0 : Math.min(1, coverage(point) ?? 0)),
    0,
  );
  return slots.length === 0 ? 0 : seen / slots.length;
}
