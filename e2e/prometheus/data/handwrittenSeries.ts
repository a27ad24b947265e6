import type { WrittenSeries } from '../../../plugins/inference-backend-module-demo/src/prometheus/promql/memoryDatabase';
import { nowMs } from './fleet';
import { gatewaySeries } from './gatewaySeries';

const startSeconds = nowMs / 1_000 - 3_600;
const SCRAPE_SECONDS = 30;

/** A value for every scrape from an hour before {@link nowMs} on; undefined leaves the scrape out. */
function series(
  name: string,
  labels: Readonly<Record<string, string>>,
  value: (scrape: number) => number | undefined,
  shiftSeconds = 0,
): WrittenSeries {
  const samples: [number, number][] = [];
  for (let scrape = 0; scrape <= 120; scrape += 1) {
    const written = value(scrape);
    if (written !== undefined) {
      samples.push([
        startSeconds + scrape * SCRAPE_SECONDS + shiftSeconds,
        written,
      ]);
    }
  }
  return { labels: { __name__: name, ...labels }, samples };
}

const bounds = ['0.1', '0.5', '1.0', '5.0', '+Inf'];

/**
 * What the demo fleet has not: samples on whole instants, values that are no numbers, buckets that contradict each
 * other. Names begin with `probe_`, but for the gateways.
 */
export const handwrittenSeries: readonly WrittenSeries[] = [
  ...gatewaySeries(nowMs / 1_000),
  series(
    'prometheus_build_info',
    { version: '3.13.5', job: 'prometheus' },
    () => 1,
  ),
  // On whole instants: 60 a scrape interval of 5 minutes, growing in a curve.
  series('probe_aligned_total', { pod: 'steady' }, n => 6 * n),
  series('probe_aligned_total', { pod: 'curved' }, n => n * n),
  // Two seconds beside: no window of whole half minutes begins on a sample.
  series('probe_total', { pod: 'steady' }, n => 6 * n, 2),
  series('probe_total', { pod: 'restarting' }, n => 7 * (n % 17), 2),
  series('probe_total', { pod: 'restarting-twice' }, n => 3.25 * (n % 5), 2),
  series(
    'probe_total',
    { pod: 'with-gaps' },
    n => ((n > 30 && n < 41) || n === 60 || n === 90 ? undefined : 11 * n),
    2,
  ),
  // Restarts while nobody looks.
  series(
    'probe_total',
    { pod: 'gap-and-restart' },
    n => (n > 40 && n < 60 ? undefined : 5 * (n < 50 ? n : n - 50)),
    2,
  ),
  // Begins in the middle, as a new pod does; 24 s later the same pace would have had it at 0.
  series(
    'probe_total',
    { pod: 'born' },
    n => (n < 70 ? undefined : 8 + 10 * (n - 70)),
    2,
  ),
  series('probe_total', { pod: 'ended' }, n => (n > 80 ? undefined : 4 * n), 2),
  series('probe_total', { pod: 'single' }, n => (n === 50 ? 4 : undefined), 2),
  series('probe_total', { pod: 'huge' }, n => 1e15 + n * 1e12, 2),
  series('probe_total', { pod: 'tiny' }, n => n * 1e-9, 2),
  series('probe_gauge', { kind: 'wave' }, n => Math.sin(n / 7) * 12.5, 2),
  series('probe_gauge', { kind: 'negative' }, n => -0.25 * (n % 9), 2),
  series('probe_gauge', { kind: 'zero' }, () => 0, 2),
  series('probe_gauge', { kind: 'tiny' }, () => 1e-7, 2),
  series('probe_gauge', { kind: 'large' }, () => 1.5e21, 2),
  series('probe_odd', { kind: 'nan' }, () => NaN, 2),
  series('probe_odd', { kind: 'inf' }, () => Infinity, 2),
  series('probe_odd', { kind: 'minus-inf' }, () => -Infinity, 2),
  series('probe_odd', { kind: 'one' }, () => 1, 2),
  series(
    'probe_odd',
    { kind: 'sometimes-nan' },
    n => (n % 3 === 0 ? NaN : n),
    2,
  ),
  series(
    'probe_text',
    { kind: 'quote " backslash \\ newline \n end' },
    () => 3,
    2,
  ),
  series('probe_text', { kind: 'umlaut ä 漢' }, () => 4, 2),
  // Buckets: usual; falling, as when scrapes disagree; empty; without +Inf; with equal bounds; all in the last.
  ...bounds.map((le, i) =>
    series(
      'probe_seconds_bucket',
      { kind: 'usual', le },
      n => [2, 6, 7, 9, 10][i] * n,
      2,
    ),
  ),
  ...bounds.map((le, i) =>
    series(
      'probe_seconds_bucket',
      { kind: 'falling', le },
      n => [2, 6, 5, 9, 8][i] * n,
      2,
    ),
  ),
  ...bounds.map(le =>
    series('probe_seconds_bucket', { kind: 'empty', le }, () => 0, 2),
  ),
  ...bounds
    .slice(0, -1)
    .map((le, i) =>
      series('probe_seconds_bucket', { kind: 'open', le }, n => (i + 1) * n, 2),
    ),
  ...['1', '1.0', '+Inf'].map((le, i) =>
    series('probe_seconds_bucket', { kind: 'equal', le }, n => (i + 1) * n, 2),
  ),
  ...bounds.map((le, i) =>
    series(
      'probe_seconds_bucket',
      { kind: 'last', le },
      n => (i === 4 ? n : 0),
      2,
    ),
  ),
  ...['-1', '0', '+Inf'].map((le, i) =>
    series(
      'probe_seconds_bucket',
      { kind: 'below-zero', le },
      n => (i + 1) * n,
      2,
    ),
  ),
  series('probe_seconds_bucket', { kind: 'lonely', le: '+Inf' }, n => n, 2),
  series('probe_seconds_bucket', { kind: 'wrong', le: 'much' }, n => n, 2),
];
