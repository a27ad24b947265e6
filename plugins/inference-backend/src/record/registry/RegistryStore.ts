import type {
  AliasMove,
  AliasRequest,
  EvaluationMetric,
  LineageLink,
  Model,
  ModelRef,
  ModelVersion,
  ModelVersionDetail,
  Page,
  Registration,
  RegistryConflict,
  RegistryOrigin,
  VersionState,
} from '@inference-portal/plugin-inference-common';
import type {
  ContentDifference,
  VersionCandidate,
  VersionContent,
} from '../../decide/registry/VersionContent';
import type { InstantMs } from '../../types';
import type { ModelFilter } from './ModelFilter';
import type { RecordedLineage, VersionLabel } from './RecordedLineage';

export type {
  ContentDifference,
  ModelFilter,
  RecordedLineage,
  VersionCandidate,
  VersionContent,
  VersionLabel,
};

/** Who writes, and when. */
export interface Writer {
  /** Entity ref of a person, or name of a service such as `service:ci`. */
  readonly actor: string;
  readonly at: InstantMs;
  readonly origin: RegistryOrigin;
}

/** What describes a model; all of it may change later. */
export interface ModelDescription {
  /** Entity ref of a Group or User; null when nobody owns it. */
  readonly owner: string | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly homepage: string | null;
  readonly tags: readonly string[];
  /** Ids under which servers and hubs know the model, such as `Qwen/Qwen3-32B`. */
  readonly sourceIds: readonly string[];
}

export type RegisterOutcome =
  | { readonly status: 'registered' | 'unchanged' }
  | {
      readonly status: 'conflict';
      readonly differences: readonly ContentDifference[];
    }
  | { readonly status: 'no-model' }
  /** Ids of the nodes from the version back to itself. */
  | { readonly status: 'cycle'; readonly path: readonly string[] };

export type AppendOutcome =
  | { readonly status: 'added' | 'unchanged' }
  | {
      readonly status: 'conflict';
      readonly differences: readonly ContentDifference[];
    }
  | { readonly status: 'no-version' }
  | { readonly status: 'cycle'; readonly path: readonly string[] };

/** A move of an alias. `expected` undefined: wherever it points; null: nowhere yet. */
export interface AliasMoveWish {
  readonly alias: string;
  readonly to: string | null;
  readonly expected: string | null | undefined;
  readonly reason: string | null;
  /** The second person, for protected aliases. */
  readonly approvedBy: string | null;
}

export type MoveOutcome =
  | {
      readonly status: 'moved' | 'unchanged';
      /** Where it pointed before. */
      readonly from: string | null;
    }
  /** Somebody else was first: `current` is what they chose. */
  | {
      readonly status: 'overtaken';
      readonly current: string | null;
      readonly movedBy: string | null;
      readonly since: InstantMs | null;
    }
  | { readonly status: 'no-version' }
  | { readonly status: 'retired'; readonly reason: string };

/** A version that is retired, or taken back into use. */
export interface RetirementWish {
  readonly reason: string;
  readonly retired: boolean;
  /** Aliases that keep the version they point to from being retired. */
  readonly unlessHeldBy?: readonly string[];
}

export type RetirementOutcome =
  | { readonly status: 'changed' | 'unchanged' | 'no-version' }
  /** One of `unlessHeldBy` points to the version. */
  | { readonly status: 'held'; readonly alias: string };

/** By which facts of a server a version of it may be found; one question for many servers. */
export interface VersionCriteria {
  /** Models named by entity ref or by `<namespace>/<name>`. */
  readonly models: readonly ModelRef[];
  readonly digests: readonly string[];
  /** Normalised source URIs with their revision. */
  readonly sources: readonly string[];
  /** Ids such as `Qwen/Qwen3-32B`. */
  readonly sourceIds: readonly string[];
  /** Ids that Kubeflow gave registered models, as text. */
  readonly kubeflowModels?: readonly string[];
  /** Ids that Kubeflow gave versions, as text. */
  readonly kubeflowVersions?: readonly string[];
}

/**
 * Models, their immutable versions, aliases with history, and lineage. Names are compared without case. Lists are pages by cursor. Writes are
 * idempotent by natural key: (namespace, name), (model, version), (model, version, metric name, dataset, slice, time), (from, relation, to).
 */
export interface RegistryStore {
  /** `changed` false when the model was there already; then `description` is not written. */
  createModel(
    model: ModelRef,
    description: ModelDescription,
    writer: Writer,
  ): Promise<{ readonly created: boolean; readonly model: Model }>;
  updateModel(
    model: ModelRef,
    change: Partial<ModelDescription>,
    writer: Writer,
  ): Promise<Model | undefined>;
  findModel(model: ModelRef): Promise<Model | undefined>;
  /** How a model is written, for those who need to know no more of it. */
  findModelNames(model: ModelRef): Promise<ModelRef | undefined>;
  listModels(options: {
    filter: ModelFilter | null;
    limit: number;
    cursor?: string;
  }): Promise<Page<Model>>;

