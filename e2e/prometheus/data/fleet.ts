import { createDemoFleet } from '../../../plugins/inference-backend-module-demo/src/fleet/DemoFleet';
import {
  HOUR_MS,
  MINUTE_MS,
} from '../../../plugins/inference-backend-module-demo/src/fleet/durations';
import { createDemoCluster } from '../../../plugins/inference-backend-module-demo/src/standalone';
import { createFleetDatabase } from '../../../plugins/inference-backend-module-demo/src/prometheus/series/FleetDatabase';
import { scheduleOf } from '../../../plugins/inference-backend-module-demo/src/prometheus/series/scrapeFailures';
import type { Interval } from '../../../plugins/inference-backend-module-demo/src/prometheus/series/SyntheticSeries';

/** The present of the excerpt. Fixed, so that a failure shows again. UTC ms. */
export const nowMs = Date.UTC(2026, 9, 14, 14, 30);
const clock = () => nowMs;

/** A span of time in which the samples of some servers are copied to the real servers. */
export interface ExcerptWindow extends Interval {
  readonly name: string;
  /** `<namespace>/<name>` of servers whose engines, GPUs and pods are copied. */
  readonly servers: readonly string[];
}

const fleet = createDemoFleet({ seed: 7, nowMs });

/** The series of the demo fleet at {@link nowMs}. */
export const fleetDatabase = createFleetDatabase({
  fleet,
  clusters: {
    'demo-eu-west': createDemoCluster(fleet, 'demo-eu-west', clock),
    'demo-us-east': createDemoCluster(fleet, 'demo-us-east', clock),
  },
  clock,
});

/** A server whose container restarted. */
export const RESTARTED = 'code/code-completion';
/** A server that could not be scraped for hours. */
export const UNREACHED = 'search/search-embeddings-e5';

/** Names of the pods that servers have or had. */
export function podNamesOf(servers: readonly string[]): ReadonlySet<string> {
  return new Set(
    fleetDatabase.registry.records
      .filter(
        ({ story, namespace }) =>
          story && servers.includes(`${namespace}/${story.name}`),
      )
      .map(({ name }) => name),
  );
}

function lastRestart(): number {
  const pods = podNamesOf([RESTARTED]);
  return Math.max(
    ...fleetDatabase.registry.records
      .filter(({ name }) => pods.has(name))
      .flatMap(({ restartsMs }) => restartsMs),
  );
}

/** The latest of the intervals; an excerpt of something that does not happen would prove nothing. */
function latest(intervals: readonly Interval[], what: string): Interval {
  const found = [...intervals].sort((a, b) => b.fromMs - a.fromMs)[0];
  if (!found) throw new Error(`The demo fleet has no ${what}`);
  return found;
}

/** Minute of the last restart of {@link RESTARTED}. UTC ms. */
export const restartMs = Math.floor(lastRestart() / MINUTE_MS) * MINUTE_MS;
const schedule = scheduleOf(nowMs, 'any', `demo-us-east/${UNREACHED}`);
const outage = latest(schedule.outages, 'outage of Prometheus');
/** When {@link UNREACHED} could not be scraped. */
export const gap = latest(schedule.gaps, `failed scrapes of ${UNREACHED}`);

/** Oldest first. */
export const excerptWindows: readonly ExcerptWindow[] = [
  {
    name: 'Prometheus is down for two hours',
    fromMs: outage.fromMs - 90 * MINUTE_MS,
    toMs: outage.toMs + 90 * MINUTE_MS,
    servers: ['platform-ml/shared-llama-70b', 'fraud/fraud-scorer', RESTARTED],
  },
  {
    name: 'a server is not scraped for hours',
    fromMs: gap.fromMs - 90 * MINUTE_MS,
    toMs: gap.toMs + 90 * MINUTE_MS,
    servers: [UNREACHED],
  },
  {
    name: 'a container restarts',
    fromMs: restartMs - 90 * MINUTE_MS,
    toMs: restartMs + 90 * MINUTE_MS,
    servers: [RESTARTED, 'support/support-triage'],
  },
  {
    name: 'the present, with a rollout',
    fromMs: nowMs - 2 * HOUR_MS,
    toMs: nowMs,
    servers: [
      'support/support-chat',
      'support/support-triage',
      'support/support-intent-v1',
      'platform-ml/shared-llama-70b',
      'fraud/fraud-scorer',
      'fraud/transaction-narrator',
      'playground/playground-gemma-4b',
      'search/search-embeddings',
      RESTARTED,
    ],
  },
];
