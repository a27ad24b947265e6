import type { ContractCluster } from './ContractCluster';
import { clusterKind } from './environment';
import { RealCluster } from './RealCluster';
import { SimulatedContractCluster } from './SimulatedContractCluster';

/** Opens the cluster of this run: the simulated one anew, the real one that was started for it. */
export async function openCluster(): Promise<ContractCluster> {
  return clusterKind() === 'real'
    ? RealCluster.open()
    : SimulatedContractCluster.open();
}
