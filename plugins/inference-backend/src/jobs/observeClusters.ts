import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ObservationSink } from '../observe/clusters/types';
import {
  StaleFenceError,
  type DataSourceStore,
  type Fence,
  type InventoryStore,
  type LeaseStore,
} from '../record';
import type { InstantMs } from '../types';
import { LeasedSink } from './LeasedSink';
import { LedgerSink, type LedgerSinkOptions } from './ledger/LedgerSink';
import type { ServerJoiner } from './ServerJoiner';
import type { ServerRegistrar } from './ServerRegistrar';

/** A lease that is not renewed for so long goes to whoever asks next. Together with a tick a takeover takes 25 s at most. */
export const LEASE_TTL_MS = 20_000;
/** How often leases are renewed or tried for, in seconds. */
export const TICK_SECONDS = 5;
const SHUTDOWN_GRACE_MS = 5_000;

/** A cluster that can be observed. */
export interface ObservableCluster {
  readonly name: string;
  /** Observes until `signal` aborts. Rejects only when it cannot go on by itself. */
  observe(sink: ObservationSink, signal: AbortSignal): Promise<void>;
}

interface Observation {
  readonly fence: Fence;
  readonly controller: AbortController;
  /** Settles when the observer ended; never rejects. */
  readonly ended: Promise<void>;
  /** By this replica's clock. */
  heldUntil: number;
  running: boolean;
}

/**
 * Shares clusters among backend replicas: each is observed by the replica that holds its lease. `tick` renews leases and
 * takes free ones, so call it more often than they expire.
 */
export class ObserveClusters {
  readonly #clusters: readonly ObservableCluster[];
  readonly #leases: LeaseStore;
  readonly #inventory: Pick<InventoryStore, 'applyBatch' | 'updateJoins'>;
  readonly #dataSources: Pick<DataSourceStore, 'put'>;
  readonly #joiner: ServerJoiner;
  readonly #registrar: Pick<ServerRegistrar, 'registerServers'>;
  readonly #costs: LedgerSinkOptions | null;
  readonly #logger: LoggerService;
  readonly #holder: string;
  readonly #now: () => number;
  readonly #observations = new Map<string, Observation>();
  #stopping = false;
  #ticking: Promise<void> = Promise.resolve();

  constructor(options: {
    clusters: readonly ObservableCluster[];
    leases: LeaseStore;
    inventory: Pick<InventoryStore, 'applyBatch' | 'updateJoins'>;
    dataSources: Pick<DataSourceStore, 'put'>;
    joiner: ServerJoiner;
    registrar: Pick<ServerRegistrar, 'registerServers'>;
    /** Where who held which GPUs is recorded; nowhere when it is left out. */
    costs?: LedgerSinkOptions;
    logger: LoggerService;
    /** Unique to this process. */
    holder: string;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#clusters = options.clusters;
    this.#leases = options.leases;
    this.#inventory = options.inventory;
    this.#dataSources = options.dataSources;
    this.#joiner = options.joiner;
    this.#registrar = options.registrar;
    this.#costs = options.costs ?? null;
    this.#logger = options.logger;
    this.#holder = options.holder;
    this.#now = options.now;
  }

  /** Renews or acquires the lease of every cluster and starts or ends its observation accordingly. Never rejects. */
  async tick(): Promise<void> {
    if (this.#stopping) {
      return;
    }
    this.#ticking = Promise.all(
      this.#clusters.map(cluster => this.#tend(cluster)),
    ).then(() => undefined);
    await this.#ticking;
  }

  /** Ends all observation and gives the leases back, so that other replicas go on at once. */
  async shutdown(): Promise<void> {
    this.#stopping = true;
    await this.#ticking;
    await Promise.all(
      [...this.#observations.keys()].map(async cluster => {
        await this.#end(cluster, 'the backend shuts down');
        try {
          await this.#leases.release({ cluster, holder: this.#holder });
        } catch (error) {
          this.#logger.warn(
            `The lease of cluster ${cluster} could not be released, another replica takes over when it expires: ${stringifyError(
              error,
            )}`,
          );
        }
      }),
    );
  }

  async #tend(cluster: ObservableCluster): Promise<void> {
    const now = this.#now();
    const observation = this.#observations.get(cluster.name);
    let fence: Fence | null;
    try {
      fence = await this.#leases.acquire({
        cluster: cluster.name,
        holder: this.#holder,
        now: now as InstantMs,
        ttlMs: LEASE_TTL_MS,
      });
    } catch (error) {
      this.#logger.warn(
        `The lease of cluster ${
          cluster.name
        } could not be renewed: ${stringifyError(error)}`,
      );
      if (observation && observation.heldUntil <= now) {
        await this.#end(cluster.name, 'its lease could not be renewed in time');
      }
      return;
    }
    if (observation && observation.fence.token === fence?.token) {
      observation.heldUntil = now + LEASE_TTL_MS;
      if (observation.running) {
        return;
      }
    }
    if (observation) {
      await this.#end(
        cluster.name,
        fence ? 'it starts anew' : 'another replica took it over',
      );
    }
    if (fence) {
      this.#start(cluster, fence, now);
    }
  }

  #start(cluster: ObservableCluster, fence: Fence, now: number): void {
    const controller = new AbortController();
    const { signal } = controller;
    const sink = new LeasedSink({
      inventory: this.#inventory,
      dataSources: this.#dataSources,
      joiner: this.#joiner,
      registrar: this.#registrar,
      ledger: this.#costs && new LedgerSink(this.#costs, fence),
      logger: this.#logger,
      fence,
      signal,
    });
    const run = async () => cluster.observe(sink, signal);
    const observation: Observation = {
      fence,
      controller,
      heldUntil: now + LEASE_TTL_MS,
      running: true,
      ended: run().then(
        () => this.#noteEnd(cluster.name, observation, null),
        error => this.#noteEnd(cluster.name, observation, error),
      ),
    };
    this.#observations.set(cluster.name, observation);
    this.#logger.info(`Observing cluster ${cluster.name}.`);
  }

  #noteEnd(cluster: string, observation: Observation, error: unknown): void {
    observation.running = false;
    if (error instanceof StaleFenceError) {
      this.#logger.info(error.message);
    } else if (!observation.controller.signal.aborted) {
      this.#logger.error(
        `Observation of cluster ${cluster} ended and is started again within ${TICK_SECONDS} s${
          error === null ? '.' : `: ${stringifyError(error)}`
        }`,
      );
    }
  }

  async #end(cluster: string, why: string): Promise<void> {
    const observation = this.#observations.get(cluster);
    if (!observation) {
      return;
    }
    this.#observations.delete(cluster);
    if (observation.running) {
      this.#logger.info(`Observation of cluster ${cluster} ends: ${why}.`);
    }
    observation.controller.abort();
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>(resolve => {
      timer = setTimeout(resolve, SHUTDOWN_GRACE_MS);
      timer.unref();
    });
    // An observer that hangs in a request must not hold up the others; its writes are refused by the fence.
    await Promise.race([observation.ended, grace]);
    clearTimeout(timer);
  }
}
