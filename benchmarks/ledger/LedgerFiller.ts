import type { Knex } from 'knex';
import { checkPrices } from '../../plugins/inference-backend/src/decide/cost/checkPrices';
import { compareTellings } from '../../plugins/inference-backend/src/decide/cost/intervals';
import type {
  AllocationInterval,
  NodeInterval,
  OwnershipInterval,
  PriceRow,
} from '../../plugins/inference-backend/src/decide/cost/ledger';
import { KnexLeaseStore } from '../../plugins/inference-backend/src/record/leases/KnexLeaseStore';
import { KnexLedgerStore } from '../../plugins/inference-backend/src/record/ledger/KnexLedgerStore';
import type { InstantMs } from '../../plugins/inference-backend/src/types';
import type { InputProblems } from './InputProblems';
import { readRows } from './readRows';
import { readAllocation, readNode, readPrice } from './records';

/** Rows of one batch. */
const CHUNK = 5_000;
/** Ownership holds for as long as the rows say. */
const EVER = Date.UTC(1900, 0, 1) as InstantMs;

export interface LedgerFiles {
  readonly nodes: string;
  readonly prices: string;
  readonly allocations: string;
}

/** Keeps of what is told twice the telling that counts. */
function keep<Row extends AllocationInterval | NodeInterval>(
  rows: Map<string, Row>,
  key: string,
  row: Row,
): void {
  const known = rows.get(key);
  if (!known || compareTellings(row, known) > 0) rows.set(key, row);
}

/** Brings rows of files into an empty ledger, as observation would. */
export class LedgerFiller {
  readonly #store: KnexLedgerStore;
  readonly #leases: KnexLeaseStore;
  readonly #problems: InputProblems;
  /** Clusters of nodes, by uid. */
  readonly #clusters = new Map<string, string>();
  readonly #ownership = new Map<
    string,
    Omit<OwnershipInterval, 'from' | 'to'>
  >();
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

  async fill(files: LedgerFiles): Promise<KnexLedgerStore> {
    const nodes = await this.#readNodes(files.nodes);
    const prices = await this.#readPrices(files.prices);
    const allocations = await this.#readAllocations(files.allocations);
    this.#problems.throwIfAny();
    await this.#store.replacePrices('config', prices);
    await this.#store.setOwnership(EVER, [...this.#ownership.values()]);
    await this.#write(nodes, allocations);
    return this.#store;
  }

  async #readNodes(path: string): Promise<Map<string, NodeInterval>> {
    const nodes = new Map<string, NodeInterval>();
    await readRows(path, this.#problems, row => {
      const node = readNode(row);
      this.#clusters.set(node.uid, node.cluster);
      keep(nodes, JSON.stringify([node.uid, node.from]), node);
    });
    return nodes;
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

  async #readAllocations(
    path: string,
  ): Promise<Map<string, AllocationInterval>> {
    const allocations = new Map<string, AllocationInterval>();
    await readRows(path, this.#problems, row => {
      const { allocation, owner, model } = readAllocation(row);
      const cluster = this.#clusters.get(allocation.nodeUid);
      if (cluster === undefined) {
        this.homeless += 1;
        return;
      }
      const { podUid, container, from } = allocation;
      keep(allocations, JSON.stringify([podUid, container, from]), {
        ...allocation,
        cluster,
        serverId: this.#subjectOf(owner, model),
      });
    });
    return allocations;
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

  async #write(
    nodes: ReadonlyMap<string, NodeInterval>,
    allocations: ReadonlyMap<string, AllocationInterval>,
  ): Promise<void> {
    const now = Date.now() as InstantMs;
    for (const cluster of new Set(this.#clusters.values())) {
      const fence = await this.#leases.acquire({
        cluster,
        holder: 'bench',
        now,
        ttlMs: 3_600_000,
      });
      if (!fence) throw new Error(`The lease of ${cluster} is taken`);
      const apply = (batch: {
        nodes: readonly NodeInterval[];
        allocations: readonly AllocationInterval[];
      }) =>
        this.#store.applyBatch(
          { cluster, observedAt: now, complete: false, ...batch },
          fence,
        );
      for (const part of chunksOf(nodes.values(), cluster)) {
        await apply({ nodes: part, allocations: [] });
      }
      for (const part of chunksOf(allocations.values(), cluster)) {
        await apply({ nodes: [], allocations: part });
      }
    }
  }
}

function* chunksOf<Row extends { readonly cluster: string }>(
  rows: Iterable<Row>,
  cluster: string,
): Generator<Row[]> {
  let chunk: Row[] = [];
  for (const row of rows) {
    if (row.cluster !== cluster) continue;
    chunk.push(row);
    if (chunk.length === CHUNK) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
