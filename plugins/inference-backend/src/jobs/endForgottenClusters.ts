import type { LoggerService } from '@backstage/backend-plugin-api';
import type { InventoryStore, LeaseStore } from '../record';
import type { InstantMs } from '../types';
import { LEASE_TTL_MS } from './observeClusters';

/**
 * Marks the servers of clusters that are no longer configured as removed, since nobody would ever see them end. Their history
 * stays; when the cluster is configured again the servers continue it. A cluster that another replica still watches is left
 * alone, so that replicas with old and new configuration may run beside each other.
 */
export function createEndForgottenClusters(options: {
  /** Names of all clusters of the configuration, misconfigured ones too. */
  configured: readonly string[];
  inventory: Pick<InventoryStore, 'listClusters' | 'applyBatch'>;
  leases: LeaseStore;
  holder: string;
  logger: LoggerService;
  now: () => number;
}): () => Promise<void> {
  const { inventory, leases, holder, logger } = options;
  const configured = new Set(options.configured);
  return async () => {
    const recorded = await inventory.listClusters(null);
    for (const cluster of recorded.filter(name => !configured.has(name))) {
      const now = options.now() as InstantMs;
      const fence = await leases.acquire({
        cluster,
        holder,
        now,
        ttlMs: LEASE_TTL_MS,
      });
      if (fence) {
        await inventory.applyBatch(
          {
            cluster,
            observedAt: now,
            complete: true,
            servers: [],
            removed: [],
            capacity: [],
          },
          new Map(),
          fence,
        );
        await leases.release({ cluster, holder });
        logger.info(
          `Cluster ${cluster} is no longer configured: its servers are shown as removed.`,
        );
      }
    }
  };
}
