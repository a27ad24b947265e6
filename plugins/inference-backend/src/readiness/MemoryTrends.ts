import type { ModelServer } from '@inference-portal/plugin-inference-common';
import { memoryTrend, type MemoryTrend } from '../decide/readiness/memoryTrend';
import { DAY_MS, HOUR_MS } from '../durations';
import type { UsageStore } from '../record';
import type { InstantMs } from '../types';

const MEMORY_DAYS = 14;

/** From when on the memory of a server is looked at: its last change, and no more than 14 days ago. */
export function memorySince(
  changedAt: string | null,
  now: InstantMs,
): InstantMs {
  const changed = changedAt === null ? 0 : Date.parse(changedAt);
  return Math.max(now - MEMORY_DAYS * DAY_MS, changed) as InstantMs;
}

/** How the GPU memory of servers goes: asked in bulk, of each server once an hour and after every change, since usage comes by the hour. */
export class MemoryTrends {
  readonly #usage: Pick<UsageStore, 'memory'>;
  readonly #known = new Map<
    string,
    {
      readonly changedAt: string | null;
      readonly hour: number;
      readonly trend: MemoryTrend;
    }
  >();

  constructor(usage: Pick<UsageStore, 'memory'>) {
    this.#usage = usage;
  }

  /** By the servers' ids. */
  async read(
    servers: readonly ModelServer[],
    now: InstantMs,
  ): Promise<ReadonlyMap<string, MemoryTrend>> {
    const hour = Math.floor(now / HOUR_MS);
    const asked = servers.filter(({ id, changedAt }) => {
      const known = this.#known.get(id);
      return known?.hour !== hour || known.changedAt !== changedAt;
    });
    if (asked.length > 0) {
      const from = (now - MEMORY_DAYS * DAY_MS) as InstantMs;
      const memory = await this.#usage.memory(
        asked.map(({ id }) => id),
        from,
        now,
      );
      for (const { id, changedAt } of asked) {
        const since = memorySince(changedAt, now);
        const trend = memoryTrend(
          (memory.get(id) ?? []).filter(one => one.hour >= since),
        );
        this.#known.set(id, { changedAt, hour, trend });
      }
    }
    return new Map(
      servers.flatMap(({ id }) => {
        const known = this.#known.get(id);
        return known ? [[id, known.trend] as const] : [];
      }),
    );
  }

  /** Forgets all others. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.#known.keys()) {
      if (!ids.has(id)) {
        this.#known.delete(id);
      }
    }
  }
}
