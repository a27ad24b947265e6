import type { FindingCause } from '@inference-portal/plugin-inference-common';
import type { ObjectManager } from '../managerCheck';
import type { Confidence } from '../zombies/verdict';
import type { InstantMs, ServerKey } from '../../types';
import type { ScaledDownFrom } from './scaledDownFrom';

/** Where an object stands in the API of its cluster. */
export interface ObjectRef {
  /** '' for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Part of the object that is written through a path of its own, such as `status`; it is read with the object. */
  readonly subresource?: 'status';
}

/** Something that an owner must settle before the portal may scale. */
export type ScalingObstacle =
  /** A StatefulSet that deletes its volumes when it is scaled down. */
  | { readonly kind: 'deletes-volumes' }
  /** A release is under way, which a change of replicas would confuse. */
  | { readonly kind: 'release-in-progress' }
  /** The object is being deleted. */
  | { readonly kind: 'being-deleted' }
  /** The kind, or its mode, has no number of replicas that could be zero. `reason` is a whole sentence. */
  | { readonly kind: 'not-scalable'; readonly reason: string };

/** The top-level object of a server, as far as scaling cares. */
export interface ScaleTarget {
  readonly ref: ObjectRef;
  readonly uid: string;
  /** Path of the field that says how many replicas are wanted; null when there is none. */
  readonly replicasField: readonly string[] | null;
  /** Its value; null when the field is absent, which means one for every kind that has it. */
  readonly replicas: number | null;
  /** True where the next request starts the server again, as under Knative. */
  readonly startsOnDemand: boolean;
  readonly obstacles: readonly ScalingObstacle[];
  /** What an earlier scaling to zero left behind; `unreadable` when somebody changed it. */
  readonly remembered: ScaledDownFrom | 'unreadable' | null;
  readonly manager: ObjectManager;
}

/** What turns the number of replicas of a target by itself. */
export type Autoscaler =
  | {
      readonly kind: 'hpa';
      readonly ref: ObjectRef;
      readonly uid: string;
      readonly minReplicas: number;
    }
  | {
      readonly kind: 'keda';
      readonly ref: ObjectRef;
      readonly uid: string;
      /** Value of its annotation `autoscaling.keda.sh/paused-replicas`; null when absent. */
      readonly pausedReplicas: string | null;
    };

/** What the cluster holds of a server. */
export interface ScalableWorld {
  readonly server: ServerKey;
  readonly target: ScaleTarget;
  readonly autoscalers: readonly Autoscaler[];
}

/** What the detector says of the server at the moment of the plan. */
export interface RemediationEvidence {
  readonly findingId: string;
  readonly cause: FindingCause;
  readonly confidence: Confidence;
  /** False when the newest hours no longer show it. */
  readonly stillHolds: boolean;
  /** Requests of the newest 24 hours; null when nobody counted them. */
  readonly recentRequests: number | null;
  /** Requests that run or wait at this moment; null, or left out, when nobody says. */
  readonly runningNow?: number | null;
}

/** Who acts, and when. */
export interface RemediationActor {
  /** Entity ref of a person or name of a service. */
  readonly by: string;
  readonly at: InstantMs;
}
