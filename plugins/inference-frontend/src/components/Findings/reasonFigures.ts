import type { FindingReason } from '@inference-portal/plugin-inference-common';

/** A figure of a reason; null when it has none of that name. */
export function figureOf(
  reason: FindingReason | undefined,
  name: string,
): number | null {
  const value = reason?.values[name];
  return typeof value === 'number' ? value : null;
}

/** A word of a reason; null when it has none of that name. */
export function wordOf(
  reason: FindingReason | undefined,
  name: string,
): string | null {
  const value = reason?.values[name];
  return typeof value === 'string' ? value : null;
}
