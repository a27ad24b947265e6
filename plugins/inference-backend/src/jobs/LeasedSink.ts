import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { DataSource } from '@inference-portal/plugin-inference-common';
import type { LedgerLook, ObservationSink } from '../observe/clusters/types';
import type { DataSourceStore, Fence, InventoryStore } from '../record';
import type { ObservationBatch } from '../types';
import type { LedgerSink } from './ledger/LedgerSink';
import type { ServerJoiner } from './ServerJoiner';
import type { ServerRegistrar } from './ServerRegistrar';

/**
 * Brings what one holder of a cluster's lease sees to the record, joined with the catalog and the registry. Once the lease is lost nothing
 * is written: the store refuses late batches by their fence, health reports end with `signal`.
 */
export class LeasedSink implements ObservationSink {
  readonly #inventory: Pick<InventoryStore, 'applyBatch' | 'updateJoins'>;
  readonly #dataSources: Pick<DataSourceStore, 'put'>;
  readonly #joiner: ServerJoiner;
  readonly #registrar: Pick<ServerRegistrar, 'registerServers'>;
  readonly #ledger: Pick<LedgerSink, 'apply'> | null;
  readonly #logger: LoggerService;
  readonly #fence: Fence;
  readonly #signal: AbortSignal;

  constructor(options: {
    inventory: Pick<InventoryStore, 'applyBatch' | 'updateJoins'>;
    dataSources: Pick<DataSourceStore, 'put'>;
    joiner: ServerJoiner;
    registrar: Pick<ServerRegistrar, 'registerServers'>;
    /** Null where no costs are counted. */
    ledger: Pick<LedgerSink, 'apply'> | null;
    logger: LoggerService;
    fence: Fence;
    signal: AbortSignal;
  }) {
    this.#inventory = options.inventory;
    this.#dataSources = options.dataSources;
    this.#joiner = options.joiner;
    this.#registrar = options.registrar;
    this.#ledger = options.ledger;
    this.#logger = options.logger;
    this.#fence = options.fence;
    this.#signal = options.signal;
  }

  async apply(batch: ObservationBatch): Promise<void> {
    const { version } = this.#joiner;
    const joins = await this.#joiner.joinAll(batch.servers);
    await this.#inventory.applyBatch(batch, joins, this.#fence);
    if (this.#joiner.version !== version) {
      // The catalog changed meanwhile, and its rejoin may have passed these servers before this batch was written.
      await this.#inventory.updateJoins(
        await this.#joiner.joinAll(batch.servers),
      );
    }
    await this.#register(batch);
  }

  async applyLedger(look: LedgerLook): Promise<void> {
    await this.#ledger?.apply(look);
  }

  /** The servers are recorded already, so a failure here must not make the observer send them again. */
  async #register({ servers, cluster }: ObservationBatch): Promise<void> {
    try {
      await this.#registrar.registerServers(
        servers.map(({ server }) => server.id),
      );
    } catch (error) {
      this.#logger.warn(
        `Servers of cluster ${cluster} could not be joined with registered versions, which is tried again within minutes: ${stringifyError(
          error,
        )}`,
      );
    }
  }

  async report(source: DataSource): Promise<void> {
    if (!this.#signal.aborted) {
      await this.#dataSources.put(source);
    }
  }
}
