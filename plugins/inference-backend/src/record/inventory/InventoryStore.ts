import type {
  FleetSummary,
  ImageReference,
  ModelRef,
  ModelServer,
  ModelServerDetail,
  Page,
  Registration,
  RuntimeName,
  ServerRevision,
  ServerState,
} from '@inference-portal/plugin-inference-common';
import type {
  CatalogJoin,
  GpuCapacity,
  InstantMs,
  ObservationBatch,
  OwnershipSignals,
} from '../../types';
import type { Fence } from '../leases/LeaseStore';
import type { DetailDocument } from './tables';

/** A condition on servers, as permission rules and query parameters make them. */
export type ServerFilter =
  | { readonly kind: 'id'; readonly anyOf: readonly string[] }
  | { readonly kind: 'owner'; readonly anyOf: readonly (string | null)[] }
  | { readonly kind: 'cluster'; readonly anyOf: readonly string[] }
  | { readonly kind: 'namespace'; readonly anyOf: readonly string[] }
  | { readonly kind: 'model'; readonly anyOf: readonly string[] }
  | { readonly kind: 'runtime'; readonly anyOf: readonly RuntimeName[] }
  | { readonly kind: 'state'; readonly anyOf: readonly ServerState[] }
  /** The entity of the server or of its model. */
  | { readonly kind: 'entity'; readonly ref: string }
  /** Joined with a registered model, or not. */
  | { readonly kind: 'registered'; readonly registered: boolean }
  /** Joined with one of these models, whichever version. */
  | { readonly kind: 'runs'; readonly anyOf: readonly ModelRef[] }
  /** Case-insensitive text in name, namespace, cluster, model and owner. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'allOf'; readonly filters: readonly ServerFilter[] }
  | { readonly kind: 'anyOf'; readonly filters: readonly ServerFilter[] }
  | { readonly kind: 'not'; readonly filter: ServerFilter };

/** A recorded server with what its join is computed from. */
export interface RecordedOwnership {
  readonly id: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly modelId: string | null;
  readonly signals: OwnershipSignals;
  readonly join: CatalogJoin;
}

/** A recorded server with what its registration is chosen from. */
export interface RegistrableServer {
  readonly id: string;
  readonly model: ModelServer['model'];
  readonly image: ModelServerDetail['image'];
  readonly signals: OwnershipSignals;
  readonly registration: Registration | null;
}

/** How a recorded server is set up, beside its current specification. */
export interface RecordedSetup {
  readonly detail: DetailDocument;
  readonly signals: OwnershipSignals;
  /** Number of the current revision. */
  readonly revision: number;
  /** The revision before; null when none is recorded. */
  readonly previous: {
    readonly number: number;
    readonly images: readonly ImageReference[];
  } | null;
}

/** Remembers servers and their revisions. Removed servers stay readable by id; lists leave them out. */
export interface InventoryStore {
  /**
   * Records one batch in one transaction per chunk. Applying a batch again, or an older one after a newer one of the same
   * cluster, changes nothing. `joins` has one entry per server of the batch.
   * Throws `StaleFenceError` and writes nothing when the cluster's lease went to another holder.
   */
  applyBatch(
    batch: ObservationBatch,
    joins: ReadonlyMap<string, CatalogJoin>,
    fence: Fence,
  ): Promise<void>;
  listServers(options: {
    filter: ServerFilter | null;
    limit: number;
    cursor?: string;
  }): Promise<Page<ModelServer>>;
  /** Clusters that hold servers which `filter` lets through, in order of name. */
  listClusters(filter: ServerFilter | null): Promise<string[]>;
  findServer(id: string): Promise<ModelServerDetail | undefined>;
  /** Newest first. */
  listRevisions(
    serverId: string,
    options: { limit: number; cursor?: string },
  ): Promise<Page<ServerRevision>>;
  /** Counts over servers that `filter` lets through; `capacity` is over whole clusters. */
  summarize(options: {
    filter: ServerFilter | null;
    clusters: readonly string[] | null;
  }): Promise<Omit<FleetSummary, 'coverage'>>;
  getCapacity(): Promise<ReadonlyMap<string, readonly GpuCapacity[]>>;
  /** Servers that are not removed, for recomputing joins when the catalog or the rules change; one page at a time, by id. */
  listOwnership(options: {
    afterId: string | null;
    limit: number;
  }): Promise<readonly RecordedOwnership[]>;
  /** Servers that are not removed, for joining them with registered versions; one page at a time, by id. */
  listRegistrable(options: {
    afterId: string | null;
    limit: number;
    /** Only these servers. */
    ids?: readonly string[];
  }): Promise<readonly RegistrableServer[]>;
  /** How many servers are set up, by their ids; removed ones are left out. Read some hundred at a time, whatever their number. */
  listSetups(
    serverIds: readonly string[],
  ): Promise<ReadonlyMap<string, RecordedSetup>>;
  /** Specifications of the current revisions of many servers, in the same manner. */
  listSpecifications(
    serverIds: readonly string[],
  ): Promise<ReadonlyMap<string, unknown>>;
  updateJoins(joins: ReadonlyMap<string, CatalogJoin>): Promise<void>;
  /** When the cluster's servers were last confirmed; null when never. */
  getLastSeen(cluster: string): Promise<InstantMs | null>;
}
