import { createDemoFleet } from '../../../plugins/inference-backend-module-demo/src/fleet/DemoFleet';
import { MINUTE_MS } from '../../../plugins/inference-backend-module-demo/src/fleet/durations';
import { PrometheusServer } from '../../../plugins/inference-backend-module-demo/src/prometheus/http/PrometheusServer';
import {
  labelsKey,
  METRIC_NAME,
} from '../../../plugins/inference-backend-module-demo/src/prometheus/promql/labels';
import type { Exporter } from '../../../plugins/inference-backend-module-demo/src/prometheus/scrape/Exporter';
import { ExporterList } from '../../../plugins/inference-backend-module-demo/src/prometheus/scrape/ExporterList';
import { createFleetDatabase } from '../../../plugins/inference-backend-module-demo/src/prometheus/series/FleetDatabase';
import { SyntheticSeries } from '../../../plugins/inference-backend-module-demo/src/prometheus/series/SyntheticSeries';
import { createDemoCluster } from '../../../plugins/inference-backend-module-demo/src/standalone';
import { gap, nowMs, RESTARTED, restartMs, UNREACHED } from './fleet';

/** An instant of the story at which real servers scrape the fleet. */
export interface Moment {
  readonly name: string;
  readonly atMs: number;
  /** Something that would not be so at another moment. */
  readonly expectation: {
    readonly query: string;
    readonly values: readonly number[];
  };
}

/** So long after something that other rollouts of the same minute are over. */
const SETTLED_MS = 20 * MINUTE_MS;
const ROLLED_OUT = 'support/support-chat';
const upOf = (server: string) => `up{job="${server}"}`;

/** Oldest first: a counter falls from one to the next only where its container has restarted. */
export const moments: readonly Moment[] = [
  {
    name: 'a server cannot be scraped',
    atMs: gap.fromMs + SETTLED_MS,
    expectation: { query: `max(${upOf(UNREACHED)})`, values: [0] },
  },
  {
    name: 'it can be scraped again',
    atMs: gap.toMs + SETTLED_MS,
    expectation: { query: `min(${upOf(UNREACHED)})`, values: [1] },
  },
  {
    name: 'a container has restarted',
    atMs: restartMs + 2 * MINUTE_MS,
    expectation: {
      query: `count(resets({__name__=~".+:prompt_tokens_total",job="${RESTARTED}"}[15m]) > 0)`,
      values: [1],
    },
  },
  {
    name: 'a rollout has one of three pods ready',
    atMs: nowMs - 54 * MINUTE_MS,
    expectation: { query: `sum(${upOf(ROLLED_OUT)})`, values: [1] },
  },
  {
    name: 'the rollout is done',
    atMs: nowMs,
    expectation: { query: `sum(${upOf(ROLLED_OUT)})`, values: [3] },
  },
];

/** The demo fleet with its metrics pages, at an instant of the story that tests choose. */
export class LiveFleet {
  private timeMs = nowMs;
  private readonly clock = () => this.timeMs;
  private readonly exporters: ExporterList;
  private readonly server: PrometheusServer;

  constructor() {
    const fleet = createDemoFleet({ seed: 7, nowMs });
    const present = () => nowMs;
    const database = createFleetDatabase({
      fleet,
      clusters: {
        'demo-eu-west': createDemoCluster(fleet, 'demo-eu-west', present),
        'demo-us-east': createDemoCluster(fleet, 'demo-us-east', present),
      },
      clock: this.clock,
    });
    // The clusters show the present: pods are read of them before the clock goes back.
    database.registry.refresh(nowMs);
    this.exporters = new ExporterList({ fleet, registry: database.registry });
    this.server = new PrometheusServer({
      database,
      exporters: this.exporters,
      clock: this.clock,
    });
  }

  start(): Promise<{ url: string }> {
    return this.server.start({ port: 0 });
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  setTime(timeMs: number): void {
    this.timeMs = timeMs;
  }

  /** Everything with a metrics page at an instant. */
  exportersAt(timeMs: number): Exporter[] {
    return this.exporters.listAt(timeMs);
  }

  /** What the pages say now, by the labels that series have once they are stored. */
  pageValues(): Map<string, number> {
    const values = new Map<string, number>();
    for (const exporter of this.exporters.listAt(this.timeMs)) {
      const isUp = exporter.isUp(this.timeMs) === true;
      values.set(
        labelsKey({ [METRIC_NAME]: 'up', ...exporter.targetLabels }),
        isUp ? 1 : 0,
      );
      if (!isUp) continue;
      for (const { sources } of exporter.exportedAt(this.timeMs)) {
        for (const source of sources) {
          if (this.timeMs < source.fromMs() || this.timeMs >= source.toMs())
            continue;
          const value = source.valueAt(this.timeMs);
          if (value === null) continue;
          const { labels } = new SyntheticSeries(source, this.clock);
          values.set(labelsKey(labels), value);
        }
      }
    }
    return values;
  }
}
