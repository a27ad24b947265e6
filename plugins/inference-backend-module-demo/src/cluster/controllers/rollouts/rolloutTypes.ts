import type { KubeObject } from '../../objects';
import type {
  Condition,
  LabelSelector,
  PodTemplate,
} from '../../workloadTypes';

/** An Argo Rollout. */
export interface Rollout extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly paused?: boolean;
    readonly selector: LabelSelector;
    readonly template?: PodTemplate;
    readonly revisionHistoryLimit?: number;
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

/** The parts of a Rollout's status by which its controller remembers where it stands. */
export interface RolloutStatus {
  readonly abort?: boolean;
  readonly promoteFull?: boolean;
  readonly controllerPause?: boolean;
  readonly pauseConditions?: readonly {
    readonly reason: string;
    readonly startTime: string;
  }[];
  readonly currentStepIndex?: number;
  readonly currentPodHash?: string;
  readonly stableRS?: string;
  readonly conditions?: readonly Condition[];
  readonly [field: string]: unknown;
}
