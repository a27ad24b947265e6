import { NotFoundError } from '@backstage/errors';
import type { ClusterConfig } from '../../observe/clusters';
import { ClusterConnection } from '../../observe/clusters/connection/ClusterConnection';
import type { InstantMs } from '../../types';
import { ClusterWriter } from './ClusterWriter';

/** Opens the clusters of the configuration for writing, each when it is first asked for and once. */
export class ClusterWriters {
  readonly #clusters: ReadonlyMap<string, Pick<ClusterConfig, 'access'>>;
  readonly #open = new Map<string, ClusterConnection>();
  readonly #now: () => number;

  constructor(options: {
    clusters: readonly Pick<ClusterConfig, 'name' | 'access'>[];
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#clusters = new Map(options.clusters.map(one => [one.name, one]));
    this.#now = options.now;
  }

  /** Writes until `signal` aborts. Throws `NotFoundError` for a cluster that is not configured. */
  writerOf(cluster: string, signal: AbortSignal): ClusterWriter {
    return new ClusterWriter({ cluster: this.connectionOf(cluster), signal });
  }

  /** The connection itself. Throws likewise. */
  connectionOf(cluster: string): ClusterConnection {
    const config = this.#clusters.get(cluster);
    if (!config) {
      throw new NotFoundError(
        `Cluster ${cluster} is not configured (any more): add it to inference.clusters to change its servers`,
      );
    }
    let connection = this.#open.get(cluster);
    if (!connection) {
      connection = new ClusterConnection({
        access: config.access,
        now: () => this.#now() as InstantMs,
      });
      this.#open.set(cluster, connection);
    }
    return connection;
  }

  /** Ends all connections. */
  close(): void {
    for (const connection of this.#open.values()) {
      connection.close();
    }
    this.#open.clear();
  }
}
