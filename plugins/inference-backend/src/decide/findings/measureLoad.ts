import type { ServerLoad } from '../zombies/history';

/** How full a server was in one hour; null where nobody told. */
export interface LoadHour {
  readonly kvCacheMax: number | null;
  readonly waitingMax: number | null;
  readonly runningMax: number | null;
}

/** Days that a load is judged by. */
export const LOAD_DAYS = 7;
/** Hours that must have been told, of 168. */
const HOURS_NEEDED = 134;

/** The smallest value that a share of all values does not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const index = Math.max(0, Math.ceil(share * sorted.length) - 1);
  return sorted[index] ?? 0;
}

/** How full a server was over {@link LOAD_DAYS} days; null when too little of them is known. */
export function measureLoad(
  hours: readonly LoadHour[],
  replicas: number,
): ServerLoad | null {
  const told = (name: keyof LoadHour) =>
    hours.map(hour => hour[name]).filter(value => value !== null);
  const cache = told('kvCacheMax');
  const waiting = told('waitingMax');
  const running = told('runningMax');
  const enough = [cache, waiting, running].every(
    values => values.length >= HOURS_NEEDED,
  );
  const most = Math.max(0, ...running);
  if (!enough || most === 0) {
    return null;
  }
  return {
    replicas,
    kvCacheP95: quantile(cache, 0.95),
    waitingP99: quantile(waiting, 0.99),
    runningP95Share: quantile(running, 0.95) / most,
  };
}
