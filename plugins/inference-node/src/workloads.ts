import type { RuntimeName } from '@inference-portal/plugin-inference-common';
import type {
  JsonObject,
  KubernetesObject,
  V1PodTemplateSpec,
  WatchedResource,
} from './kubernetes';

/** One kind of pod that a workload makes. */
export interface WorkloadPods {
  /** `main` for single-template kinds, else `leader`, `worker`, `head`, `prefill` … */
  readonly role: string;
  readonly template: V1PodTemplateSpec;
  /** Pods of this role in one replica of the server. */
  readonly perReplica: number;
}

/** What the kind itself says about the model, beside its pod template. */
export interface WorkloadHints {
  readonly runtime?: RuntimeName;
  readonly runtimeVersion?: string;
  /** Source URI such as `hf://org/name`, `s3://…`, `pvc://…`, `oci://…`. */
  readonly source?: string;
  readonly modelId?: string;
  readonly servedNames?: readonly string[];
  readonly precision?: string;
  readonly quantization?: string;
  readonly maxModelLength?: number;
  readonly tensorParallel?: number;
  readonly pipelineParallel?: number;
  readonly endpoints?: readonly string[];
  /** Where the hints were read, such as `spec.predictor.model.storageUri`. */
  readonly evidence?: string;
}

/** A workload as its adapter reads it. */
export interface Workload {
  readonly pods: readonly WorkloadPods[];
  readonly replicas: {
    readonly desired: number | null;
    readonly ready: number | null;
    readonly updated: number | null;
  };
  /** The part of the object that decides what runs: no status, no replica count, no metadata of the object itself. */
  readonly specification: JsonObject;
  readonly hints: WorkloadHints;
  /** Revision that Kubernetes itself numbers, if the kind has one. */
  readonly clusterRevision: string | null;
  /** True while `clusterRevision` may still be that of the specification before: its controller has not looked at this one yet. */
  readonly clusterRevisionLags?: boolean;
  /** A failure that only the kind's own status tells (conditions), in a sentence. */
  readonly problem: string | null;
  /** Parts that could not be read, each in a sentence. */
  readonly warnings: readonly string[];
}

/** A specification that the cluster still remembers from before it was watched. */
export interface RememberedRevision {
  /** uid of the ReplicaSet or ControllerRevision. */
  readonly uid: string;
  readonly clusterRevision: string;
  readonly specification: JsonObject;
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  readonly changeCause: string | null;
}

/**
 * Reads one kind of Kubernetes workload. One adapter a file; pure, no I/O.
 * Objects come from the API server as they are: every field may be missing or of a wrong type. An adapter never throws for that;
 * it reports `warnings`.
 */
export interface WorkloadAdapter {
  readonly resource: WatchedResource;
  /** Dependent resources that carry revisions, such as ReplicaSets. */
  readonly remembers?: WatchedResource;
  read(object: KubernetesObject): Workload;
  /** Revisions out of the dependents that `object` controls. */
  revisions?(
    object: KubernetesObject,
    dependents: readonly KubernetesObject[],
  ): readonly RememberedRevision[];
}
