import { HOURS } from './heatDays';

/** One hour of a heat map: the day counted from the oldest, the hour from midnight UTC. */
export interface HeatPlace {
  readonly day: number;
  readonly hour: number;
}

/** The hour that a key moves to, out of `days` days; null leaves the map, undefined is another key. Days lie beside each other, hours below each other. */
export function cellAfterKey(
  key: string,
  current: HeatPlace | null,
  days: number,
): HeatPlace | null | undefined {
  if (days === 0) {
    return undefined;
  }
  const last = days - 1;
  const at = current ?? { day: last, hour: 0 };
  const entering = current === null;
  switch (key) {
    case 'ArrowLeft':
      return entering ? at : { ...at, day: Math.max(0, at.day - 1) };
    case 'ArrowRight':
      return entering ? at : { ...at, day: Math.min(last, at.day + 1) };
    case 'ArrowUp':
      return entering ? at : { ...at, hour: Math.max(0, at.hour - 1) };
    case 'ArrowDown':
      return entering ? at : { ...at, hour: Math.min(HOURS - 1, at.hour + 1) };
    case 'Home':
      return { ...at, day: 0 };
    case 'End':
      return { ...at, day: last };
    case 'Escape':
      return null;
    default:
      return undefined;
  }
}
