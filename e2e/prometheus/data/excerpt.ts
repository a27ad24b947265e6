import { createMatcher } from '../../../plugins/inference-backend-module-demo/src/prometheus/promql/matchers';
import type { Labels } from '../../../plugins/inference-backend-module-demo/src/prometheus/promql/labels';
import { METRIC_NAME } from '../../../plugins/inference-backend-module-demo/src/prometheus/promql/labels';
import type { WrittenSeries } from '../../../plugins/inference-backend-module-demo/src/prometheus/promql/memoryDatabase';
import { createMemoryDatabase } from '../../../plugins/inference-backend-module-demo/src/prometheus/promql/memoryDatabase';
import type {
  SeriesDatabase,
  StoredSeries,
} from '../../../plugins/inference-backend-module-demo/src/prometheus/promql/values';
import type { ExcerptWindow } from './fleet';
import { excerptWindows, fleetDatabase, podNamesOf } from './fleet';
import { handwrittenSeries } from './handwrittenSeries';

const everything = [createMatcher(METRIC_NAME, '=~', '.+')];
const LOOKBACK_MS = 5 * 60_000;

/** Which series of the fleet are copied: all `up`, all of machines, idle GPUs by one metric, and all of some servers. */
function scopeOf(window: ExcerptWindow): (labels: Labels) => boolean {
  const pods = podNamesOf(window.servers);
  return labels => {
    const name = labels[METRIC_NAME];
    if (name === 'up' || name.startsWith('kube_node_')) return true;
    const pod = labels.exported_pod ?? labels.pod ?? '';
    return (
      pods.has(pod) ||
      (name === 'DCGM_FI_PROF_GR_ENGINE_ACTIVE' &&
        pod.includes('dcgm-exporter'))
    );
  };
}

const scopes = excerptWindows.map(window => ({
  window,
  isIn: scopeOf(window),
}));

/** The fleet's own series, as far as they are copied. */
export const excerptDatabase: SeriesDatabase = {
  select: (matchers, afterMs, toMs) => {
    const scope = scopes.find(
      ({ window }) => toMs > window.fromMs && toMs <= window.toMs,
    );
    return scope
      ? fleetDatabase
          .select(matchers, afterMs, toMs)
          .filter(series => scope.isIn(series.labels))
      : [];
  },
};

function copiedSeries(window: ExcerptWindow): StoredSeries[] {
  return excerptDatabase.select(everything, window.fromMs, window.toMs);
}

/** All samples of one window as they are written into the real servers' blocks, without those written by hand. */
export function samplesOf(window: ExcerptWindow): WrittenSeries[] {
  return copiedSeries(window).flatMap(series => {
    const { times, values } = series.samples(window.fromMs, window.toMs);
    return times.length === 0
      ? []
      : [
          {
            labels: series.labels,
            samples: times.map(
              (timeMs, i) => [timeMs / 1_000, values[i]] as const,
            ),
          },
        ];
  });
}

/** The same samples as in the real servers' blocks, those written by hand included. */
export function createWrittenDatabase(): SeriesDatabase {
  const databases = excerptWindows.map(window => ({
    window,
    database: createMemoryDatabase(samplesOf(window)),
  }));
  const handwritten = createMemoryDatabase(handwrittenSeries);
  return {
    select: (matchers, afterMs, toMs) => [
      ...handwritten.select(matchers, afterMs, toMs),
      ...databases
        .filter(({ window }) => toMs > window.fromMs && afterMs < window.toMs)
        .flatMap(({ database }) => database.select(matchers, afterMs, toMs)),
    ],
  };
}

/**
 * Whether some copied series has ended within the five minutes before an instant. A Prometheus that scrapes marks its
 * end; blocks made from text carry no such marks, so that the last sample stays for five minutes.
 */
export function hasFreshEnds(window: ExcerptWindow, atMs: number): boolean {
  return copiedSeries(window).some(
    series =>
      series.latest(atMs, LOOKBACK_MS) === undefined &&
      series.samples(atMs - LOOKBACK_MS, atMs).times.length > 0,
  );
}

/** Whether some copied series has its first sample within the hour before an instant. */
export function hasYoungSeries(window: ExcerptWindow, atMs: number): boolean {
  const hourBefore = atMs - 60 * 60_000;
  return copiedSeries(window).some(
    series =>
      series.samples(window.fromMs, hourBefore).times.length === 0 &&
      series.samples(hourBefore, atMs).times.length > 0,
  );
}
