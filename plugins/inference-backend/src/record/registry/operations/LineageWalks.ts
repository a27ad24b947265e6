import type { Knex } from 'knex';
import type { RecordedLineage } from '../RegistryStore';
import { readLineageWrites } from './lineageState';
import { walkLineage, type WalkOptions } from './walkLineage';

interface Remembered {
  readonly writes: number;
  readonly lineage: RecordedLineage;
}

/** Nodes of all remembered walks at most: some 50 MiB with their edges. */
const REMEMBERED_NODES = 100_000;

/** Walks of the lineage, each done once until versions or lineage are added, by whichever replica. */
export class LineageWalks {
  readonly #db: Knex;
  /** Least recently used first. */
  readonly #walks = new Map<string, Remembered>();
  #nodes = 0;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** See `RegistryStore.walkLineage`. */
  async walk(options: WalkOptions): Promise<RecordedLineage> {
    const { roots, direction, depth, maxNodes } = options;
    const key = JSON.stringify([direction, depth, maxNodes, roots]);
    // Before the walk: what is added meanwhile makes it be done again next time.
    const writes = await readLineageWrites(this.#db);
    const known = this.#walks.get(key);
    this.#forget(key);
    const lineage =
      known?.writes === writes
        ? known.lineage
        : await walkLineage(this.#db, options);
    this.#remember(key, { writes, lineage });
    return lineage;
  }

  #remember(key: string, walk: Remembered): void {
    this.#forget(key);
    this.#walks.set(key, walk);
    this.#nodes += walk.lineage.nodes.length;
    for (const oldest of this.#walks.keys()) {
      if (this.#nodes <= REMEMBERED_NODES) {
        return;
      }
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    this.#nodes -= this.#walks.get(key)?.lineage.nodes.length ?? 0;
    this.#walks.delete(key);
  }
}
