import type { ActivityHistory } from '../../plugins/inference-backend/src/decide/zombies/history';
import type { InstantMs } from '../../plugins/inference-backend/src/types';
import type { Random } from './Random';

/** What truly happened on a server in its hours, and how well it is seen. */
export interface Signals {
  /** Requests of users, by slot. */
  readonly real: Float64Array;
  readonly tokensPerRequest: number;
  /** Share of the GPU's time that a request takes. */
  readonly workPerRequest: number;
  /** Requests of a monitor, by slot; each generates `syntheticTokens`. */
  readonly synthetic: Float64Array | null;
  readonly syntheticTokens: number;
  readonly countsRequests: 'yes' | 'no' | 'always-zero';
  readonly tellsTokens: boolean;
  readonly tellsGpu: boolean;
  /** Others work on the same GPUs. */
  readonly neighbours: boolean;
  /** Share of samples that are missing here and there. */
  readonly lossShare: number;
  /** Hours [from, to) in which nothing is seen. */
  readonly gaps: readonly (readonly [number, number])[];
  /** Lone peaks of the GPU an hour, without work. */
  readonly blipShare: number;
  /** Weights are loaded again and again from this slot on. */
  readonly restartsFrom: number | null;
}

export const plainSignals = {
  tokensPerRequest: 180,
  workPerRequest: 0.002,
  synthetic: null,
  syntheticTokens: 1,
  countsRequests: 'yes',
  tellsTokens: true,
  tellsGpu: true,
  neighbours: false,
  lossShare: 0.003,
  gaps: [],
  blipShare: 0,
  restartsFrom: null,
} satisfies Omit<Signals, 'real'>;

/** What the portal gets to see of it. */
export function toHistory(
  signals: Signals,
  start: InstantMs,
  random: Random,
): ActivityHistory {
  const size = signals.real.length;
  const empty = () => new Float32Array(size).fill(Number.NaN);
  const history = {
    start,
    requests: empty(),
    generatedTokens: empty(),
    gpuActivityMax: empty(),
    gpuActivityAvg: empty(),
    networkBytesPerSecond: empty(),
  };
  const probes = random.between(150, 2500);
  const floor = random.between(0.002, 0.02);
  for (let slot = 0; slot < size; slot += 1) {
    if (signals.gaps.some(([from, to]) => slot >= from && slot < to)) continue;
    const real = signals.real[slot];
    const probing = signals.synthetic?.[slot] ?? 0;
    const isSeen = () => !random.chance(signals.lossShare);
    if (signals.countsRequests !== 'no' && isSeen()) {
      const isCounted = signals.countsRequests === 'yes';
      history.requests[slot] = isCounted ? real + probing : 0;
      if (signals.tellsTokens && isCounted) {
        const scatter = Math.max(
          0.2,
          1 + (0.4 * random.normal()) / Math.sqrt(real + 1),
        );
        history.generatedTokens[slot] =
          Math.round(real * signals.tokensPerRequest * scatter) +
          probing * signals.syntheticTokens;
      }
    }
    if (signals.tellsGpu && isSeen()) {
      const gpu = gpuOf(signals, slot, floor, random);
      history.gpuActivityMax[slot] = gpu.max;
      history.gpuActivityAvg[slot] = gpu.avg;
    }
    if (isSeen()) {
      history.networkBytesPerSecond[slot] =
        probes * random.between(0.9, 1.1) +
        probing * 0.5 +
        real * random.between(0.5, 4);
    }
  }
  return history;
}

function gpuOf(signals: Signals, slot: number, floor: number, random: Random) {
  let avg = floor * random.between(0, 0.5);
  let max = floor * random.next();
  const real = signals.real[slot];
  if (real > 0) {
    const work = Math.min(0.95, real * signals.workPerRequest);
    avg += work;
    max = Math.max(max, Math.min(1, random.between(0.15, 0.5) + work));
  }
  if (signals.synthetic && signals.synthetic[slot] > 0) {
    max = Math.max(max, random.between(0.01, 0.07));
    avg += 0.001;
  }
  if (random.chance(signals.blipShare)) max = random.between(0.1, 0.3);
  if (signals.neighbours) {
    avg = random.between(0.2, 0.7);
    max = random.between(0.6, 1);
  }
  if (signals.restartsFrom !== null && slot >= signals.restartsFrom) {
    max = Math.max(max, random.between(0, 0.25));
  }
  return { max: Math.min(1, max), avg: Math.min(max, avg) };
}
