import type { RuntimeName } from '@inference-portal/plugin-inference-common';
import { eachServer } from '../record';
import type { InventoryStore, ServerFilter } from '../record';

/** Ready replicas by runtime in the named clusters, or in all when null. Replicas that nobody counted are left out. */
export async function countExpectedPods(
  inventory: Pick<InventoryStore, 'listServers'>,
  clusters: readonly string[] | null,
): Promise<Map<RuntimeName, number>> {
  const filter: ServerFilter | null =
    clusters === null ? null : { kind: 'cluster', anyOf: clusters };
  const counts = new Map<RuntimeName, number>();
  for await (const { runtime, replicas } of eachServer(inventory, filter)) {
    if (replicas.ready !== null) {
      counts.set(
        runtime.name,
        (counts.get(runtime.name) ?? 0) + replicas.ready,
      );
    }
  }
  return counts;
}
