import type { ImageReference } from '@inference-portal/plugin-inference-common';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { InstantMs, ServerKey } from '../../types';
import type { ObjectManager } from '../managerCheck';
import type { ObjectRef } from '../remediation/scalableWorld';
import type { TrafficSplit } from './trafficShift';

/** What of a past revision could be written again. */
export type RevisionContent =
  /** An object of the cluster, such as a ReplicaSet, holds it in whole. */
  | {
      readonly source: 'cluster';
      /** Canonical, not redacted: it leaves the portal as a patch only. */
      readonly specification: JsonObject;
      /** SHA-256, hex, of `specification`. */
      readonly hash: string;
      readonly holder: string;
      /** Annotations of the object that holds it. */
      readonly annotations: { readonly [name: string]: string };
    }
  /** Only the portal kept it; literal secrets were never kept. */
  | {
      readonly source: 'portal';
      readonly specification: JsonObject;
      readonly hash: string;
    };

/** What users saw of a revision while it ran. */
export interface Served {
  /** Requests that were answered or failed. */
  readonly requests: number;
  /** Share of them that failed, 0 to 1; null when nobody counted. */
  readonly errorShare: number | null;
  /** 95th percentile of how long requests took in its last day, milliseconds; null when nobody measured. */
  readonly p95Ms: number | null;
}

/** A revision of the server as the portal recorded it, with what is left of it. */
export interface KnownRevision {
  readonly id: string;
  readonly number: number;
  /** SHA-256, hex, of the redacted specification. */
  readonly specHash: string;
  /** Canonical and redacted. */
  readonly specification: JsonObject;
  readonly clusterRevision: string | null;
  readonly images: readonly ImageReference[];
  readonly startedAt: InstantMs;
  readonly endedAt: InstantMs | null;
  readonly changedBy: string | null;
  readonly changeCause: string | null;
  readonly content: RevisionContent;
  /** Null when no traffic was measured in its time. */
  readonly served: Served | null;
}

/** A release that sends part of the traffic to a new version. */
export type Canary =
  /** Argo Rollouts: `stableSpecHash` is that of the stable ReplicaSet, redacted; null when it is gone. */
  | { readonly kind: 'rollout'; readonly stableSpecHash: string | null }
  /** KServe on Knative: percent of traffic of the newest revision. */
  | { readonly kind: 'knative'; readonly percent: number }
  /** KServe in standard mode: names of the entries of `spec.canary`. */
  | { readonly kind: 'kserve'; readonly names: readonly string[] };

/** An object that a pod needs to start. */
export interface NeededObject {
  readonly kind:
    | 'ConfigMap'
    | 'Secret'
    | 'PersistentVolumeClaim'
    | 'ServiceAccount';
  readonly name: string;
  /** `unknown` when the portal may not look. */
  readonly state: 'present' | 'missing' | 'unknown';
}

/** GPUs of the product that the server uses, on its cluster. */
export interface GpuRoom {
  readonly product: string;
  readonly free: number;
}

/** How pods of a Deployment are replaced. */
export interface Replacing {
  /** Pods that may come on top while the release lasts. */
  readonly surge: number;
  /** Pods that may be missing meanwhile. */
  readonly unavailable: number;
}

/** The steps of a Rollout's canary, which a restored template walks like any other. */
export interface CanarySteps {
  readonly count: number;
  /** `spec.rollbackWindow.revisions`; null when it is not set. */
  readonly window: number | null;
  /** When the ReplicaSets that are left began, UTC ms, by the hash of their redacted specification. */
  readonly createdAt: ReadonlyMap<string, number>;
}

/** A PodDisruptionBudget that selects the server's pods; a bound is a number or a share such as `50%`. */
export interface DisruptionBudget {
  readonly name: string;
  readonly minAvailable: string | null;
  readonly maxUnavailable: string | null;
}

/** What the cluster and the record hold of a server, as far as going back cares. */
export interface RollbackWorld {
  readonly serverId: string;
  readonly server: ServerKey;
  /** The object that is written. */
  readonly ref: ObjectRef;
  readonly uid: string;
  /** The workload with its template as the cluster holds it, not redacted. */
  readonly object: JsonObject;
  /** Where the specification stands in the object. */
  readonly path: readonly string[];
  readonly current: {
    /** Null when what runs now is not recorded yet. */
    readonly revision: KnownRevision | null;
    /** Canonical, not redacted. */
    readonly specification: JsonObject;
    readonly hash: string;
    /** The same fields as they stand in the object, with defaults and without nulls. */
    readonly written: JsonObject;
    /** Canonical and redacted. */
    readonly shown: JsonObject;
    readonly specHash: string;
    readonly annotations: { readonly [name: string]: string };
    readonly replicas: number | null;
  };
  /** Newest first, without what runs now. */
  readonly past: readonly KnownRevision[];
  readonly paused: boolean;
  readonly beingDeleted: boolean;
  readonly manager: ObjectManager;
  readonly canary: Canary | null;
  /** What splits its traffic with other backends; null when the portal may not look. */
  readonly splits: readonly TrafficSplit[] | null;
  /** Null for what is no Rollout with a canary. */
  readonly canarySteps: CanarySteps | null;
  /** `Kind name` of what turns its replicas. */
  readonly autoscalers: readonly string[];
  readonly replacing: Replacing | null;
  /** Null when the portal may not look. */
  readonly budgets: readonly DisruptionBudget[] | null;
  readonly room: GpuRoom | null;
  /** Seconds that the last release took until its pods were ready; null when nobody knows. */
  readonly lastReleaseSeconds: number | null;
  /** Seconds that the object gives a release to progress; null when it says nothing. */
  readonly progressDeadlineSeconds: number | null;
}