  registerVersion(
    model: ModelRef,
    content: VersionContent,
    writer: Writer,
  ): Promise<RegisterOutcome>;
  /** Many versions of many models in few statements, for imports; outcomes in the order given. */
  registerVersions(
    versions: readonly { model: ModelRef; content: VersionContent }[],
    writer: Writer,
  ): Promise<readonly RegisterOutcome[]>;
  /** `version` may be `@alias`. */
  findVersion(
    model: ModelRef,
    version: string,
  ): Promise<ModelVersionDetail | undefined>;
  /** Names of a model's versions, newest first; of those that `version` names, which may be `@alias`. */
  findVersionNames(
    model: ModelRef,
    options: { version?: string; limit: number },
  ): Promise<readonly string[]>;
  listVersions(
    model: ModelRef,
    options: {
      state?: VersionState;
      text?: string;
      limit: number;
      cursor?: string;
    },
  ): Promise<Page<ModelVersion>>;
  searchVersions(options: {
    filter: ModelFilter | null;
    text?: string;
    digest?: string;
    limit: number;
    cursor?: string;
  }): Promise<Page<ModelVersion>>;
  /** Waits for moves of the model's aliases, and they for it: none of `unlessHeldBy` comes to point to a version that is being retired. */
  setRetirement(
    model: ModelRef,
    version: string,
    retirement: RetirementWish,
    writer: Writer,
  ): Promise<RetirementOutcome>;
  addMetrics(
    model: ModelRef,
    version: string,
    metrics: readonly EvaluationMetric[],
    writer: Writer,
  ): Promise<AppendOutcome>;
  addLineage(
    model: ModelRef,
    version: string,
    lineage: readonly LineageLink[],
    writer: Writer,
  ): Promise<AppendOutcome>;

  moveAlias(
    model: ModelRef,
    wish: AliasMoveWish,
    writer: Writer,
  ): Promise<MoveOutcome>;
  listAliasHistory(
    model: ModelRef,
    alias: string,
    options: { limit: number; cursor?: string },
  ): Promise<Page<AliasMove>>;
  /** Remembers a wish that a second person has to approve. The same open wish of the same person is answered again. */
  requestAliasMove(
    model: ModelRef,
    wish: Omit<AliasMoveWish, 'approvedBy'>,
    writer: Writer,
  ): Promise<
    | { readonly status: 'requested'; readonly request: AliasRequest }
    | Extract<MoveOutcome, { status: 'overtaken' | 'no-version' | 'retired' }>
  >;
  findAliasRequest(
    model: ModelRef,
    requestId: string,
  ): Promise<AliasRequest | undefined>;
  /** Decides once: approving moves the alias in the same transaction, or ends the request as `stale` when the alias has moved since. */
  decideAliasRequest(
    model: ModelRef,
    requestId: string,
    decision: { readonly approve: boolean; readonly reason: string | null },
    writer: Writer,
  ): Promise<AliasRequest | undefined>;

  /** Walks from `roots` up (to what things were made from), down, or both; breadth first, at most `maxNodes`. */
  walkLineage(options: {
    roots: readonly string[];
    direction: 'up' | 'down' | 'both';
    depth: number;
    maxNodes: number;
  }): Promise<RecordedLineage>;
  /** Labels of versions by node id, for a graph; ids that are no version are left out. */
  findVersionLabels(
    nodeIds: readonly string[],
  ): Promise<ReadonlyMap<string, VersionLabel>>;
  /** Those of some models that servers run, which may be gone meanwhile. */
  findServedModels(models: readonly ModelRef[]): Promise<readonly ModelRef[]>;

  findCandidates(
    criteria: VersionCriteria,
  ): Promise<readonly VersionCandidate[]>;
  /** Servers joined with versions, by server id; null ends a join. */
  writeRegistrations(
    registrations: ReadonlyMap<string, Registration | null>,
  ): Promise<void>;

  /** Records what an import found different; what is no longer different is closed. */
  writeConflicts(
    source: string,
    conflicts: readonly Omit<
      RegistryConflict,
      'source' | 'firstSeenAt' | 'lastSeenAt'
    >[],
    at: InstantMs,
    /** Models that the import looked at; conflicts of others stay. */
    seen: readonly ModelRef[],
  ): Promise<void>;
  listConflicts(options: {
    model?: ModelRef;
  }): Promise<readonly RegistryConflict[]>;
  /** Where an incremental import goes on; null at first. */
  readImportBookmark(source: string): Promise<string | null>;
  writeImportBookmark(source: string, bookmark: string | null): Promise<void>;
}
