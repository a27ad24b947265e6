import type { InstantMs } from '../../../types';

/** An RFC 3339 time of the Kubernetes API; null when it is none. */
export function instantOf(value: unknown): InstantMs | null {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT/.test(value)) {
    return null;
  }
  const milliseconds = Date.parse(value);
  return Number.isNaN(milliseconds) ? null : (milliseconds as InstantMs);
}

/** RFC 3339 in UTC; null stays null. */
export function timeText(instant: InstantMs | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
