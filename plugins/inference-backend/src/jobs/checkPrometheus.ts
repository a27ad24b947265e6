import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { assessPrometheus } from '../observe/metrics/assessPrometheus';
import type { PrometheusClient } from '../observe/metrics/PrometheusClient';
import type { PrometheusSource } from '../observe/metrics/PrometheusConfig';
import { runHealthQueries } from '../observe/metrics/runHealthQueries';
import type { DataSourceStore, InventoryStore, UsageStore } from '../record';
import type { InstantMs } from '../types';
import { countExpectedPods } from './countExpectedPods';
import { usageIssues } from './usage/usageIssues';

/** A configured Prometheus with its client. */
export interface CheckedPrometheus {
  readonly source: PrometheusSource;
  readonly client: Pick<PrometheusClient, 'query' | 'findVersion'>;
}

/** Makes the scheduled task that asks every Prometheus how it is. One that fails never hides the others. */
export function createCheckPrometheus(options: {
  sources: readonly CheckedPrometheus[];
  inventory: Pick<InventoryStore, 'listServers'>;
  dataSources: DataSourceStore;
  /** Where the collection of usage writes down what keeps hours open. */
  usage?: Pick<UsageStore, 'listSources'>;
  logger: LoggerService;
  /** Milliseconds since the Unix epoch. */
  now: () => number;
}): (signal: AbortSignal) => Promise<void> {
  const { sources, inventory, dataSources, logger, now } = options;

  const check = async (
    { source, client }: CheckedPrometheus,
    signal: AbortSignal,
  ) => {
    const look = await runHealthQueries(client, signal);
    if (signal.aborted) {
      return;
    }
    const id = `prometheus:${source.name}`;
    const previous = (await dataSources.list()).find(known => known.id === id);
    await dataSources.put(
      assessPrometheus({
        source,
        look,
        expectedPods: await countExpectedPods(inventory, source.clusters),
        usage: usageIssues(
          source.name,
          (await options.usage?.listSources()) ?? [],
        ),
        previous,
        now: now() as InstantMs,
      }),
    );
  };

  return async signal => {
    await Promise.all(
      sources.map(entry =>
        check(entry, signal).catch(error =>
          logger.warn(
            `Prometheus ${
              entry.source.name
            } could not be checked: ${stringifyError(error)}`,
          ),
        ),
      ),
    );
  };
}
