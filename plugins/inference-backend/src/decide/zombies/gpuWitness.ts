import type { ActivityHistory } from './history';
import type { ZombiePolicy } from './policy';
import { streamAt, type SyntheticRegimes } from './syntheticRegimes';
import { isSyntheticHour } from './syntheticStream';

/** A peak as high as this is work, however short. */
export const STRONG_PEAK = 0.5;
/** GPU work in so many hours shows that a counter that never moved does not count. */
const UNCOUNTED_HOURS = 6;
const HOURS_OF_A_DAY = 24;
/** Days over which the hours of the day are pooled. */
const POOLED_HOURS = 28 * HOURS_OF_A_DAY;
/** Chi-square for each degree of freedom; chance alone gives 1. */
const BY_THE_HOUR = 3;
const FEWEST_PEAKS = 5;

/**
 * How active the GPU was, hour by hour, 0 to 1; NaN when nothing is told. Where the mean alone is told, it stands for the highest; means
 * too low for that are raised to what counts as use when they keep to some hours of the day, which the noise of exporters does not.
 */
export function readGpuPeaks(
  history: ActivityHistory,
  size: number,
  policy: ZombiePolicy,
): Float32Array {
  const peaks = history.gpuActivityMax.slice(0, size);
  const faint: number[] = [];
  for (let slot = 0; slot < size; slot += 1) {
    if (!Number.isNaN(peaks[slot])) continue;
    const avg = history.gpuActivityAvg[slot];
    peaks[slot] = avg;
    if (avg >= policy.gpuAvgUsedFrom && avg < policy.gpuUsedFrom) {
      faint.push(slot);
    }
  }
  if (faint.length === 0) return peaks;
  const raised = peaks.slice();
  for (const slot of faint) raised[slot] = policy.gpuUsedFrom;
  return keepsHours(raised, policy.gpuUsedFrom) ? raised : peaks;
}

/** Whether the GPU rises when requests come: small models answer without a trace, and then its rest tells nothing. */
export function gpuShowsRequests(
  history: ActivityHistory,
  peaks: Float32Array,
  synthetic: SyntheticRegimes | null,
  policy: ZombiePolicy,
): boolean {
  let [asked, shown] = [0, 0];
  for (let slot = 0; slot < peaks.length; slot += 1) {
    const peak = peaks[slot];
    const count = history.requests[slot];
    const tokens = history.generatedTokens[slot];
    if (!(count > 0) && !(tokens > 0)) continue;
    if (Number.isNaN(peak)) continue;
    if (synthetic && isSyntheticHour(count, tokens, streamAt(synthetic, slot)))
      continue;
    asked += 1;
    if (peak >= policy.gpuUsedFrom) shown += 1;
  }
  return asked < 5 || shown >= asked / 2;
}

/** Whether the GPU worked again and again while requests were never counted: then their zero is no evidence of silence. */
export function worksUncounted(
  history: ActivityHistory,
  peaks: Float32Array,
  policy: ZombiePolicy,
): boolean {
  let working = 0;
  for (let slot = 0; slot < peaks.length; slot += 1) {
    const peak = peaks[slot];
    if (history.requests[slot] > 0) return false;
    const isWork =
      peak >= STRONG_PEAK ||
      history.gpuActivityAvg[slot] >= policy.gpuBlipAvgBelow;
    if (peak >= policy.gpuUsedFrom && isWork) working += 1;
  }
  return working >= UNCOUNTED_HOURS;
}

/**
 * Whether activity of at least `usedFrom` keeps to some hours of the day in the last weeks. A stream that asks at all hours alike does not
 * explain that, nor does noise; users do.
 */
export function keepsHours(all: Float32Array, usedFrom: number): boolean {
  const peaks = new Float64Array(HOURS_OF_A_DAY);
  const seen = new Float64Array(HOURS_OF_A_DAY);
  let [allPeaks, allSeen] = [0, 0];
  for (
    let slot = Math.max(0, all.length - POOLED_HOURS);
    slot < all.length;
    slot += 1
  ) {
    const peak = all[slot];
    if (Number.isNaN(peak)) continue;
    const hour = slot % HOURS_OF_A_DAY;
    seen[hour] += 1;
    allSeen += 1;
    if (peak < usedFrom) continue;
    peaks[hour] += 1;
    allPeaks += 1;
  }
  if (allPeaks < FEWEST_PEAKS || allPeaks === allSeen) return false;
  const share = allPeaks / allSeen;
  let scatter = 0;
  for (let hour = 0; hour < HOURS_OF_A_DAY; hour += 1) {
    const expected = share * seen[hour];
    if (expected > 0) {
      scatter += (peaks[hour] - expected) ** 2 / (expected * (1 - share));
    }
  }
  return scatter / (HOURS_OF_A_DAY - 1) > BY_THE_HOUR;
}
