import type { ReplicaSet } from '../../workloadTypes';
import { weightOf } from './canarySteps';
import { available } from './replicaSets';
import { replicasOf, type Rollout } from './rolloutTypes';

/** Numbers of pods of the new and of the stable version. */
export interface Sides {
  readonly canary: number;
  readonly stable: number;
}

interface Bounds {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/** `maxSurge` and `maxUnavailable` as numbers of pods; both are 25 % unless said otherwise. */
export function boundsOf(rollout: Rollout): Bounds {
  const replicas = replicasOf(rollout);
  const { maxSurge = '25%', maxUnavailable = '25%' } =
    rollout.spec.strategy?.canary ?? {};
  const resolve = (value: number | string, round: (x: number) => number) =>
    typeof value === 'number'
      ? value
      : round((Number.parseFloat(value) / 100) * replicas) || 0;
  const surge = resolve(maxSurge, Math.ceil);
  const unavailable = resolve(maxUnavailable, Math.floor);
  return {
    maxSurge: surge,
    maxUnavailable: Math.min(
      replicas,
      surge === 0 && unavailable === 0 ? 1 : unavailable,
    ),
  };
}

/**
 * The pods of each side that come nearest to a weight. With room for a surge, one pod more than the replicas may
 * be nearer. A weight between 1 and 99 leaves each side at least one pod.
 */
export function sidesFor(
  replicas: number,
  weight: number,
  maxSurge: number,
): Sides {
  if (replicas === 0) return { canary: 0, stable: 0 };
  const share = (replicas * weight) / 100;
  const ceiling = Math.ceil(share);
  const floor = Math.floor(share);
  const mayBeNone =
    weight === 100 || weight === 0 || (replicas === 1 && maxSurge === 0);
  const isTied = (total: number) => (total * (weight / 100)) % 1 === 0.5;
  const options: { canary: number; total: number }[] = [];
  if (ceiling < replicas || mayBeNone)
    options.push({ canary: ceiling, total: replicas });
  if (!isTied(replicas) && (floor !== 0 || mayBeNone))
    options.push({ canary: floor, total: replicas });
  if (maxSurge > 0) {
    options.push({ canary: ceiling, total: replicas + 1 });
    if (!isTied(replicas + 1) && (floor !== 0 || mayBeNone))
      options.push({ canary: floor, total: replicas + 1 });
  }
  const distance = ({ canary, total }: { canary: number; total: number }) =>
    Math.abs((canary * 100) / total - weight);
  const best = options.reduce<{ canary: number; total: number } | null>(
    (nearest, option) =>
      nearest === null || distance(option) < distance(nearest)
        ? option
        : nearest,
    null,
  );
  return best === null
    ? { canary: 0, stable: replicas }
    : { canary: best.canary, stable: best.total - best.canary };
}

/** The sizes that both sides are to have in the end at the present weight. */
export function wantedSides(
  rollout: Rollout,
  current: ReplicaSet,
  stable: ReplicaSet | undefined,
): Sides {
  const replicas = replicasOf(rollout);
  return stable === undefined || stable === current
    ? { canary: replicas, stable: 0 }
    : sidesFor(replicas, weightOf(rollout), boundsOf(rollout).maxSurge);
}

/** The sizes that both sides may be given now, so that neither bound of the strategy is crossed on the way. */
export function nextSides(
  rollout: Rollout,
  current: ReplicaSet,
  stableSet: ReplicaSet | undefined,
  others: readonly ReplicaSet[],
): Sides {
  const stable = stableSet === current ? undefined : stableSet;
  const wanted = wantedSides(rollout, current, stable);
  const bounds = boundsOf(rollout);
  const most = replicasOf(rollout) + bounds.maxSurge;
  const least = replicasOf(rollout) - bounds.maxUnavailable;
  const present: Sides = {
    canary: current.spec.replicas,
    stable: stable?.spec.replicas ?? 0,
  };
  const oldPods = others.reduce((sum, set) => sum + set.spec.replicas, 0);
  const grown = grow(
    present,
    wanted,
    most - oldPods - present.canary - present.stable,
  );
  // Other versions go first.
  if (oldPods > 0) return grown;
  const growing = wanted.canary >= present.canary;
  const standing =
    countedOn(current, !growing) + (stable ? countedOn(stable, growing) : 0);
  if (standing <= least) return grown;
  const spare = standing - least;
  if (!growing) {
    const canary = shrink(present.canary, wanted.canary, spare, grown.canary);
    const [drained, adjusted] = withinBounds(
      { size: canary, available: available(current) },
      stable && { size: grown.stable, available: available(stable) },
      most,
      least,
    );
    return { canary: drained, stable: adjusted ?? grown.stable };
  }
  if (!stable) return grown;
  const size = shrink(present.stable, wanted.stable, spare, grown.stable);
  const [drained, adjusted] = withinBounds(
    { size, available: available(stable) },
    { size: grown.canary, available: available(current) },
    most,
    least,
  );
  return { stable: drained, canary: adjusted ?? grown.canary };
}

/** The stable side grows first. */
function grow(present: Sides, wanted: Sides, room: number): Sides {
  const step = (now: number, target: number, free: number) =>
    now < target && free > 0 ? Math.min(target, now + free) : now;
  const stable = step(present.stable, wanted.stable, room);
  const canary = step(
    present.canary,
    wanted.canary,
    room - (stable - present.stable),
  );
  return { canary, stable };
}

function shrink(
  present: number,
  wanted: number,
  spare: number,
  grown: number,
): number {
  return present > wanted ? Math.max(wanted, present - spare) : grown;
}

/** Pods that count as standing when a scale-down is measured; those of the shrinking side count even if they are not available. */
function countedOn(set: ReplicaSet, ignoresAvailability: boolean): number {
  const ready = available(set);
  return ignoresAvailability || set.spec.replicas < ready
    ? set.spec.replicas
    : ready;
}

interface Sized {
  readonly size: number;
  readonly available: number;
}

/** Takes from both sides what would cross the bounds; the side that is drained gives the rest. */
function withinBounds(
  drained: Sized,
  adjusted: Sized | undefined,
  most: number,
  least: number,
): [number, number | null] {
  if (!adjusted) return [drained.size, null];
  const over = (a: number, b: number) => Math.max(0, a + b - most);
  const cut = adjusted.size - over(adjusted.size, drained.size);
  const standing =
    Math.min(drained.available, drained.size) +
    Math.min(adjusted.available, cut);
  const lost = Math.max(0, adjusted.available - cut);
  const kept = cut + Math.min(lost, Math.max(0, least - standing));
  return [drained.size - over(kept, drained.size), kept];
}
