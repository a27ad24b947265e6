import type { InventoryStore } from '../record';
import type { CatalogJoin } from '../types';
import type { ServerJoiner } from './ServerJoiner';

const PAGE_SIZE = 500;

function isSameJoin(a: CatalogJoin, b: CatalogJoin): boolean {
  return (
    a.entityRef === b.entityRef &&
    a.modelEntityRef === b.modelEntityRef &&
    a.owner.ref === b.owner.ref &&
    a.owner.source === b.owner.source &&
    a.owner.reason === b.owner.reason
  );
}

/**
 * Joins every recorded server anew and writes those that come out differently. Answers how many did.
 * Stops between pages when `signal` aborts; doing it again is harmless.
 */
export async function rejoinServers(options: {
  inventory: Pick<InventoryStore, 'listOwnership' | 'updateJoins'>;
  joiner: ServerJoiner;
  signal?: AbortSignal;
}): Promise<number> {
  const { inventory, joiner, signal } = options;
  let afterId: string | null = null;
  let changed = 0;
  while (!signal?.aborted) {
    const page = await inventory.listOwnership({ afterId, limit: PAGE_SIZE });
    const joins = new Map<string, CatalogJoin>();
    for (const server of page) {
      const join = joiner.join(server);
      if (!isSameJoin(join, server.join)) {
        joins.set(server.id, join);
      }
    }
    if (joins.size > 0) {
      await inventory.updateJoins(joins);
      changed += joins.size;
    }
    const last = page[page.length - 1];
    if (last === undefined || page.length < PAGE_SIZE) {
      break;
    }
    afterId = last.id;
  }
  return changed;
}
