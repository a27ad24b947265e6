import { isRecord } from '../../objects';

/** One step of a canary. Steps that the simulation has no part for pass at once. */
export type CanaryStep =
  | { readonly kind: 'set-weight'; readonly weight: number }
  /** Null: until somebody promotes. */
  | { readonly kind: 'pause'; readonly durationMs: number | null }
  | { readonly kind: 'other' };

/** Reads `spec.strategy.canary.steps`. */
export function parseSteps(steps: unknown): CanaryStep[] {
  if (!Array.isArray(steps)) return [];
  return steps.map((step: unknown): CanaryStep => {
    if (!isRecord(step)) return { kind: 'other' };
    if (typeof step.setWeight === 'number')
      return { kind: 'set-weight', weight: step.setWeight };
    if (isRecord(step.pause))
      return { kind: 'pause', durationMs: parseDuration(step.pause.duration) };
    return { kind: 'other' };
  });
}

/** Seconds, or text such as `90s`, `10m`, `2h`. Null when there is none. */
export function parseDuration(value: unknown): number | null {
  if (typeof value === 'number') return value * 1000;
  const match =
    typeof value === 'string' ? /^(\d+)([smh]?)$/.exec(value) : null;
  if (!match) return null;
  const unit = { s: 1000, m: 60_000, h: 3_600_000 }[match[2] ?? ''] ?? 1000;
  return Number(match[1]) * unit;
}

/** The share of traffic that the canary has at a step, in percent. */
export function weightAt(steps: readonly CanaryStep[], index: number): number {
  if (index >= steps.length) return 100;
  let weight = 0;
  for (const step of steps.slice(0, index + 1)) {
    if (step.kind === 'set-weight') weight = step.weight;
  }
  return weight;
}

/** How many pods of each side a weight asks for. */
export function sidesFor(
  replicas: number,
  weight: number,
): { canary: number; stable: number } {
  if (weight <= 0) return { canary: 0, stable: replicas };
  if (weight >= 100) return { canary: replicas, stable: 0 };
  const canary = Math.max(1, Math.ceil((replicas * weight) / 100));
  return { canary, stable: Math.max(1, replicas - canary) };
}

/** The sizes that may be set now, on the way to `wanted`, within the bounds of the strategy. */
export function nextSizes(
  replicas: number,
  wanted: { readonly canary: number; readonly stable: number },
  present: {
    readonly canary: number;
    readonly stable: number;
    readonly canaryAvailable: number;
    readonly stableAvailable: number;
  },
  bounds: { readonly maxSurge: number; readonly maxUnavailable: number },
): { canary: number; stable: number } {
  const room =
    Math.max(replicas, wanted.canary + wanted.stable) + bounds.maxSurge;
  const spare = Math.max(
    0,
    present.canaryAvailable +
      present.stableAvailable -
      (replicas - bounds.maxUnavailable),
  );
  const shrink = (now: number, target: number) =>
    target >= now ? target : Math.max(target, now - spare);
  const grow = (now: number, target: number, other: number) =>
    target <= now ? target : Math.min(target, Math.max(now, room - other));
  const stable = shrink(present.stable, wanted.stable);
  const canary = shrink(present.canary, wanted.canary);
  return {
    canary:
      canary > present.canary
        ? grow(present.canary, wanted.canary, Math.min(stable, present.stable))
        : canary,
    stable:
      stable > present.stable
        ? grow(present.stable, wanted.stable, Math.min(canary, present.canary))
        : stable,
  };
}
