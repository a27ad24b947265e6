import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { METRIC_NAME } from '../../../plugins/inference-backend-module-demo/src/prometheus/promql/labels';
import type { WrittenSeries } from '../../../plugins/inference-backend-module-demo/src/prometheus/promql/memoryDatabase';
import { samplesOf } from './excerpt';
import { excerptWindows } from './fleet';
import { formatSeries, openMetricsEnd } from './openMetrics';

const HOUR_MS = 3_600_000;
const NAMES =
  /^(up|kube_pod_info|DCGM_FI_(PROF_GR_ENGINE_ACTIVE|DEV_GPU_UTIL)|vllm:(num_requests_running|prompt_tokens_total))$/;

const window = excerptWindows[excerptWindows.length - 1];
const series = samplesOf(window).filter(({ labels }) =>
  NAMES.test(labels[METRIC_NAME]),
);

/** The hour that Prometheus is down for: the one whole hour in the middle of the present's excerpt. UTC ms. */
export const downFromMs = Math.ceil((window.fromMs + 1) / HOUR_MS) * HOUR_MS;
/** Its end. UTC ms. */
export const downToMs = downFromMs + HOUR_MS;

/** Samples with `fromMs <= t < toMs`, of what the portal asks for. */
export function samplesBetween(fromMs: number, toMs: number): WrittenSeries[] {
  return series
    .map(({ labels, samples }) => ({
      labels,
      samples: samples.filter(
        ([seconds]) => seconds * 1_000 >= fromMs && seconds * 1_000 < toMs,
      ),
    }))
    .filter(({ samples }) => samples.length > 0);
}

/** Makes blocks of samples with `fromMs <= t < toMs`, beside those that a data folder already holds. */
export function backfill(
  promtool: string,
  folder: string,
  [fromMs, toMs]: readonly [number, number],
): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${fromMs}.om`);
  const text = samplesBetween(fromMs, toMs).map(formatSeries).join('');
  writeFileSync(file, text + openMetricsEnd);
  execFileSync(
    promtool,
    [
      'tsdb',
      'create-blocks-from',
      'openmetrics',
      '--quiet',
      file,
      join(folder, 'data'),
    ],
    { stdio: 'ignore' },
  );
}
