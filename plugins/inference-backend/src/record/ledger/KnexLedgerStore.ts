import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type {
  CommitmentRow,
  Ledger,
  OwnershipInterval,
  PriceRow,
  PriceSource,
  UnobservedSpan,
} from '../../decide/cost/ledger';
import type { CostDimensions, CostTerm } from '../../decide/cost/terms';
import type { InstantMs } from '../../types';
import { applyMigrations } from '../database/applyMigrations';
import type { Fence } from '../leases/LeaseStore';
import type {
  ClosedMonth,
  CostSum,
  CostSumQuery,
  DirtyPartition,
  LedgerBatch,
  LedgerStore,
  TimeWindow,
} from './LedgerStore';
import { findObservedTo } from './operations/batches';
import { closeMonths, listClosedMonths } from './operations/closedMonths';
import { DayMarker } from './operations/DayMarker';
import { isRolledUp, listDirty, openDays } from './operations/partitions';
import {
  readCommitments,
  readPrices,
  replaceCommitments,
  replacePrices,
} from './operations/prices';
import { prune } from './operations/prune';
import { readIntervals } from './operations/readIntervals';
import { readOwnership } from './operations/readOwnership';
import { recordEstimates } from './operations/recordEstimates';
import { recordLedgerBatch } from './operations/recordLedgerBatch';
import { recordOwnership } from './operations/recordOwnership';
import { replaceDay } from './operations/replaceDay';
import { sumClosedDays, sumDays } from './operations/sumDays';
import { putSpan } from './operations/watchedSpans';

/** LedgerStore in the plugin's database. */
export class KnexLedgerStore implements LedgerStore {
  readonly timezones: readonly string[];
  readonly #db: Knex;
  readonly #marker: DayMarker;

  /** `timezones`: IANA names of the report zones, which get daily roll-ups. */
  static async create(options: {
    database: DatabaseService;
    timezones: readonly string[];
  }): Promise<KnexLedgerStore> {
    return new KnexLedgerStore(await applyMigrations(options.database), [
      ...new Set(options.timezones),
    ]);
  }

  private constructor(db: Knex, timezones: readonly string[]) {
    this.#db = db;
    this.timezones = timezones;
    this.#marker = new DayMarker(timezones);
  }

  async applyBatch(batch: LedgerBatch, fence: Fence): Promise<void> {
    await recordLedgerBatch(this.#db, batch, fence, this.#marker);
  }

  async addEstimates(
    options: Parameters<LedgerStore['addEstimates']>[0],
  ): Promise<void> {
    await recordEstimates(this.#db, options, this.#marker);
  }

  async getObservedTo(cluster: string): Promise<InstantMs | null> {
    return findObservedTo(this.#db, cluster);
  }

  async addUnobserved(span: UnobservedSpan): Promise<void> {
    await this.#db.transaction(tx =>
      putSpan(tx, 'unobserved', span, this.#marker),
    );
  }

  async setOwnership(
    from: InstantMs,
    ownership: readonly Omit<OwnershipInterval, 'from' | 'to'>[],
  ): Promise<void> {
    await recordOwnership(this.#db, from, ownership, this.#marker);
  }

  async replacePrices(
    source: PriceSource,
    rows: readonly PriceRow[],
  ): Promise<void> {
    await replacePrices(this.#db, source, rows, this.#marker);
  }

  async replaceCommitments(rows: readonly CommitmentRow[]): Promise<void> {
    await replaceCommitments(this.#db, rows, this.#marker);
  }

  async listPrices(): Promise<readonly PriceRow[]> {
    return readPrices(this.#db);
  }

  async listCommitments(): Promise<readonly CommitmentRow[]> {
    return readCommitments(this.#db);
  }

  async readLedger(
    window: TimeWindow,
    clusters?: readonly string[],
  ): Promise<Ledger> {
    return readIntervals(this.#db, window, clusters);
  }

  async readOwnership(
    window: TimeWindow,
    subjects: readonly string[],
  ): Promise<readonly OwnershipInterval[]> {
    return readOwnership(this.#db, window, subjects);
  }

  async openDays(now: InstantMs, refreshMs: number): Promise<void> {
    await openDays(this.#db, this.timezones, now, refreshMs);
  }

  async listDirty(limit: number): Promise<readonly DirtyPartition[]> {
    return listDirty(this.#db, this.timezones, limit);
  }

  async replaceDay(
    partition: DirtyPartition,
    lines: Iterable<{ dimensions: CostDimensions; term: CostTerm }>,
    computedTo: InstantMs,
  ): Promise<void> {
    await replaceDay(this.#db, partition, lines, computedTo);
  }

  async isRolledUp(window: TimeWindow, timezone: string): Promise<boolean> {
    return (
      this.timezones.includes(timezone) &&
      (await isRolledUp(this.#db, window, timezone))
    );
  }

  async sumDays(query: CostSumQuery): Promise<readonly CostSum[]> {
    return sumDays(this.#db, query);
  }

  async closeMonths(now: InstantMs, afterMs: number): Promise<number> {
    return closeMonths(this.#db, this.timezones, now, afterMs);
  }

  async listClosedMonths(
    window: TimeWindow,
    timezone: string,
  ): Promise<readonly ClosedMonth[]> {
    return this.timezones.includes(timezone)
      ? listClosedMonths(this.#db, window, timezone)
      : [];
  }

  async sumClosedDays(query: CostSumQuery): Promise<readonly CostSum[]> {
    return sumClosedDays(this.#db, query);
  }

  async prune(options: {
    intervalsBefore: InstantMs;
    daysBefore: InstantMs;
  }): Promise<number> {
    return prune(this.#db, options);
  }
}
