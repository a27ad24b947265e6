import type { KubeObject } from '../../objects';
import type {
  Condition,
  LabelSelector,
  PodTemplate,
} from '../../workloadTypes';

/** An Argo Rollout as it is stored. */
export interface Rollout extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly paused?: boolean;
    readonly selector?: LabelSelector;
    readonly template?: PodTemplate;
    /** Names the workload whose template is run instead of an own one. */
    readonly workloadRef?: {
      readonly apiVersion: string;
      readonly kind: string;
      readonly name: string;
    };
    readonly revisionHistoryLimit?: number;
    readonly minReadySeconds?: number;
    readonly progressDeadlineSeconds?: number;
    readonly strategy?: {
      readonly canary?: {
        readonly steps?: unknown;
        readonly maxSurge?: number | string;
        readonly maxUnavailable?: number | string;
      };
    };
  };
  readonly status?: RolloutStatus;
}

/** A Rollout whose template and selector are known, its own or those of the workload that it refers to. */
export interface ResolvedRollout extends Rollout {
  readonly spec: Rollout['spec'] & {
    readonly selector: LabelSelector;
    readonly template: PodTemplate;
  };
}

/** Why and since when a Rollout holds on. */
export interface PauseCondition {
  readonly reason: string;
  readonly startTime: string;
}

/** Where a Rollout stands, in the words of its controller. */
export type RolloutPhase = 'Healthy' | 'Progressing' | 'Paused' | 'Degraded';

/** The parts of a Rollout's status by which its controller remembers where it stands. */
export interface RolloutStatus {
  readonly abort?: boolean;
  readonly abortedAt?: string;
  readonly promoteFull?: boolean;
  readonly controllerPause?: boolean;
  readonly pauseConditions?: readonly PauseCondition[] | null;
  readonly currentStepIndex?: number | null;
  readonly currentStepHash?: string;
  readonly currentPodHash?: string;
  readonly stableRS?: string;
  readonly observedGeneration?: string;
  readonly workloadObservedGeneration?: string;
  readonly phase?: string;
  readonly message?: string;
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly HPAReplicas?: number;
  readonly selector?: string;
  readonly conditions?: readonly Condition[];
}

/** The number of pods that a Rollout asks for. */
export function replicasOf({ spec }: Rollout): number {
  return spec.replicas ?? 1;
}
