import { unitsOf } from './nodeStories';
import type { NodePool } from './storyTypes';

/** Something that wants units of a resource of one node for a while. */
export interface PlacementRequest {
  readonly id: string;
  readonly pool: NodePool;
  readonly resource: string;
  readonly units: number;
  readonly fromMs: number;
  /** Null when it still runs. */
  readonly toMs: number | null;
}

/** Where a request went. */
export interface Placement {
  /** Place in the pool. */
  readonly place: number;
  /** Numbers of the units, lowest first. */
  readonly units: readonly number[];
}

/**
 * Replays all requests in the order of time and gives each the first place of its pool that has room.
 * A request that fits nowhere is absent from the result: its pod is pending.
 */
export function placePods(
  requests: readonly PlacementRequest[],
): Map<string, Placement> {
  const placements = new Map<string, Placement>();
  const occupied = new Map<string, Set<number>>();
  const running: { request: PlacementRequest; placement: Placement }[] = [];
  const ordered = [...requests].sort(
    (a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1),
  );
  const unitsInUse = (request: PlacementRequest, place: number) => {
    const { cluster, name } = request.pool;
    const key = JSON.stringify([cluster, name, place, request.resource]);
    const units = occupied.get(key) ?? new Set<number>();
    occupied.set(key, units);
    return units;
  };
  for (const request of ordered) {
    for (let i = running.length - 1; i >= 0; i -= 1) {
      const { request: other, placement } = running[i];
      if (other.toMs !== null && other.toMs <= request.fromMs) {
        const units = unitsInUse(other, placement.place);
        placement.units.forEach(unit => units.delete(unit));
        running.splice(i, 1);
      }
    }
    const capacity = unitsOf(request.pool, request.resource);
    for (let place = 0; place < request.pool.count; place += 1) {
      const used = unitsInUse(request, place);
      if (capacity - used.size < request.units) continue;
      const units: number[] = [];
      for (let unit = 0; units.length < request.units; unit += 1) {
        if (!used.has(unit)) units.push(unit);
      }
      units.forEach(unit => used.add(unit));
      const placement = { place, units };
      placements.set(request.id, placement);
      running.push({ request, placement });
      break;
    }
  }
  return placements;
}
