import type {
  Budget,
  ModelServerDetail,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../types';
import type { MemoryTrend } from './memoryTrend';

/** A value that somebody wrote, and where. */
export interface Stated<T> {
  readonly value: T;
  readonly source: string;
}

/** A probe with what Kubernetes takes for fields that are left out. */
export interface ProbeFacts {
  /** Seconds. */
  readonly period: number;
  readonly failureThreshold: number;
  /** Seconds. */
  readonly timeout: number;
  /** Seconds. */
  readonly initialDelay: number;
  /** Of an HTTP probe; null for other kinds. */
  readonly path: string | null;
  readonly source: string;
}

/** A volume where the container sees it. */
export interface MountFacts {
  readonly path: string;
  readonly volume: string;
  /** `persistent` outlives the pod, `scratch` does not, `memory` is RAM, `other` holds configuration or is not known. */
  readonly kind: 'persistent' | 'scratch' | 'memory' | 'other';
  /** Bytes; null when no limit is stated. */
  readonly sizeLimit: number | null;
  readonly source: string;
}

/** An amount of memory as it is written. */
export interface Amount {
  readonly text: string;
  /** Null when the text is no quantity. */
  readonly bytes: number | null;
}

/** What a pod template says about the container that serves the model. Null is what it does not say. */
export interface PodFacts {
  /** Such as `containers[vllm]`. */
  readonly container: string;
  /** Who fills in what the specification leaves out, such as a ServingRuntime; null when nobody does. */
  readonly completedBy: string | null;
  readonly startupProbe: ProbeFacts | null;
  readonly readinessProbe: ProbeFacts | null;
  readonly livenessProbe: ProbeFacts | null;
  readonly memoryRequest: Amount | null;
  readonly memoryLimit: Amount | null;
  readonly mounts: readonly MountFacts[];
  /** Seconds between the signal to stop and the end. */
  readonly gracePeriod: number | null;
  readonly hostIpc: boolean | null;
  readonly privileged: boolean | null;
  readonly allowPrivilegeEscalation: boolean | null;
  readonly droppedCapabilities: readonly string[];
  readonly seccompProfile: string | null;
  readonly runAsNonRoot: boolean | null;
}

/** The command of the engine, as far as the specification tells. */
export interface EngineFacts {
  /** Flags by name without dashes, `-` for `_`; null for a flag without a value that can be read. */
  readonly flags: ReadonlyMap<string, string | null>;
  readonly environment: ReadonlyMap<string, string>;
  /** Where the flags stand: `args` or `command`. */
  readonly source: string;
}

/** An image reference in its parts. */
export interface ImageFacts {
  readonly reference: string;
  readonly tag: string | null;
  /** The version that the tag names; null for `latest` and its like. */
  readonly tagVersion: string | null;
  /** That the reference itself names. */
  readonly digest: string | null;
}

/** Something that scales the server by itself. */
export interface AutoscalerFacts {
  /** Such as `ScaledObject support-chat`. */
  readonly name: string;
  readonly minReplicas: number | null;
  readonly maxReplicas: number | null;
}

/** A PodDisruptionBudget that selects the server's pods; a bound is a number or a share such as `50%`. */
export interface DisruptionBudgetFacts {
  readonly name: string;
  readonly minAvailable: string | null;
  readonly maxUnavailable: string | null;
}

/** GPU memory of a server in one hour. */
export interface MemoryHour {
  readonly hour: InstantMs;
  readonly bytes: number | null;
}

/** Everything that the rules of production readiness look at. What nobody looked at is null. */
export interface ReadinessFacts {
  readonly server: ModelServerDetail;
  readonly evaluatedAt: InstantMs;
  /** Number of the revision that the facts were read from; null when none is recorded. */
  readonly revision: number | null;
  readonly pod: PodFacts | null;
  readonly engine: EngineFacts | null;
  /** Something of the kind itself that logs what is asked and answered, such as KServe's `predictor.logger`. */
  readonly payloadLogger: Stated<string> | null;
  readonly image: ImageFacts | null;
  /** The revision before the current one; null when the portal knows none. */
  readonly previous: {
    readonly number: number;
    readonly images: readonly ImageFacts[];
  } | null;
  /** Servers of the same model on other clusters, of those that the caller may read; null when the model is not known. */
  readonly elsewhere:
    | readonly { readonly cluster: string; readonly name: string }[]
    | null;
  /** Clusters on which the caller may read servers. */
  readonly clusters: number;
  readonly autoscalers: readonly AutoscalerFacts[] | null;
  readonly disruptionBudgets: readonly DisruptionBudgetFacts[] | null;
  /** Why autoscalers, budgets and alerts are not known, one sentence each; null where they are. */
  readonly unseen: {
    readonly autoscalers: string | null;
    readonly disruptionBudgets: string | null;
    readonly memoryAlerts: string | null;
  };
  /** Budgets over the server's owner or model, of those that the caller may read; null when none may be read. */
  readonly budgets: readonly Budget[] | null;
  /** Since the current revision began. */
  readonly memory: MemoryTrend;
  /** Alerts that tell when the memory of the server grows, such as `PrometheusRule support-chat`. */
  readonly memoryAlerts: readonly string[] | null;
  readonly exitPlan: Stated<string> | null;
}
