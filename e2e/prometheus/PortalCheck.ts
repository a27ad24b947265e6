import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { DataSource } from '@inference-portal/plugin-inference-common';
import { createCheckPrometheus } from '../../plugins/inference-backend/src/jobs/checkPrometheus';
import type { PrometheusClient } from '../../plugins/inference-backend/src/observe/metrics/PrometheusClient';
import type { OpenStores } from '../../plugins/inference-backend/src/record/__testUtils__/openStores';
import { openStores } from '../../plugins/inference-backend/src/record/__testUtils__/openStores';
import {
  batch,
  observation,
} from '../../plugins/inference-backend/src/record/__testUtils__/observations';
import type { InstantMs } from '../../plugins/inference-backend/src/types';
import { clientOf, sourceOf } from './realPrometheus';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** The job that asks a Prometheus how it is, with the plugin's stores, at instants that tests choose. */
export class PortalCheck {
  private constructor(
    private readonly stores: OpenStores,
    private readonly name: string,
  ) {}

  /** With one server in the inventory, of which Prometheus knows nothing. */
  static async create(name: string): Promise<PortalCheck> {
    const stores = await openStores(databases, 'SQLITE_3');
    await stores.apply(batch(0, [observation()]));
    return new PortalCheck(stores, name);
  }

  /** Runs the job once; the one data source it leaves. */
  async run(
    url: string,
    atMs: number,
    options: { timeoutMs?: number } = {},
  ): Promise<DataSource> {
    const at = atMs as InstantMs;
    const source = sourceOf(this.name, url, options.timeoutMs);
    const client = clientOf(source);
    const check = createCheckPrometheus({
      sources: [{ source, client: atInstant(client, at) }],
      inventory: this.stores.inventory,
      dataSources: this.stores.dataSources,
      logger: mockServices.logger.mock(),
      now: () => at,
    });
    await check(new AbortController().signal);
    const all = await this.stores.dataSources.list();
    if (all.length !== 1) throw new Error(`${all.length} data sources`);
    return all[0];
  }

  /** What the inventory holds, which no check may change. */
  async inventory(): Promise<unknown> {
    return this.stores.inventory.listServers({ filter: null, limit: 10 });
  }
}

/** Real servers know the time better than tests do: every query names its instant. */
function atInstant(
  client: PrometheusClient,
  at: InstantMs,
): Pick<PrometheusClient, 'query' | 'findVersion'> {
  return {
    query: (promql, options) => client.query(promql, { at, ...options }),
    findVersion: signal => client.findVersion(signal),
  };
}
