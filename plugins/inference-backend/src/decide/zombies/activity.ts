import { HOUR_MS } from '../../durations';
import type { InstantMs } from '../../types';
import { type ActivityHistory, type ServerFacts } from './history';
import type { ZombiePolicy } from './policy';
import { dropBlips } from './blips';
import {
  gpuShowsRequests,
  keepsHours,
  readGpuPeaks,
  STRONG_PEAK,
  worksUncounted,
} from './gpuWitness';
import { QUIET, USED } from './hourStates';
import {
  findSyntheticRegimes,
  streamAt,
  type SyntheticRegimes,
} from './syntheticRegimes';
import { isSyntheticHour, type SyntheticStream } from './syntheticStream';

/** Weights are loaded so soon after the creation. */
const LOADING_HOURS = 3;

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
  /** First slot with a request of any kind, -1 when there is none. */
  readonly firstAskedSlot: number;
  /** Activity of the GPU by slot, 0 to 1, NaN when not told. */
  readonly gpuPeaks: Float32Array;
  /** Requests of all used hours. */
  readonly requestsInUse: number;
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
  const synthetic = findSyntheticRegimes(history, size, policy) ?? null;
  const gpuPeaks = readGpuPeaks(history, size, policy);
  const requestsEverCounted = history.requests
    .subarray(0, size)
    .some(count => count > 0);
  const judged = judgeHours(history, size, {
    policy,
    synthetic,
    gpuPeaks,
    gpuShared: facts.gpuShared,
    gpuTells:
      !facts.gpuShared &&
      gpuShowsRequests(history, gpuPeaks, synthetic, policy),
    gpuKeepsHours:
      synthetic !== null &&
      !facts.gpuShared &&
      keepsHours(gpuPeaks, policy.gpuUsedFrom),
    requestsEverCounted,
    zeroTells: facts.gpuShared || !worksUncounted(history, gpuPeaks, policy),
    bornSlot: (facts.createdAt - history.start) / HOUR_MS,
  });
  const { hours, byGpuAlone, weak, gpuOnlyHours } = judged;
  const blips = dropBlips(hours, weak);
  return {
    hours,
    start: history.start,
    end: (history.start + size * HOUR_MS) as InstantMs,
    byGpuAlone,
    synthetic: synthetic?.latest ?? null,
    firstAskedSlot: history.requests.findIndex(count => count > 0),
    gpuPeaks,
    requestsInUse: judged.requestsInUse,
    gpuOnlyHours,
    blips,
    requestsEverCounted,
    blind: isBlind(history, size, evaluatedAt, policy),
  };
}

/** What the whole record tells of its signals, before an hour is judged. */
interface Witnesses {
  readonly policy: ZombiePolicy;
  readonly synthetic: SyntheticRegimes | null;
  readonly gpuPeaks: Float32Array;
  readonly gpuShared: boolean;
  /** A GPU at rest tells of silence. */
  readonly gpuTells: boolean;
  /** Peaks of the GPU come by the hour of the day, so that a flat stream does not explain them. */
  readonly gpuKeepsHours: boolean;
  readonly requestsEverCounted: boolean;
  /** A count of zero tells of silence. */
  readonly zeroTells: boolean;
  /** Slot of the creation, below zero when it was before the record. */
  readonly bornSlot: number;
}

function judgeHours(
  history: ActivityHistory,
  size: number,
  witnesses: Witnesses,
) {
  const { policy, synthetic, gpuShared } = witnesses;
  const hours = new Uint8Array(size);
  const byGpuAlone = new Uint8Array(size);
  const weak = new Uint8Array(size);
  let [gpuOnlyHours, requestsInUse] = [0, 0];
  for (let slot = 0; slot < size; slot += 1) {
    const count = history.requests[slot];
    const tokens = history.generatedTokens[slot];
    const peak = gpuShared ? Number.NaN : witnesses.gpuPeaks[slot];
    const isCounted = count > 0 || tokens > 0;
    const isStream =
      isCounted &&
      synthetic !== null &&
      isSyntheticHour(count, tokens, streamAt(synthetic, slot));
    if (isCounted && !isStream) {
      hours[slot] = USED;
      requestsInUse += count > 0 ? count : 0;
    } else if (peak >= policy.gpuUsedFrom) {
      const avg = history.gpuActivityAvg[slot];
      // What answers a synthetic request is the stream's own work.
      const isOwnWork =
        isStream &&
        !witnesses.gpuKeepsHours &&
        avg < policy.syntheticGpuAvgBelow;
      if (isOwnWork) {
        hours[slot] = QUIET;
      } else {
        hours[slot] = USED;
        gpuOnlyHours += 1;
        weak[slot] = Number(
          !isCounted &&
            !Number.isNaN(count) &&
            isWithoutWork(slot, peak, avg, witnesses),
        );
      }
    } else if (count > 0 || (count === 0 && witnesses.zeroTells)) {
      hours[slot] = QUIET;
    } else if (witnesses.gpuTells && !Number.isNaN(peak)) {
      hours[slot] = QUIET;
      byGpuAlone[slot] = 1;
    }
  }
  return { hours, byGpuAlone, weak, gpuOnlyHours, requestsInUse };
}

/** Whether an hour with a peak but no request may be noise, a restart, or the loading of weights after the creation. */
function isWithoutWork(
  slot: number,
  peak: number,
  avg: number,
  { policy, requestsEverCounted, bornSlot }: Witnesses,
): boolean {
  if (requestsEverCounted) return avg < policy.countedBlipAvgBelow;
  if (Math.abs(slot - bornSlot) <= LOADING_HOURS) {
    return avg < policy.loadingAvgBelow;
  }
  return avg < policy.gpuBlipAvgBelow && peak < STRONG_PEAK;
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
