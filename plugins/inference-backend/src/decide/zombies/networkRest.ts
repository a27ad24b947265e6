import { QUIET, USED } from './hourStates';
import type { ActivityHistory } from './history';

/** Probes and scrapes scatter by less. */
const SCATTER = 1.5;
const BUSY_SHARE = 0.05;

/**
 * Whether the network from slot `from` on is at rest by what it was before, in hours known to be used and to be quiet: never as busy as
 * in use where that can be told apart, or far below its own rest. A single large transfer tells nothing.
 */
export function isNetworkAtRest(
  { networkBytesPerSecond: network }: ActivityHistory,
  hours: Uint8Array,
  from: number,
): boolean {
  const [used, quiet, since]: number[][] = [[], [], []];
  for (let slot = 0; slot < hours.length; slot += 1) {
    if (Number.isNaN(network[slot])) continue;
    if (slot >= from) since.push(network[slot]);
    else if (hours[slot] === USED) used.push(network[slot]);
    else if (hours[slot] === QUIET) quiet.push(network[slot]);
  }
  if (quiet.length === 0 || since.length === 0) return false;
  const rest = median(quiet);
  const showsUse = used.length > 0 && median(used) > SCATTER * rest;
  const limit = showsUse ? SCATTER * rest : rest / SCATTER;
  const busy = since.filter(bytes => bytes > limit).length;
  return busy <= BUSY_SHARE * since.length;
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
