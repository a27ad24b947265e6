import { HOUR_MS } from '../../durations';
import type { InstantMs } from '../../types';
import { type ActivityHistory, type ServerFacts } from './history';
import type { ZombiePolicy } from './policy';
import {
  findSyntheticStream,
  isSyntheticHour,
  type SyntheticStream,
} from './syntheticStream';

/** A peak as high as this is work, however short. */
const STRONG_PEAK = 0.5;
/** Noise has nothing else within a day around, comes once a week at most, and keeps no calendar. */
const ALONE_HOURS = 24;
const MEAN_HOURS_BETWEEN_BLIPS = 7 * 24;
const REGULAR_WITHIN = 0.1;

/** What is known of an hour. */
export const UNSEEN = 0;
export const QUIET = 1;
export const USED = 2;

/** A history, hour by hour judged. */
export interface Activity {
  /** UNSEEN, QUIET or USED by slot; only slots that have begun before the time of evaluation. */
  readonly hours: Uint8Array;
  readonly start: InstantMs;
  /** End of the last slot. */
  readonly end: InstantMs;
  /** Slots that were judged by the GPU alone, as requests were not told. */
  readonly byGpuAlone: Uint8Array;
  readonly synthetic: SyntheticStream | null;
  /** Used hours that a peak of the GPU alone tells, without a request. */
  readonly gpuOnlyHours: number;
  /** Lone weak peaks that count as noise. */
  readonly blips: number;
  /** Requests were counted above zero at least once. */
  readonly requestsEverCounted: boolean;
  /** No signal at all has a sample in the last hours. */
  readonly blind: boolean;
}

/** Judges every hour of a history: a real request or GPU work is use; quiet is only what was seen to be quiet. */
export function readActivity(
  history: ActivityHistory,
  facts: ServerFacts,
  evaluatedAt: InstantMs,
  policy: ZombiePolicy,
): Activity {
  const begun = Math.ceil((evaluatedAt - history.start) / HOUR_MS);
  const size = Math.max(0, Math.min(history.requests.length, begun));
  const synthetic = findSyntheticStream(history, size, policy) ?? null;
  const gpuTells =
    !facts.gpuShared && gpuShowsRequests(history, size, synthetic, policy);
  const { hours, byGpuAlone, weak, gpuOnlyHours, requestsEverCounted } =
    judgeHours(history, size, synthetic, facts.gpuShared, gpuTells, policy);
  const blips = dropBlips(hours, weak);
  return {
    hours,
    start: history.start,
    end: (history.start + size * HOUR_MS) as InstantMs,
    byGpuAlone,
    synthetic,
    gpuOnlyHours,
    blips,
    requestsEverCounted,
    blind: isBlind(history, size, evaluatedAt, policy),
  };
}

function gpuPeak(history: ActivityHistory, slot: number): number {
  const peak = history.gpuActivityMax[slot];
  return Number.isNaN(peak) ? history.gpuActivityAvg[slot] : peak;
}

/** Whether the GPU rises when requests come: small models answer without a trace, and then its rest tells nothing. */
function gpuShowsRequests(
  history: ActivityHistory,
  size: number,
  synthetic: SyntheticStream | null,
  policy: ZombiePolicy,
): boolean {
  let [asked, shown] = [0, 0];
  for (let slot = 0; slot < size; slot += 1) {
    const count = history.requests[slot];
    if (!(count > 0)) continue;
    const peak = gpuPeak(history, slot);
    if (Number.isNaN(peak)) continue;
    const tokens = history.generatedTokens[slot];
    if (synthetic && isSyntheticHour(count, tokens, synthetic)) continue;
    asked += 1;
    if (peak >= policy.gpuUsedFrom) shown += 1;
  }
  return asked < 5 || shown >= asked / 2;
}

function judgeHours(
  history: ActivityHistory,
  size: number,
  synthetic: SyntheticStream | null,
  gpuShared: boolean,
  gpuTells: boolean,
  policy: ZombiePolicy,
) {
  const hours = new Uint8Array(size);
  const byGpuAlone = new Uint8Array(size);
  const weak = new Uint8Array(size);
  let gpuOnlyHours = 0;
  const requestsEverCounted = history.requests.some(count => count > 0);
  const faintBelow = requestsEverCounted
    ? policy.countedBlipAvgBelow
    : policy.gpuBlipAvgBelow;
  for (let slot = 0; slot < size; slot += 1) {
    const count = history.requests[slot];
    const peak = gpuShared ? Number.NaN : gpuPeak(history, slot);
    const told = !Number.isNaN(count);
    const isReal =
      count > 0 &&
      !(
        synthetic &&
        isSyntheticHour(count, history.generatedTokens[slot], synthetic)
      );
    if (isReal) {
      hours[slot] = USED;
    } else if (peak >= policy.gpuUsedFrom) {
      const avg = history.gpuActivityAvg[slot];
      // What answers a synthetic request is the stream's own work.
      if (synthetic && count > 0 && avg < policy.syntheticGpuAvgBelow) {
        hours[slot] = QUIET;
      } else {
        hours[slot] = USED;
        gpuOnlyHours += 1;
        if (told && avg < faintBelow && peak < STRONG_PEAK) weak[slot] = 1;
      }
    } else if (told) {
      hours[slot] = QUIET;
    } else if (gpuTells && !Number.isNaN(peak)) {
      hours[slot] = QUIET;
      byGpuAlone[slot] = 1;
    }
  }
  return { hours, byGpuAlone, weak, gpuOnlyHours, requestsEverCounted };
}

/** Turns lone faint peaks without a request into quiet hours, as long as there are few. */
function dropBlips(hours: Uint8Array, weak: Uint8Array): number {
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

/** The last full hours are without a sample of any signal, or the record ended long ago. */
function isBlind(
  history: ActivityHistory,
  size: number,
  evaluatedAt: InstantMs,
  policy: ZombiePolicy,
): boolean {
  const end = history.start + size * HOUR_MS;
  if (size === 0 || evaluatedAt - end > policy.staleAfterHours * HOUR_MS) {
    return true;
  }
  const first = Math.max(0, size - policy.freshHours);
  for (let slot = first; slot < size; slot += 1) {
    if (
      !Number.isNaN(history.requests[slot]) ||
      !Number.isNaN(history.gpuActivityMax[slot]) ||
      !Number.isNaN(history.gpuActivityAvg[slot]) ||
      !Number.isNaN(history.networkBytesPerSecond[slot])
    ) {
      return false;
    }
  }
  return true;
}
