import type { ModelServer, Page, PageQuery } from './api';
import type { RequestOptions } from './HttpClient';
import type {
  AliasDecision,
  AliasMove,
  AliasMoveResult,
  AliasRequest,
  AliasTarget,
  EvaluationMetric,
  ImportRun,
  ImportRunDetail,
  LineageGraph,
  LineageLink,
  LineageQuery,
  ListModelsQuery,
  ListModelVersionsQuery,
  ListRegistryImportsQuery,
  Model,
  ModelChange,
  ModelLineageQuery,
  ModelRef,
  ModelVersion,
  ModelVersionDetail,
  NewModel,
  NewModelVersion,
  NewRegistryImport,
  RegistrationProposal,
  RegistryConflict,
  Retirement,
  SearchModelVersionsQuery,
  ServerRegistration,
  VersionComparison,
} from './registry';

/** The model registry. Every method rejects with a `ResponseError` that carries status and message. */
export interface RegistryApi {
  listModels(
    query?: ListModelsQuery,
    options?: RequestOptions,
  ): Promise<Page<Model>>;
  getModel(model: ModelRef, options?: RequestOptions): Promise<Model>;
  createModel(model: NewModel, options?: RequestOptions): Promise<Model>;
  updateModel(
    model: ModelRef,
    change: ModelChange,
    options?: RequestOptions,
  ): Promise<Model>;
  listModelVersions(
    model: ModelRef,
    query?: ListModelVersionsQuery,
    options?: RequestOptions,
  ): Promise<Page<ModelVersion>>;
  searchModelVersions(
    query?: SearchModelVersionsQuery,
    options?: RequestOptions,
  ): Promise<Page<ModelVersion>>;
  /** `version` may be `@alias`. */
  getModelVersion(
    model: ModelRef,
    version: string,
    options?: RequestOptions,
  ): Promise<ModelVersionDetail>;
  registerModelVersion(
    model: ModelRef,
    version: NewModelVersion,
    options?: RequestOptions,
  ): Promise<ModelVersionDetail>;
  retireModelVersion(
    model: ModelRef,
    version: string,
    retirement: Retirement,
    options?: RequestOptions,
  ): Promise<ModelVersionDetail>;
  addVersionMetrics(
    model: ModelRef,
    version: string,
    metrics: EvaluationMetric[],
    options?: RequestOptions,
  ): Promise<ModelVersionDetail>;
  addVersionLineage(
    model: ModelRef,
    version: string,
    lineage: LineageLink[],
    options?: RequestOptions,
  ): Promise<ModelVersionDetail>;
  moveAlias(
    model: ModelRef,
    alias: string,
    target: AliasTarget,
    options?: RequestOptions,
  ): Promise<AliasMoveResult>;
  listAliasHistory(
    model: ModelRef,
    alias: string,
    query?: PageQuery,
    options?: RequestOptions,
  ): Promise<Page<AliasMove>>;
  decideAliasRequest(
    model: ModelRef,
    requestId: string,
    decision: AliasDecision,
    options?: RequestOptions,
  ): Promise<AliasRequest>;
  getModelLineage(
    model: ModelRef,
    query?: ModelLineageQuery,
    options?: RequestOptions,
  ): Promise<LineageGraph>;
  getLineage(
    query: LineageQuery,
    options?: RequestOptions,
  ): Promise<LineageGraph>;
  compareModelVersions(
    model: ModelRef,
    versions: { a: string; b: string },
    options?: RequestOptions,
  ): Promise<VersionComparison>;
  listServersOfModel(
    model: ModelRef,
    query?: { version?: string },
    options?: RequestOptions,
  ): Promise<{ items: ModelServer[] }>;
  proposeRegistration(
    serverId: string,
    options?: RequestOptions,
  ): Promise<RegistrationProposal>;
  registerFromServer(
    serverId: string,
    registration: ServerRegistration,
    options?: RequestOptions,
  ): Promise<ModelVersionDetail>;
  /** Answers at once: `getRegistryImport` tells how the run goes on. 409 while an import of the source is running. */
  startRegistryImport(
    wanted: NewRegistryImport,
    options?: RequestOptions,
  ): Promise<ImportRun>;
  /** Newest first. */
  listRegistryImports(
    query?: ListRegistryImportsQuery,
    options?: RequestOptions,
  ): Promise<{ items: ImportRun[] }>;
  getRegistryImport(
    id: string,
    options?: RequestOptions,
  ): Promise<ImportRunDetail>;
  listRegistryConflicts(
    query?: { model?: string },
    options?: RequestOptions,
  ): Promise<{ items: RegistryConflict[] }>;
}
