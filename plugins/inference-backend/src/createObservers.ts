import type { LoggerService } from '@backstage/backend-plugin-api';
import type { WorkloadAdapter } from '@inference-portal/plugin-inference-node';
import type { ObservableCluster } from './jobs/observeClusters';
import { ClusterObserver, type ClusterConfig } from './observe/clusters';
import { createClusterInventory } from './observe/clusters/inventory/ClusterInventory';
import type { LedgerRules } from './observe/clusters/ledger/LedgerRules';
import type { RecognitionRules } from './observe/clusters/servers/recognition';

/** An observer for each cluster, with an inventory of its own; nothing is watched before a replica holds its lease. */
export function createObservers(options: {
  clusters: readonly ClusterConfig[];
  adapters: readonly WorkloadAdapter[];
  recognition: RecognitionRules;
  ledger: LedgerRules;
  logger: LoggerService;
}): ObservableCluster[] {
  const { adapters, recognition, ledger, logger } = options;
  return options.clusters.map(cluster => ({
    name: cluster.name,
    observe: (sink, signal) =>
      new ClusterObserver({
        cluster,
        inventory: createClusterInventory({
          cluster: cluster.name,
          adapters,
          recognition,
          ledger,
        }),
        sink,
        logger,
      }).run(signal),
  }));
}
