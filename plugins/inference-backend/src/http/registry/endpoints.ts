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
  ModelServer,
  ModelVersion,
  ModelVersionDetail,
  NewModel,
  NewModelVersion,
  NewRegistryImport,
  Page,
  PageQuery,
  RegistrationProposal,
  RegistryConflict,
  Retirement,
  SearchModelVersionsQuery,
  ServerRegistration,
  VersionComparison,
} from '@inference-portal/plugin-inference-common';

/** Path of a version of a model. */
type VersionPath = ModelRef & { version: string };

/** The registry's operations of the OpenAPI document, by method and path. */
export interface RegistryEndpoints {
  get: {
    '/models': { query: ListModelsQuery; response: Page<Model> };
    '/models/:namespace/:name': { path: ModelRef; response: Model };
    '/models/:namespace/:name/versions': {
      path: ModelRef;
      query: ListModelVersionsQuery;
      response: Page<ModelVersion>;
    };
    '/models/:namespace/:name/versions/:version': {
      path: VersionPath;
      response: ModelVersionDetail;
    };
    '/models/:namespace/:name/aliases/:alias/history': {
      path: ModelRef & { alias: string };
      query: PageQuery;
      response: Page<AliasMove>;
    };
    '/models/:namespace/:name/lineage': {
      path: ModelRef;
      query: ModelLineageQuery;
      response: LineageGraph;
    };
    '/models/:namespace/:name/compare': {
      path: ModelRef;
      query: { a: string; b: string };
      response: VersionComparison;
    };
    '/models/:namespace/:name/servers': {
      path: ModelRef;
      query: { version?: string };
      response: { items: ModelServer[] };
    };
    '/model-versions': {
      query: SearchModelVersionsQuery;
      response: Page<ModelVersion>;
    };
    '/lineage': { query: LineageQuery; response: LineageGraph };
    '/model-servers/:id/registration': {
      path: { id: string };
      response: RegistrationProposal;
    };
    '/registry-imports': {
      query: ListRegistryImportsQuery;
      response: { items: ImportRun[] };
    };
    '/registry-imports/:id': {
      path: { id: string };
      response: ImportRunDetail;
    };
    '/registry-conflicts': {
      query: { model?: string };
      response: { items: RegistryConflict[] };
    };
  };
  post: {
    '/models': { body: NewModel; response: Model };
    '/models/:namespace/:name/versions': {
      path: ModelRef;
      body: NewModelVersion;
      response: ModelVersionDetail;
    };
    '/models/:namespace/:name/versions/:version/metrics': {
      path: VersionPath;
      body: { metrics: EvaluationMetric[] };
      response: ModelVersionDetail;
    };
    '/models/:namespace/:name/versions/:version/lineage': {
      path: VersionPath;
      body: { lineage: LineageLink[] };
      response: ModelVersionDetail;
    };
    '/model-servers/:id/registration': {
      path: { id: string };
      body: ServerRegistration;
      response: ModelVersionDetail;
    };
    '/registry-imports': { body: NewRegistryImport; response: ImportRun };
  };
  put: {
    '/models/:namespace/:name/versions/:version/retirement': {
      path: VersionPath;
      body: Retirement;
      response: ModelVersionDetail;
    };
    '/models/:namespace/:name/aliases/:alias': {
      path: ModelRef & { alias: string };
      body: AliasTarget;
      response: AliasMoveResult;
    };
    '/models/:namespace/:name/alias-requests/:requestId': {
      path: ModelRef & { requestId: string };
      body: AliasDecision;
      response: AliasRequest;
    };
  };
  patch: {
    '/models/:namespace/:name': {
      path: ModelRef;
      body: ModelChange;
      response: Model;
    };
  };
}
