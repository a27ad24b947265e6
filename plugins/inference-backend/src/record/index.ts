export type {
  InventoryStore,
  RecordedOwnership,
  RegistrableServer,
  ServerFilter,
} from './inventory/InventoryStore';
export { KnexInventoryStore } from './inventory/KnexInventoryStore';
export type { Fence, LeaseStore } from './leases/LeaseStore';
export { KnexLeaseStore } from './leases/KnexLeaseStore';
export { StaleFenceError } from './leases/StaleFenceError';
export { KnexRegistryStore } from './registry/KnexRegistryStore';
export type {
  AliasMoveWish,
  AppendOutcome,
  ContentDifference,
  ModelDescription,
  ModelFilter,
  MoveOutcome,
  RecordedLineage,
  RegisterOutcome,
  RegistryStore,
  VersionCandidate,
  VersionContent,
  VersionCriteria,
  VersionLabel,
  Writer,
} from './registry/RegistryStore';
export type { DataSourceStore } from './sources/DataSourceStore';
export { KnexDataSourceStore } from './sources/KnexDataSourceStore';
