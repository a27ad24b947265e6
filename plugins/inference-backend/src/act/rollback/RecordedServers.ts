import type {
  ModelServerDetail,
  ServerRevision,
} from '@inference-portal/plugin-inference-common';
import type { Served } from '../../decide/rollback/rollbackWorld';
import { DAY_MS, HOUR_MS } from '../../durations';
import type { InventoryStore, UsageStore } from '../../record';
import type { InstantMs } from '../../types';
import type { RecordedServer } from './readRollbackWorld';

const PAGE = 100;
/** Older ones are asked for by nobody; their specifications take memory. */
const MAX_REVISIONS = 500;
/** Revisions of which is told what they served. */
const JUDGED = 10;

/** Collects what the portal itself knows of servers that shall be rolled back. */
export class RecordedServers {
  readonly #inventory: Pick<InventoryStore, 'listRevisions' | 'getCapacity'>;
  readonly #usage: Pick<UsageStore, 'sums'>;

  constructor(options: {
    inventory: Pick<InventoryStore, 'listRevisions' | 'getCapacity'>;
    usage: Pick<UsageStore, 'sums'>;
  }) {
    this.#inventory = options.inventory;
    this.#usage = options.usage;
  }

  async read(detail: ModelServerDetail): Promise<RecordedServer> {
    const [revisions, capacity] = await Promise.all([
      this.#listRevisions(detail.id),
      this.#inventory.getCapacity(),
    ]);
    const judged = revisions.filter(({ endedAt }) => endedAt !== null);
    const served = await Promise.all(
      judged
        .slice(0, JUDGED)
        .map(
          async revision =>
            [revision.id, await this.#served(revision)] as const,
        ),
    );
    return {
      detail,
      revisions,
      capacity: capacity.get(detail.cluster) ?? [],
      served: new Map(
        served.flatMap(([id, figures]) =>
          figures === null ? [] : [[id, figures]],
        ),
      ),
    };
  }

  async #listRevisions(serverId: string): Promise<readonly ServerRevision[]> {
    const revisions: ServerRevision[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#inventory.listRevisions(serverId, {
        limit: PAGE,
        cursor,
      });
      revisions.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined && revisions.length < MAX_REVISIONS);
    return revisions;
  }

  /** Only hours that are the revision's alone tell of it. */
  async #served({
    endedAt,
    serverId,
    startedAt,
  }: ServerRevision): Promise<Served | null> {
    const from = Math.ceil(Date.parse(startedAt) / HOUR_MS) * HOUR_MS;
    const to = Math.floor(Date.parse(endedAt ?? '') / HOUR_MS) * HOUR_MS;
    if (!(from < to)) {
      return null;
    }
    const all = await this.#sums(serverId, from, to);
    const { errors = null, requests = null } = all ?? {};
    if (requests === null) {
      return null;
    }
    const asked = requests + (errors ?? 0);
    const lastDay =
      to - from > DAY_MS ? await this.#sums(serverId, to - DAY_MS, to) : all;
    return {
      requests: asked,
      errorShare: errors === null || asked === 0 ? null : errors / asked,
      p95Ms: lastDay?.latencyMs?.p95 ?? null,
    };
  }

  async #sums(serverId: string, from: number, to: number) {
    const sums = await this.#usage.sums(
      [serverId],
      from as InstantMs,
      to as InstantMs,
    );
    return sums.get(serverId);
  }
}
