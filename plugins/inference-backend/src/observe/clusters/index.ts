export { readClusters } from './config/readClusters';
export type {
  ClusterAccess,
  ClusterConfig,
  ClusterProblem,
  ClustersConfig,
} from './config/ClusterConfig';
export {
  ClusterObserver,
  type ClusterObserverOptions,
} from './ClusterObserver';
export {
  defaultTimings,
  systemClock,
  type ObserverClock,
  type ObserverTimings,
} from './timings';
export type {
  ClusterInventory,
  InventoryChanges,
  ObservationSink,
  ResourceEvent,
} from './types';
