import type { Knex } from 'knex';
import { checkPrices } from '../../plugins/inference-backend/src/decide/cost/checkPrices';
import type {
  AllocationInterval,
  NodeInterval,
  OwnershipInterval,
  PriceRow,
} from '../../plugins/inference-backend/src/decide/cost/ledger';
import { KnexLeaseStore } from '../../plugins/inference-backend/src/record/leases/KnexLeaseStore';
import { KnexLedgerStore } from '../../plugins/inference-backend/src/record/ledger/KnexLedgerStore';
import type { Fence } from '../../plugins/inference-backend/src/record/leases/LeaseStore';
import type { InstantMs } from '../../plugins/inference-backend/src/types';
import type { InputProblems } from './InputProblems';
import { readRows } from './readRows';
import { readAllocation, readNode, readPrice } from './records';

/** Rows of one batch. */
const BATCH_ROWS = 10_000;
/** Rows that wait for their batch; of fleets of many clusters no batch may ever be full. */
const WAITING_ROWS = 50_000;
/** Ownership holds for as long as the rows say. */
const EVER = Date.UTC(1900, 0, 1) as InstantMs;

export interface LedgerFiles {
  readonly nodes: string;
  readonly prices: string;
  readonly allocations: string;
}

/** What waits to be written of one cluster. */
interface Waiting {
  nodes: NodeInterval[];
  allocations: AllocationInterval[];
}

/**
 * Brings rows of files into an empty ledger, as observation would: batch by batch while they are read, so that memory does not grow with
 * the files. What is told twice is the ledger's to resolve.
 */
export class LedgerFiller {
  readonly #store: KnexLedgerStore;
  readonly #leases: KnexLeaseStore;
  readonly #problems: InputProblems;
  readonly #now = Date.now() as InstantMs;
  /** Clusters of nodes, by uid; of a node that is told in several the first, as costs do not depend on it. */
  readonly #clusters = new Map<string, string>();
  readonly #fences = new Map<string, Fence>();
  readonly #waiting = new Map<string, Waiting>();
  #waitingRows = 0;
  readonly #ownership = new Map<
    string,
    Omit<OwnershipInterval, 'from' | 'to'>
  >();
  /** Holds that were written. */
  holds = 0;
  /** Allocations on nodes that no row tells of. */
  homeless = 0;

  static async create(
    knex: Knex,
    problems: InputProblems,
  ): Promise<LedgerFiller> {
    const database = { getClient: async () => knex };
    return new LedgerFiller(
      await KnexLedgerStore.create({ database, timezones: [] }),
      await KnexLeaseStore.create({ database }),
      problems,
    );
  }

  private constructor(
    store: KnexLedgerStore,
    leases: KnexLeaseStore,
    problems: InputProblems,
  ) {
    this.#store = store;
    this.#leases = leases;
    this.#problems = problems;
  }

  /** Names of the clusters that have nodes. */
  get clusters(): string[] {
    return [...new Set(this.#clusters.values())];
  }

  async fill(files: LedgerFiles): Promise<KnexLedgerStore> {
    const prices = await this.#readPrices(files.prices);
    await this.#readNodes(files.nodes);
    await this.#readAllocations(files.allocations);
    this.#problems.throwIfAny();
    await this.#store.replacePrices('config', prices);
    await this.#store.setOwnership(EVER, [...this.#ownership.values()]);
    return this.#store;
  }

  async #readPrices(path: string): Promise<PriceRow[]> {
    const prices: PriceRow[] = [];
    await readRows(path, this.#problems, (row, place) => {
      const price = readPrice(row, place);
      if (price) prices.push(price);
    });
    for (const { message } of checkPrices(prices)) this.#problems.add(message);
    return prices;
  }

  async #readNodes(path: string): Promise<void> {
    await readRows(path, this.#problems, row => {
      const told = readNode(row);
      const cluster = this.#clusters.get(told.uid) ?? told.cluster;
      this.#clusters.set(told.uid, cluster);
      const waiting = this.#waitingOf(cluster);
      waiting.nodes.push({ ...told, cluster });
      return this.#writeIfMany(cluster, waiting);
    });
    await this.#writeAll();
  }

  async #readAllocations(path: string): Promise<void> {
    await readRows(path, this.#problems, row => {
      const { allocation, owner, model } = readAllocation(row);
      const cluster = this.#clusters.get(allocation.nodeUid);
      if (cluster === undefined) {
        this.homeless += 1;
        return undefined;
      }
      this.holds += 1;
      const waiting = this.#waitingOf(cluster);
      waiting.allocations.push({
        ...allocation,
        cluster,
        serverId: this.#subjectOf(owner, model),
      });
      return this.#writeIfMany(cluster, waiting);
    });
    await this.#writeAll();
  }

  /** The ledger knows owners of servers: all rows of one owner and model stand for one. */
  #subjectOf(owner: string | null, model: string | null): string | null {
    if (owner === null && model === null) return null;
    const subject = JSON.stringify([owner, model]);
    const known = this.#ownership.get(subject);
    if (known) return known.subject;
    this.#ownership.set(subject, { subject, owner, model, version: null });
    return subject;
  }

  #waitingOf(cluster: string): Waiting {
    let waiting = this.#waiting.get(cluster);
    if (!waiting) {
      waiting = { nodes: [], allocations: [] };
      this.#waiting.set(cluster, waiting);
    }
    return waiting;
  }

  #writeIfMany(cluster: string, waiting: Waiting): Promise<void> | undefined {
    this.#waitingRows += 1;
    if (this.#waitingRows >= WAITING_ROWS) return this.#writeAll();
    return waiting.nodes.length + waiting.allocations.length >= BATCH_ROWS
      ? this.#write(cluster, waiting)
      : undefined;
  }

  async #writeAll(): Promise<void> {
    for (const [cluster, waiting] of [...this.#waiting]) {
      await this.#write(cluster, waiting);
    }
  }

  async #write(cluster: string, rows: Waiting): Promise<void> {
    this.#waiting.delete(cluster);
    this.#waitingRows -= rows.nodes.length + rows.allocations.length;
    await this.#store.applyBatch(
      { cluster, observedAt: this.#now, complete: false, ...rows },
      await this.#fenceOf(cluster),
    );
  }

  async #fenceOf(cluster: string): Promise<Fence> {
    const known = this.#fences.get(cluster);
    if (known) return known;
    const fence = await this.#leases.acquire({
      cluster,
      holder: 'bench',
      now: this.#now,
      ttlMs: 24 * 3_600_000,
    });
    if (!fence) throw new Error(`The lease of ${cluster} is taken`);
    this.#fences.set(cluster, fence);
    return fence;
  }
}
