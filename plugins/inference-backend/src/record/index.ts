export type { BudgetStore, BudgetWish } from './budgets/BudgetStore';
export { KnexBudgetStore } from './budgets/KnexBudgetStore';
export type {
  BeginOutcome,
  ChangeEnd,
  ChangeFilter,
  ChangeKind,
  ChangeStep,
  ChangeStore,
  ClaimedChange,
  ListedChange,
  RecordedChange,
  RecordedChangeEvent,
  RecordedPlan,
} from './changes/ChangeStore';
export { KnexChangeStore } from './changes/KnexChangeStore';
export { findEncodingProblem } from './database/findEncodingProblem';
export type {
  DetectionRun,
  DetectionRunStore,
  PausedCluster,
} from './findings/DetectionRunStore';
export type {
  FindingFilter,
  FindingStore,
  FoundServer,
  ListedFinding,
  OwnerFindings,
  RecordedFindingEvent,
} from './findings/FindingStore';
export { KnexDetectionRunStore } from './findings/KnexDetectionRunStore';
export { KnexFindingStore } from './findings/KnexFindingStore';
export { KnexTroubleStore } from './findings/KnexTroubleStore';
export type { ServerTrouble, TroubleStore } from './findings/TroubleStore';
export type {
  ImportEnd,
  ImportProgress,
  ImportRunStore,
  ImportStartOutcome,
  NewImportRun,
} from './imports/ImportRunStore';
export { KnexImportRunStore } from './imports/KnexImportRunStore';
export { eachServer, listAllServers } from './inventory/eachServer';
export type {
  InventoryStore,
  RecordedOwnership,
  RecordedSetup,
  RegistrableServer,
  ServerFilter,
} from './inventory/InventoryStore';
export { KnexInventoryStore } from './inventory/KnexInventoryStore';
export type { Fence, LeaseStore } from './leases/LeaseStore';
export { KnexLeaseStore } from './leases/KnexLeaseStore';
export { StaleFenceError } from './leases/StaleFenceError';
export { canSumDays, GRAIN_DIMENSIONS } from './ledger/canSumDays';
export { KnexLedgerStore } from './ledger/KnexLedgerStore';
export type {
  CostFilter,
  ClosedMonth,
  CostSum,
  CostSumQuery,
  DirtyPartition,
  LedgerBatch,
  LedgerStore,
  RolledUpDimension,
  TimeWindow,
} from './ledger/LedgerStore';
export { KnexNameStore } from './names/KnexNameStore';
export type { NameStore } from './names/NameStore';
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
export { KnexSyncPauseStore } from './syncPauses/KnexSyncPauseStore';
export type {
  NewSyncPause,
  SyncPause,
  SyncPauseStore,
  SyncPauseUpdate,
} from './syncPauses/SyncPauseStore';
export { KnexUsageStore } from './usage/KnexUsageStore';
export type { UsageFigures } from './usage/signals';
export type { UsageDay } from './usage/UsageDay';
export type { UsageHour } from './usage/UsageHour';
export type { UsageSource, UsageStore } from './usage/UsageStore';
export type { DataSourceStore } from './sources/DataSourceStore';
export { KnexDataSourceStore } from './sources/KnexDataSourceStore';
