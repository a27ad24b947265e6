import type { Pod } from './workloadTypes';

/**
 * How the containers of a pod behave once the pod exists:
 * - `ready`: starts and becomes Ready;
 * - `crash`: its first container exits with an error again and again (CrashLoopBackOff);
 * - `oom`: as `crash`, but killed by the kernel (OOMKilled, exit code 137);
 * - `image-pull`: the image cannot be pulled (ErrImagePull, ImagePullBackOff);
 * - `pending`: the scheduler never finds a node for it, whatever the nodes offer;
 * - `succeed`: runs to its end with exit code 0 (pods of Jobs).
 */
export type PodOutcome =
  | 'ready'
  | 'crash'
  | 'oom'
  | 'image-pull'
  | 'pending'
  | 'succeed';

/** What the simulated kubelet does with a pod. Durations are in ms. */
export interface PodBehaviour {
  readonly outcome: PodOutcome;
  /** From the start of the containers to Ready; for `succeed` to the end of the work. */
  readonly startupMs: number;
  /** From the binding to a node to the start of the containers. Default 1,000. */
  readonly pullMs?: number;
  /** For `crash` and `oom`: how long a container lives before it dies. Default `startupMs`. */
  readonly runMs?: number;
  /** For `crash`, `oom` and `image-pull`: the first pause, which doubles each time up to 5 min. Default 10,000. */
  readonly backoffMs?: number;
  /** From the deletion to the disappearance of the pod. Default 1,000, never more than its grace period. */
  readonly shutdownMs?: number;
  /** For `crash`. Default 1. */
  readonly exitCode?: number;
  /** What the termination, image pull or scheduler says. A realistic default exists for each. */
  readonly message?: string;
  /** What `kubectl logs` prints. */
  readonly logs?: string;
}

/** Decides how a pod behaves. Asked again whenever the pod is looked at, so it should depend on the pod only. */
export type PodBehaviourHook = (pod: Pod) => PodBehaviour;

/** Pods that become ready two seconds after their image was there. */
export const readyPodBehaviour: PodBehaviourHook = () => ({
  outcome: 'ready',
  startupMs: 2_000,
});
