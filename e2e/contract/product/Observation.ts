import { mockServices } from '@backstage/backend-test-utils';
import type { DataSource } from '@inference-portal/plugin-inference-common';
import { builtinWorkloadAdapters } from '../../../plugins/inference-backend/src/observe/clusters/adapters';
import { ClusterObserver } from '../../../plugins/inference-backend/src/observe/clusters/ClusterObserver';
import type { ClusterAccess } from '../../../plugins/inference-backend/src/observe/clusters/config/ClusterConfig';
import { createClusterInventory } from '../../../plugins/inference-backend/src/observe/clusters/inventory';
import type { ObserverTimings } from '../../../plugins/inference-backend/src/observe/clusters/timings';
import type { ClusterInventory } from '../../../plugins/inference-backend/src/observe/clusters/types';
import type {
  ObservationBatch,
  ServerObservation,
} from '../../../plugins/inference-backend/src/types';
import { until } from '../cluster/until';

/** The product's real observer at work on a cluster, and what it has told so far. */
export class Observation {
  readonly batches: ObservationBatch[] = [];
  /** What the data source last said, and all that it ever said. */
  source: DataSource | null = null;
  readonly sources: DataSource[] = [];
  private readonly servers = new Map<string, ServerObservation>();
  private readonly end = new AbortController();
  private readonly run: Promise<void>;

  private constructor(
    access: ClusterAccess,
    timings: Partial<ObserverTimings>,
    readonly inventory: ClusterInventory,
  ) {
    const observer = new ClusterObserver({
      cluster: {
        name: 'contract',
        title: null,
        labels: {},
        paused: false,
        access,
        configKey: 'inference.clusters[0]',
        warnings: [],
      },
      inventory,
      sink: {
        apply: async batch => this.take(batch),
        // What GPUs cost is no matter of what is seen.
        applyLedger: async () => undefined,
        report: async source => {
          this.source = source;
          this.sources.push(source);
        },
      },
      logger: mockServices.logger.mock(),
      timings,
    });
    this.run = observer.run(this.end.signal);
  }

  /** Begins to observe and waits for the first complete batch. */
  static async begin(
    access: ClusterAccess,
    timings: Partial<ObserverTimings> = {},
  ): Promise<Observation> {
    const inventory = createClusterInventory({
      cluster: 'contract',
      adapters: builtinWorkloadAdapters,
      recognition: { ignoreNamespaces: [], images: [] },
    });
    const observation = new Observation(access, timings, inventory);
    try {
      await until('the first complete batch', async () =>
        observation.batches.some(({ complete }) => complete),
      );
    } catch (error) {
      await observation.stop();
      throw new Error(
        `${error}; the data source says ${JSON.stringify(observation.source)}`,
      );
    }
    return observation;
  }

  find(namespace: string, name: string): ServerObservation | undefined {
    return [...this.servers.values()].find(
      ({ key }) => key.namespace === namespace && key.name === name,
    );
  }

  list(namespace: string): ServerObservation[] {
    return [...this.servers.values()]
      .filter(({ key }) => key.namespace === namespace)
      .sort((a, b) => (a.key.name < b.key.name ? -1 : 1));
  }

  /** Waits until the cluster is shown as healthy. */
  async healthy(): Promise<DataSource> {
    return until('a healthy data source', async () =>
      this.source?.status === 'healthy' ? this.source : undefined,
    ).catch(error => {
      throw new Error(`${error}; it says ${JSON.stringify(this.source)}`);
    });
  }

  async stop(): Promise<void> {
    this.end.abort();
    await this.run;
  }

  private take(batch: ObservationBatch): void {
    if (batch.complete) this.servers.clear();
    for (const server of batch.servers) {
      this.servers.set(server.server.id, server);
    }
    for (const id of batch.removed) this.servers.delete(id);
    this.batches.push(batch);
  }
}
