/** The two clusters of the story. */
export type ClusterName = 'demo-eu-west' | 'demo-us-east';

/** How a server is deployed. */
export type ServerKind =
  | 'Deployment'
  | 'StatefulSet'
  | 'LeaderWorkerSet'
  | 'Rollout'
  | 'InferenceService'
  | 'LLMInferenceService'
  | 'RayService'
  | 'NIMService'
  | 'Pod';

/** What runs in its containers; `plain` is an own image without serving metrics. */
export type EngineName =
  | 'vllm'
  | 'tensorrt-llm'
  | 'triton'
  | 'sglang'
  | 'tgi'
  | 'tei'
  | 'nim'
  | 'ray'
  | 'plain';

/** The things that the story wants to show. */
export type StoryCase =
  | 'zombie-never-used'
  | 'zombie-stopped'
  | 'zombie-probes-only'
  | 'orphan'
  | 'superseded'
  | 'crash-loop'
  | 'stuck-pending'
  | 'image-pull'
  | 'bad-release'
  | 'argo-cd'
  | 'flux'
  | 'helm'
  | 'spend-jump'
  | 'unowned'
  | 'scaled-to-zero'
  | 'standby'
  | 'nightly-batch'
  | 'weekly-batch'
  | 'canary'
  | 'uninstrumented'
  | 'autoscaled';

/** When requests come, in UTC. Rates are those of the whole server. */
export type TrafficShape =
  | { readonly kind: 'none' }
  | { readonly kind: 'steady'; readonly perHour: number }
  /** A day's wave; at the weekend and at night the given share of it remains. */
  | {
      readonly kind: 'diurnal';
      readonly peakPerHour: number;
      readonly peakHour: number;
      readonly nightShare: number;
      readonly weekendShare: number;
    }
  | {
      readonly kind: 'nightly';
      readonly perHour: number;
      readonly fromHour: number;
      readonly hours: number;
    }
  /** `weekday` 0 is Sunday. */
  | {
      readonly kind: 'weekly';
      readonly perHour: number;
      readonly weekday: number;
      readonly fromHour: number;
      readonly hours: number;
    }
  /** A monitor's requests: the same number every hour, the same few tokens. */
  | { readonly kind: 'probes'; readonly perHour: number };

/** Traffic of one server: the one place from which pods, series and findings follow. */
export interface TrafficProfile {
  readonly shape: TrafficShape;
  readonly beginsDaysAgo?: number;
  readonly endsDaysAgo?: number;
  readonly jumps?: readonly {
    readonly daysAgo: number;
    readonly factor: number;
  }[];
  /** Means per request. Embedding servers generate nothing. */
  readonly promptTokens: number;
  readonly generationTokens: number;
  /** Mean duration of a request under light load. */
  readonly seconds: number;
  /** Requests that one replica works on at the same time when its GPUs are full. */
  readonly concurrency: number;
  /** Share of requests that fail in a good release. Default 0.002. */
  readonly errorShare?: number;
}

/** Command-line flags in order; `true` is a flag without value. */
export type Flags = Readonly<Record<string, string | true>>;

/** One release of a server. Flags are laid over those of the release before; null takes one away. */
export interface RevisionStory {
  readonly daysAgo: number;
  /** Field manager that wrote it. Default: the manager of the server. */
  readonly by?: string;
  readonly cause: string | null;
  /** Image tag. Default: that of the release before. */
  readonly tag?: string;
  readonly flags?: Readonly<Record<string, string | true | null>>;
  readonly env?: Readonly<Record<string, string | null>>;
}

/** What goes wrong in pods whose image or arguments contain `when`; so a rollback puts it right. */
export interface Fault {
  readonly when: string;
  readonly outcome?: 'crash' | 'oom' | 'image-pull';
  readonly message?: string;
  readonly logs?: string;
  readonly errorFactor?: number;
  readonly latencyFactor?: number;
}

/** Who keeps the objects of a server in order. */
export type ServerManager = 'argo-cd' | 'flux' | 'helm' | 'kubectl' | 'ci';

/** One model server of the story. */
export interface ServerStory {
  readonly name: string;
  readonly cluster: ClusterName;
  readonly namespace: string;
  readonly kind: ServerKind;
  readonly engine: EngineName;
  /** Model id of its hub, or a storage URI. */
  readonly model: string;
  readonly servedName?: string;
  /** Image without tag, where it differs from the engine's. */
  readonly image?: string;
  readonly pool: string;
  /** Extended resource. Default `nvidia.com/gpu`. */
  readonly resource?: string;
  /** Amount of the resource per pod. */
  readonly gpus: number;
  readonly replicas: number;
  /** Pods of one replica that hold GPUs. Default 1. */
  readonly podsPerReplica?: number;
  /** Replica counts of earlier times: `replicas` held until `untilDaysAgo`. Oldest first. */
  readonly formerReplicas?: readonly {
    readonly untilDaysAgo: number;
    readonly replicas: number;
  }[];
  /** Oldest first. */
  readonly revisions: readonly RevisionStory[];
  /** A last release that has not replaced the one before it: pods of either. */
  readonly halfRolledOut?: { readonly old: number; readonly new: number };
  readonly traffic: TrafficProfile;
  readonly manager?: ServerManager;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly faults?: readonly Fault[];
  readonly cases?: readonly StoryCase[];
}

/** A group of equal nodes. */
export interface NodePool {
  readonly name: string;
  readonly cluster: ClusterName;
  readonly count: number;
  /** Of its cloud; of an own machine the model. */
  readonly instanceType: string;
  readonly capacityType: 'on-demand' | 'spot' | 'reserved' | 'on-prem';
  /** Price that its owner wrote on the nodes, such as `USD 41.50`. */
  readonly pricePerHour?: string;
  readonly zones: readonly string[];
  /** Null for nodes without GPUs. */
  readonly gpu: {
    /** `nvidia.com/gpu.product` without suffix. */
    readonly product: string;
    readonly modelName: string;
    readonly family: string;
    readonly computeMajor: number;
    readonly computeMinor: number;
    readonly count: number;
    readonly memoryMiB: number;
    readonly accelerator: string;
    readonly mig?: Readonly<Record<string, number>>;
    readonly timeSlicing?: { readonly replicas: number };
  } | null;
  readonly cpus: number;
  readonly memoryGi: number;
}
