export type {
  InventoryStore,
  RecordedOwnership,
  ServerFilter,
} from './inventory/InventoryStore';
export { KnexInventoryStore } from './inventory/KnexInventoryStore';
export type { Fence, LeaseStore } from './leases/LeaseStore';
export { KnexLeaseStore } from './leases/KnexLeaseStore';
export { StaleFenceError } from './leases/StaleFenceError';
export type { DataSourceStore } from './sources/DataSourceStore';
export { KnexDataSourceStore } from './sources/KnexDataSourceStore';
