import { gpuOfUnit } from '../../fleet/nodeStories';
import { latencyFactorOf, noise } from './pieces';
import type { PodRecord } from './PodRecord';
import { isServing, requestsOf } from './PodRecord';
import { SCRAPE_INTERVAL_MS } from './SyntheticSeries';

/** Below this rate single requests show as single peaks. */
const SPARSE_PER_HOUR = 90;

/** Share of the time that the GPUs of a pod compute, 0 to 1. Never exactly 0 for long: drivers have a noise floor. */
export function gpuActivity(pod: PodRecord, timeMs: number): number {
  const chance = noise(pod, timeMs, 7);
  if (pod.busy) return 0.93 + 0.06 * chance;
  const floor = chance > 0.9 ? 0.004 : 0;
  if (!pod.traffic || !pod.story || !isServing(pod, timeMs)) return floor;
  const { shape, seconds } = pod.story.traffic;
  if (shape.kind === 'probes') return floor + 0.002;
  const rate = pod.traffic.rate(timeMs);
  if (rate === 0) return floor;
  if (rate < SPARSE_PER_HOUR) {
    const before = Math.max(pod.readyMs ?? 0, timeMs - SCRAPE_INTERVAL_MS);
    const requests =
      Math.floor(requestsOf(pod, timeMs)) - Math.floor(requestsOf(pod, before));
    return requests <= 0
      ? floor
      : Math.min(0.97, 0.2 + 0.5 * chance + (requests * seconds) / 60);
  }
  const load = pod.traffic.load(timeMs) * latencyFactorOf(pod);
  const mean = 1 - Math.exp(-2.6 * load);
  return Math.min(0.99, Math.max(floor, mean * (0.85 + 0.3 * chance)));
}

/** Physical GPU of the node, from 0, for each unit that the pod holds; each once. */
export function gpusOf(pod: PodRecord): number[] {
  const pool = pod.node?.pool;
  if (!pool) return [];
  return [
    ...new Set(pod.units.map(unit => gpuOfUnit(pool, pod.resource, unit))),
  ];
}

/** Share of a card's memory that a pod holds once its engine is up. Engines reserve their pool at start. */
export function memoryShare(pod: PodRecord): number {
  if (pod.resource === 'nvidia.com/gpu.shared') return 0.22;
  if (pod.engine === 'triton') return 0.31;
  if (pod.engine === 'tei') return 0.18;
  if (pod.engine === 'plain') return 0.42;
  if (pod.busy) return 0.94;
  return pod.story === null ? 0.02 : 0.89;
}
