import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { DAY_MS } from '../../durations';
import {
  findClusterSource,
  matcherOf,
} from '../../observe/metrics/clusterSources';
import type { PrometheusSource } from '../../observe/metrics/PrometheusConfig';
import type { UsageClient } from '../../observe/metrics/usage/askSharded';
import { listAllServers } from '../../record';
import type { InventoryStore, LedgerStore } from '../../record';
import type { UsageStore } from '../../record/usage/UsageStore';
import type { InstantMs } from '../../types';
import { UsageCollector } from './UsageCollector';

/** Hours of so many days are kept. */
export const HOUR_DAYS = 100;
/** Days, with what they add up to and which of their hours were active: 25 months. */
const DAY_DAYS = 763;

/** A Prometheus to collect usage from. */
export interface UsagePrometheus {
  readonly source: Pick<PrometheusSource, 'name' | 'clusters' | 'clusterLabel'>;
  readonly client: UsageClient;
}

/** Collects what servers did, hour by hour, cluster by cluster. */
export class UsageJobs {
  readonly #collectors: readonly UsageCollector[];
  readonly #store: UsageStore;
  readonly #logger: LoggerService;
  readonly #now: () => InstantMs;

  constructor(options: {
    /** Names of the clusters that are observed. */
    clusters: readonly string[];
    prometheus: readonly UsagePrometheus[];
    store: UsageStore;
    ledger: Pick<LedgerStore, 'readLedger'>;
    inventory: Pick<InventoryStore, 'listServers'>;
    logger: LoggerService;
    now: () => InstantMs;
  }) {
    const { clusters, prometheus, inventory, store, logger, now } = options;
    this.#store = store;
    this.#logger = logger;
    this.#now = now;
    this.#collectors = clusters.flatMap(cluster => {
      const own = findClusterSource(prometheus, cluster);
      return own
        ? [
            new UsageCollector({
              ...options,
              prometheus: own.source.name,
              cluster,
              client: own.client,
              matcher: matcherOf(own.source, cluster, clusters),
              listServers: () =>
                listAllServers(inventory, {
                  kind: 'cluster',
                  anyOf: [cluster],
                }),
              backfillMs: HOUR_DAYS * DAY_MS,
            }),
          ]
        : [];
    });
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    for (const [index, collector] of this.#collectors.entries()) {
      await scheduler.scheduleTask({
        id: `inference-collect-usage-${collector.name}`,
        frequency: { minutes: 1 },
        timeout: { hours: 1 },
        // After the first look at the clusters, and not all at once.
        initialDelay: { seconds: 20 + 5 * (index % 6) },
        fn: signal => collector.run(signal),
      });
    }
    await scheduler.scheduleTask({
      id: 'inference-prune-usage',
      frequency: { hours: 12 },
      timeout: { hours: 1 },
      initialDelay: { minutes: 15 },
      fn: async () => {
        try {
          await this.#store.prune({
            hoursBefore: (this.#now() - HOUR_DAYS * DAY_MS) as InstantMs,
            daysBefore: (this.#now() - DAY_DAYS * DAY_MS) as InstantMs,
          });
        } catch (error) {
          this.#logger.warn(
            `Old usage could not be deleted, which is tried again: ${stringifyError(
              error,
            )}`,
          );
        }
      },
    });
  }
}
