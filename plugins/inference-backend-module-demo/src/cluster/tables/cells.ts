import type { KubeObject } from '../objects';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Time since the creation, as kubectl writes it: `45s`, `3m10s`, `5h`, `12d`. */
export function ageOf({ metadata }: KubeObject, nowMs: number): string {
  return since(metadata.creationTimestamp, nowMs);
}

/** Time since an instant; `<unknown>` when there is none. */
export function since(timestamp: string | undefined, nowMs: number): string {
  const instant = timestamp === undefined ? NaN : Date.parse(timestamp);
  if (Number.isNaN(instant)) return '<unknown>';
  return shortDuration(Math.max(0, nowMs - instant));
}

/** The two steps of precision that kubectl shows. */
export function shortDuration(ms: number): string {
  const units = (
    whole: number,
    wholeName: string,
    part: number,
    partName: string,
  ) => {
    const rest = Math.floor((ms % whole) / part);
    return `${Math.floor(ms / whole)}${wholeName}${
      rest > 0 ? `${rest}${partName}` : ''
    }`;
  };
  if (ms < 2 * MINUTE) return `${Math.floor(ms / SECOND)}s`;
  if (ms < 10 * MINUTE) return units(MINUTE, 'm', SECOND, 's');
  if (ms < 3 * HOUR) return `${Math.floor(ms / MINUTE)}m`;
  if (ms < 8 * HOUR) return units(HOUR, 'h', MINUTE, 'm');
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)}h`;
  if (ms < 8 * DAY) return units(DAY, 'd', HOUR, 'h');
  return `${Math.floor(ms / DAY)}d`;
}
