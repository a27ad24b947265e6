import { spawnSync } from 'node:child_process';
import { metricsPage } from '../../plugins/inference-backend-module-demo/src/prometheus/scrape/Exporter';
import { LiveFleet } from './data/LiveFleet';
import { nowMs } from './data/fleet';
import { generations } from './realPrometheus';
import { realServers } from './servers';

/** What promtool finds to be against good taste in the names that the real exporters use. */
const TASTE = [
  / no help text$/,
  / metric names should not contain ':'$/,
  / label names should be written in 'snake_case' not 'camelCase'$/,
  / counter metrics should have "_total" suffix$/,
  / non-histogram and non-summary metrics should not have "_(count|sum)" suffix$/,
  / metric names should not contain abbreviated units$/,
];
/** promtool: readable, but not to its taste. */
const EXIT_LINT = 3;

/** One page of each kind: of those with the same metrics. */
const pages = [
  ...new Map(
    new LiveFleet()
      .exportersAt(nowMs)
      .filter(exporter => exporter.isUp(nowMs))
      .map(exporter => metricsPage(exporter, nowMs))
      .map(page => [page.match(/^# TYPE .*$/gm)?.join() ?? '', page]),
  ).values(),
];

describe.each(generations)('promtool of %s', generation => {
  it('reads the metrics pages of the demo fleet', () => {
    const { promtool } = realServers[generation];
    expect(pages.length).toBeGreaterThan(8);
    for (const input of pages) {
      const { status, stdout, stderr } = spawnSync(
        promtool,
        ['check', 'metrics'],
        { input, encoding: 'utf8' },
      );
      const complaints = `${stdout}${stderr}`
        .split('\n')
        .filter(line => line && !TASTE.some(known => known.test(line)));
      expect(complaints).toEqual([]);
      expect([0, EXIT_LINT]).toContain(status);
    }
  });

  it('finds a page out that is not in the format', () => {
    const { status } = spawnSync(
      realServers[generation].promtool,
      ['check', 'metrics'],
      { input: pages[0].replace('"', "'"), encoding: 'utf8' },
    );
    expect(status).toBe(1);
  });
});
