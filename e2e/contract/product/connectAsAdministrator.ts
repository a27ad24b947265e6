import { ClusterConnection } from '../../../plugins/inference-backend/src/observe/clusters/connection/ClusterConnection';
import type { InstantMs } from '../../../plugins/inference-backend/src/types';
import type { ContractCluster } from '../cluster/ContractCluster';

/** A connection that may do everything: what the shipped roles grant is proven where roles are known. */
export function connectAsAdministrator(
  cluster: Pick<ContractCluster, 'kubeconfig'>,
): ClusterConnection {
  return new ClusterConnection({
    access: { kind: 'kubeconfig', path: cluster.kubeconfig, context: null },
    now: () => Date.now() as InstantMs,
  });
}
