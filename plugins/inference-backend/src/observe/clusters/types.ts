import type {
  KubernetesObject,
  WatchedResource,
} from '@inference-portal/plugin-inference-node';
import type { DataSource } from '@inference-portal/plugin-inference-common';
import type {
  AllocationInterval,
  NodeInterval,
} from '../../decide/cost/ledger';
import type {
  GpuCapacity,
  InstantMs,
  ObservationBatch,
  ServerObservation,
} from '../../types';

/** One change of a watched object. */
export interface ResourceEvent {
  readonly type: 'upsert' | 'delete';
  readonly object: KubernetesObject;
}

/** What changed since the last drain. */
export interface InventoryChanges {
  readonly servers: readonly ServerObservation[];
  /** Ids of servers that ended. */
  readonly removed: readonly string[];
  readonly capacity: readonly GpuCapacity[] | null;
  /** Objects that could not be understood, each in a sentence. */
  readonly malformed: readonly string[];
}

/** What a namespace says of who owns what runs in it. */
export interface NamespaceOwner {
  readonly namespace: string;
  /** Value of `inference-portal/owner` on the namespace, and where it stands. */
  readonly owner: { readonly value: string; readonly source: string } | null;
}

/** Who held which GPUs of a cluster since when. */
export interface LedgerChanges {
  /** Those that began, changed or ended. */
  readonly nodes: readonly NodeInterval[];
  readonly allocations: readonly AllocationInterval[];
  /** Namespaces in which something that is no model server holds GPUs. */
  readonly namespaces: readonly NamespaceOwner[];
}

/** A look at who holds which GPUs. Nodes and pods were watched without a break since the look before, or this one is complete. */
export interface LedgerLook extends LedgerChanges {
  readonly cluster: string;
  readonly observedAt: InstantMs;
  /** True when it holds every node and allocation that lasts. */
  readonly complete: boolean;
}

/**
 * The objects of one cluster in memory, reduced to what servers are derived from. No I/O and no clock.
 * Handlers never throw: what cannot be read becomes a `malformed` sentence or a warning on the server.
 */
export interface ClusterInventory {
  /** Resources to watch: those of the adapters, and pods, nodes, namespaces, services … */
  readonly resources: readonly WatchedResource[];
  /** Takes a whole list, page by page. On commit, objects of the resource that were not added are gone. */
  beginReplace(resource: WatchedResource): {
    add(object: KubernetesObject): void;
    commit(): void;
  };
  apply(resource: WatchedResource, event: ResourceEvent): void;
  /** Forgets a resource whose CRD was uninstalled or that became forbidden. */
  drop(resource: WatchedResource): void;
  /** Servers that changed since the last drain; derived only for those. */
  drain(now: InstantMs): InventoryChanges;
  /** Marks every server as changed, so that the next drain is complete. */
  touchAll(): void;
  /** Intervals that changed since the last call, after a `drain`; with `all` every one that lasts, too. */
  drainLedger(all: boolean): LedgerChanges;
}

/** Where an observer hands over what it saw. */
export interface ObservationSink {
  /** Resolves when the batch is recorded. When it rejects, the observer hands the same servers over again later. */
  apply(batch: ObservationBatch): Promise<void>;
  /**
   * Resolves when the look is recorded; one without changes tells that the cluster is still watched. When it rejects, the observer hands the
   * same intervals over again later.
   */
  applyLedger(look: LedgerLook): Promise<void>;
  /** Health of the cluster as a data source; called on every change of it and at least every 30 s. */
  report(source: DataSource): Promise<void>;
}
