import type {
  ModelServerDetail,
  ImageReference,
  Owner,
} from '@inference-portal/plugin-inference-common';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { UsageDeclarations } from './decide/findings/declarations';

/** Milliseconds since the Unix epoch, UTC. */
export type InstantMs = number & { readonly __unit: 'InstantMs' };

/** What makes a server the same server, even when its object is deleted and made again. */
export interface ServerKey {
  readonly cluster: string;
  /** API group, '' for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** The fields of a server that its cluster alone tells. */
export type ObservedServer = Omit<
  ModelServerDetail,
  | 'entityRef'
  | 'owner'
  | 'registration'
  | 'currentRevision'
  | 'changedAt'
  | 'lastSeenAt'
  | 'removedAt'
>;

/** One specification of a server, normalised and without secrets. */
export interface ObservedSpecification {
  readonly specification: JsonObject;
  /** SHA-256, hex, of the canonical JSON of `specification`. */
  readonly specHash: string;
  /** When it began on the cluster. */
  readonly startedAt: InstantMs;
  readonly changedBy: string | null;
  readonly changeCause: string | null;
  readonly clusterRevision: string | null;
  /** True while `clusterRevision` may still be that of the specification before. */
  readonly clusterRevisionLags?: true;
  readonly images: readonly ImageReference[];
}

/** A specification out of the cluster's own memory, such as a ReplicaSet. */
export interface RememberedSpecification extends ObservedSpecification {
  /** uid of the object that remembers it. */
  readonly uid: string;
}

/** Names on the cluster that may tell an owner or a catalog entity. */
export interface OwnershipSignals {
  /** Value of `inference-portal/owner` on the workload or its pods. */
  readonly workload: { readonly value: string; readonly source: string } | null;
  /** The same on the namespace. */
  readonly namespace: {
    readonly value: string;
    readonly source: string;
  } | null;
  /** Value of `backstage.io/kubernetes-id`. */
  readonly kubernetesId: string | null;
  readonly labels: { readonly [name: string]: string };
  /** Labels and annotations that name a registered model or version, with where they stand; left out of records older than the registry. */
  readonly registry?: {
    readonly [name: string]: {
      readonly value: string;
      readonly source: string;
    };
  };
  /** How the server is meant to be used; left out of records older than findings. */
  readonly declared?: UsageDeclarations;
  /** `inference-portal/exit-plan`, where somebody wrote it. */
  readonly exitPlan?: { readonly value: string; readonly source: string };
}

/** Everything that one look at a server brings. */
export interface ServerObservation {
  readonly key: ServerKey;
  readonly server: ObservedServer;
  /** `metadata.generation`; null for kinds without it. */
  readonly generation: number | null;
  readonly current: ObservedSpecification;
  /** Oldest first. */
  readonly remembered: readonly RememberedSpecification[];
  /** True while the cluster remembers more than `remembered` holds: what ran before `current` may be told by the next look only. */
  readonly historyLags?: true;
  readonly ownership: OwnershipSignals;
}

/** Physical GPUs of one product on one cluster. */
export interface GpuCapacity {
  readonly product: string;
  readonly capacity: number;
  readonly heldByServers: number;
  readonly heldByOthers: number;
}

/** Changes of one cluster, in the order they were seen. */
export interface ObservationBatch {
  readonly cluster: string;
  readonly observedAt: InstantMs;
  /** True when `servers` holds every server of the cluster, so that any other recorded one has ended. */
  readonly complete: boolean;
  readonly servers: readonly ServerObservation[];
  /** Ids of servers whose object is gone. */
  readonly removed: readonly string[];
  /** Null when nothing changed since the last batch. */
  readonly capacity: readonly GpuCapacity[] | null;
}

/** Result of joining a server with the catalog. */
export interface CatalogJoin {
  readonly entityRef: string | null;
  readonly modelEntityRef: string | null;
  readonly owner: Owner;
}
