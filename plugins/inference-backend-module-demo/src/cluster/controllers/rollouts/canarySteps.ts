import { isRecord } from '../../objects';
import type { Rollout } from './rolloutTypes';

/** One step of a canary. Steps that the simulation has no part for pass at once. */
export type CanaryStep =
  | { readonly kind: 'set-weight'; readonly weight: number }
  /** Null: until somebody promotes. */
  | {
      readonly kind: 'pause';
      readonly durationMs: number | null;
      readonly text: string | null;
    }
  | { readonly kind: 'other'; readonly name: string };

/** Reads `spec.strategy.canary.steps`. */
export function stepsOf({ spec }: Rollout): CanaryStep[] {
  const steps = spec.strategy?.canary?.steps;
  if (!Array.isArray(steps)) return [];
  return steps.map((step: unknown): CanaryStep => {
    if (!isRecord(step)) return { kind: 'other', name: 'invalid' };
    if (typeof step.setWeight === 'number')
      return { kind: 'set-weight', weight: step.setWeight };
    if (isRecord(step.pause)) {
      const { duration } = step.pause;
      return {
        kind: 'pause',
        durationMs: parseDuration(duration),
        text: duration === undefined ? null : String(duration),
      };
    }
    return { kind: 'other', name: Object.keys(step)[0] ?? 'invalid' };
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

/** A step in the words of the controller's events, such as `setWeight: 25`. */
export function stepText(step: CanaryStep): string {
  switch (step.kind) {
    case 'set-weight':
      return `setWeight: ${step.weight}`;
    case 'pause':
      return step.text === null ? 'pause' : `pause: ${step.text}`;
    default:
      return step.name;
  }
}

/** Where the steps stand; null for a canary without steps or a Rollout that has none yet. */
export function stepIndexOf(
  rollout: Rollout,
  steps: readonly CanaryStep[],
): number | null {
  return steps.length === 0 ? null : rollout.status?.currentStepIndex ?? 0;
}

/** The share of the pods that the canary has now, in percent. */
export function weightOf(rollout: Rollout): number {
  const { status = {} } = rollout;
  if (
    status.promoteFull ||
    !status.stableRS ||
    status.currentPodHash === status.stableRS
  ) {
    return 100;
  }
  if (status.abort) return 0;
  const steps = stepsOf(rollout);
  const index = stepIndexOf(rollout, steps);
  if (index === null || index >= steps.length) return 100;
  const weight = steps
    .slice(0, index + 1)
    .reverse()
    .find(step => step.kind === 'set-weight');
  return weight?.kind === 'set-weight' ? weight.weight : 0;
}

const HASH_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** The controller's hash of `spec.strategy.canary.steps` (FNV-1a of their JSON, in letters that spell no words). */
export function stepHash(steps: unknown): string {
  const none = !Array.isArray(steps) || steps.length === 0;
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(none ? 'null' : JSON.stringify(steps))) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return Array.from(
    String(hash >>> 0),
    digit => HASH_LETTERS[digit.charCodeAt(0) % HASH_LETTERS.length],
  ).join('');
}
