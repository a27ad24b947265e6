import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { GpuPriceSource } from '@inference-portal/plugin-inference-node';
import { DAY_MS } from '../../durations';
import type { CostSettings } from '../../observe/prices';
import type { InventoryStore } from '../../record';
import type { LedgerStore } from '../../record/ledger/LedgerStore';
import type { InstantMs } from '../../types';
import { scheduleRollUps } from '../scheduleRollUps';
import type { ServerJoiner } from '../ServerJoiner';
import { createBackfillLedger } from './backfillLedger';
import type { BackfillSource } from './ClusterBackfill';
import type { LedgerSinkOptions } from './LedgerSink';
import { createLoadPrices } from './loadPrices';
import { OwnershipRecorder } from './OwnershipRecorder';

/** What keeps the ledger true: observation, ownership, the past and prices. */
export class LedgerJobs {
  /** For the observation of clusters. */
  readonly sink: LedgerSinkOptions;
  readonly #ownership: OwnershipRecorder;
  readonly #backfill: (signal: AbortSignal) => Promise<void>;
  readonly #loadPrices: (signal: AbortSignal) => Promise<void>;
  readonly #settings: CostSettings;
  readonly #logger: LoggerService;
  readonly #ledger: LedgerStore;
  readonly #now: () => InstantMs;

  constructor(options: {
    settings: CostSettings;
    priceSources: readonly GpuPriceSource[];
    /** Names of the clusters that are observed. */
    clusters: readonly string[];
    prometheus: readonly BackfillSource[];
    ledger: LedgerStore;
    inventory: Pick<InventoryStore, 'listServers'>;
    joiner: Pick<ServerJoiner, 'join' | 'version'>;
    logger: LoggerService;
    now: () => InstantMs;
  }) {
    const { settings, ledger, inventory, logger, now } = options;
    const backfillMs = settings.backfillDays * DAY_MS;
    this.#settings = settings;
    this.#logger = logger;
    this.#ledger = ledger;
    this.#now = now;
    this.#ownership = new OwnershipRecorder(options);
    this.sink = { ledger, ownership: this.#ownership, backfillMs };
    this.#backfill = createBackfillLedger({
      clusters: options.clusters,
      sources: options.prometheus,
      ledger,
      inventory,
      migMeasure: settings.migMeasure,
      backfillMs,
      logger,
      now,
    });
    this.#loadPrices = createLoadPrices({
      settings,
      sources: options.priceSources,
      ledger,
      logger,
      now,
    });
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'inference-load-prices',
      frequency: { minutes: 1 },
      timeout: { minutes: 5 },
      fn: signal => this.#loadPrices(signal),
    });
    // Each replica knows the namespaces of the clusters that it observes.
    await scheduler.scheduleTask({
      id: 'inference-record-ownership',
      scope: 'local',
      frequency: { seconds: 30 },
      timeout: { minutes: 5 },
      initialDelay: { seconds: 10 },
      fn: async signal => {
        try {
          await this.#ownership.recordAll(signal);
        } catch (error) {
          this.#logger.warn(
            `Owners could not be brought to the ledger, which is tried again within the minute: ${stringifyError(
              error,
            )}`,
          );
        }
      },
    });
    await scheduleRollUps({
      ledger: this.#ledger,
      closeAfterDays: this.#settings.closeAfterDays,
      retentionDays: this.#settings.retentionDays,
      scheduler,
      logger: this.#logger,
      now: this.#now,
    });
    if (this.#settings.backfillDays > 0) {
      await scheduler.scheduleTask({
        id: 'inference-backfill-ledger',
        frequency: { minutes: 1 },
        timeout: { hours: 1 },
        initialDelay: { seconds: 15 },
        fn: signal => this.#backfill(signal),
      });
    }
  }
}
