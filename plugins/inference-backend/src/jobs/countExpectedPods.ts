import type { RuntimeName } from '@inference-portal/plugin-inference-common';
import type { InventoryStore, ServerFilter } from '../record';

const PAGE_SIZE = 1000;

/** Ready replicas by runtime in the named clusters, or in all when null. Replicas that nobody counted are left out. */
export async function countExpectedPods(
  inventory: Pick<InventoryStore, 'listServers'>,
  clusters: readonly string[] | null,
): Promise<Map<RuntimeName, number>> {
  const filter: ServerFilter | null =
    clusters === null ? null : { kind: 'cluster', anyOf: clusters };
  const counts = new Map<RuntimeName, number>();
  let cursor: string | undefined;
  do {
    const page = await inventory.listServers({
      filter,
      limit: PAGE_SIZE,
      cursor,
    });
    for (const { runtime, replicas } of page.items) {
      if (replicas.ready !== null) {
        counts.set(
          runtime.name,
          (counts.get(runtime.name) ?? 0) + replicas.ready,
        );
      }
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return counts;
}
