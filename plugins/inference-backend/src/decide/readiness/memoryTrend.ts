import type { MemoryHour } from './facts';

/** How the GPU memory of a server went since its last change. */
export interface MemoryTrend {
  /** Hours with a measurement, without the one in which the server loaded its model. */
  readonly hours: number;
  /** Bytes in the first hours and in the last ones; null when there are too few to tell growth from noise. */
  readonly ends: { readonly before: number; readonly now: number } | null;
}

/** Hours with a measurement that a trend needs, and those at each end that are compared. */
export const LEAST_HOURS = 48;
const END_HOURS = 6;

function median(hours: readonly MemoryHour[]): number {
  const sorted = hours.map(({ bytes }) => bytes ?? 0).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Compares the median of the first hours with that of the last. */
export function memoryTrend(memory: readonly MemoryHour[]): MemoryTrend {
  const measured = memory
    .filter(({ bytes }) => bytes !== null && bytes > 0)
    .slice(1);
  return {
    hours: measured.length,
    ends:
      measured.length < LEAST_HOURS
        ? null
        : {
            before: median(measured.slice(0, END_HOURS)),
            now: median(measured.slice(-END_HOURS)),
          },
  };
}
