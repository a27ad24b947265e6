import type { components, operations } from './generated/api';

type Schemas = components['schemas'];

/** A registered model: catalog entity `Resource` of type `ai-model`. */
export type Model = Schemas['Model'];
/** What makes a model the same model. */
export type ModelRef = Schemas['ModelRef'];
export type NewModel = Schemas['NewModel'];
export type ModelChange = Schemas['ModelChange'];
/** An immutable version of a model, as lists show it. */
export type ModelVersion = Schemas['ModelVersion'];
/** A version with its card, metrics and lineage. */
export type ModelVersionDetail = Schemas['ModelVersionDetail'];
export type NewModelVersion = Schemas['NewModelVersion'];
export type VersionState = Schemas['VersionState'];
/** Where the bytes of a version are, and whether they can change. */
export type VersionSource = Schemas['VersionSource'];
/** A signer's word on a version: recorded, not verified by the portal. */
export type VersionSignature = Schemas['Signature'];
export type EvaluationMetric = Schemas['EvaluationMetric'];
/** Through what a model or version came into the registry. */
export type RegistryOrigin = Schemas['RegistryOrigin'];
/** Where an alias points now. */
export type AliasState = Schemas['AliasState'];
/** One move of an alias; the history is append-only. */
export type AliasMove = Schemas['AliasMove'];
/** The wish to move a protected alias, which a second person decides. */
export type AliasRequest = Schemas['AliasRequest'];
export type AliasMoveResult = Schemas['AliasMoveResult'];
export type LineageRelation = Schemas['LineageRelation'];
/** From a version to what it was made from. */
export type LineageLink = Schemas['LineageLink'];
export type LineageNode = Schemas['LineageNode'];
export type LineageEdge = Schemas['LineageEdge'];
export type LineageGraph = Schemas['LineageGraph'];
export type VersionComparison = Schemas['VersionComparison'];
/** The registered version that a server runs, and how that is known. */
export type Registration = Schemas['Registration'];
export type RegistrationProposal = Schemas['RegistrationProposal'];
/** One reading of another registry, by schedule or by hand; state and counts as far as it has come. */
export type ImportRun = Schemas['ImportRun'];
/** A run with what it changed, or would, and what it could not import. */
export type ImportRunDetail = Schemas['ImportRunDetail'];
export type ImportState = Schemas['ImportState'];
export type ImportCounts = Schemas['ImportCounts'];
/** One thing that an import wrote, or would write. */
export type ImportChange = Schemas['ImportChange'];
/** A fact of a source that differs from what is registered. */
export type ImportConflict = Schemas['ImportConflict'];
/** An immutable fact that changed at a source after it was imported. */
export type RegistryConflict = Schemas['RegistryConflict'];

type Body<Operation extends keyof operations> = operations[Operation] extends {
  requestBody: { content: { 'application/json': infer T } };
}
  ? T
  : never;
type Query<Operation extends keyof operations> = NonNullable<
  operations[Operation]['parameters']['query']
>;

export type ListModelsQuery = Query<'ListModels'>;
export type ListModelVersionsQuery = Query<'ListModelVersions'>;
export type SearchModelVersionsQuery = Query<'SearchModelVersions'>;
export type ModelLineageQuery = Query<'GetModelLineage'>;
export type LineageQuery = Query<'GetLineage'>;
/** `expectedVersion` is what the caller saw; null when the alias pointed nowhere. */
export type AliasTarget = Body<'MoveAlias'>;
export type AliasDecision = Body<'DecideAliasRequest'>;
export type Retirement = Body<'RetireModelVersion'>;
export type ServerRegistration = Body<'RegisterFromServer'>;
export type NewRegistryImport = Body<'StartRegistryImport'>;
export type ListRegistryImportsQuery = Query<'ListRegistryImports'>;
