import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { InventoryStore, ServerFilter } from './InventoryStore';

const PAGE_SIZE = 1000;

/** The recorded servers that `filter` lets through, read page by page, so that whoever needs them one at a time holds one page only. */
export async function* eachServer(
  inventory: Pick<InventoryStore, 'listServers'>,
  filter: ServerFilter | null,
): AsyncGenerator<ModelServer, void, undefined> {
  let cursor: string | undefined;
  do {
    const page = await inventory.listServers({
      filter,
      limit: PAGE_SIZE,
      cursor,
    });
    yield* page.items;
    cursor = page.nextCursor;
    if (cursor !== undefined) {
      // SQLite answers within the turn that asks: without this nobody else would have one until the last page.
      await nextTurn();
    }
  } while (cursor !== undefined);
}

/** The same, all at once. */
export async function listAllServers(
  inventory: Pick<InventoryStore, 'listServers'>,
  filter: ServerFilter | null,
): Promise<ModelServer[]> {
  const servers: ModelServer[] = [];
  for await (const server of eachServer(inventory, filter)) {
    servers.push(server);
  }
  return servers;
}
