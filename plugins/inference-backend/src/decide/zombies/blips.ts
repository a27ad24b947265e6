import { USED, QUIET } from './hourStates';

/** Noise has nothing else within a day around, comes once a week at most, and keeps no calendar. */
const ALONE_HOURS = 24;
const MEAN_HOURS_BETWEEN_BLIPS = 7 * 24;
const REGULAR_WITHIN = 0.1;

/**
 * Turns lone peaks without a request into quiet hours, as long as there are few, and tells how many they were.
 * `weak` marks the slots that may be such.
 */
export function dropBlips(hours: Uint8Array, weak: Uint8Array): number {
  const lone: number[] = [];
  let lastUsed = -Infinity;
  for (let slot = 0; slot < hours.length; slot += 1) {
    if (hours[slot] !== USED) continue;
    const previous = lone[lone.length - 1];
    if (slot - lastUsed <= ALONE_HOURS) {
      if (previous === lastUsed) lone.pop();
    } else if (weak[slot] === 1) {
      lone.push(slot);
    }
    lastUsed = slot;
  }
  const isRare =
    lone.length * MEAN_HOURS_BETWEEN_BLIPS <= hours.length + ALONE_HOURS;
  if (!isRare || isRegular(lone)) return 0;
  for (const slot of lone) hours[slot] = QUIET;
  return lone.length;
}

function isRegular(slots: readonly number[]): boolean {
  if (slots.length < 3) return false;
  const mean = (slots[slots.length - 1] - slots[0]) / (slots.length - 1);
  return slots
    .slice(1)
    .every(
      (slot, i) => Math.abs(slot - slots[i] - mean) <= REGULAR_WITHIN * mean,
    );
}
