export { createClusterInventory } from './ClusterInventory';
export type { ClusterInventoryOptions } from './ClusterInventory';
