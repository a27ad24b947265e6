import { thousands } from '../thousands';

/** What a ResourceQuota allows of one kind of GPU. */
export interface GpuQuota {
  /** Name of the ResourceQuota. */
  readonly name: string;
  /** Resource as pods ask for it, such as `nvidia.com/gpu`. */
  readonly resource: string;
  readonly hard: number;
  readonly used: number;
}

/** GPUs of one resource that a deployment wants beside those that it holds already. */
export interface GpuNeed {
  readonly resource: string;
  /** Of all replicas at the start. */
  readonly wanted: number;
  /** That the same objects hold now. */
  readonly held: number;
  /** Of all replicas that an autoscaler may make. */
  readonly most: number;
}

const free = ({ hard, used }: GpuQuota) => hard - used;

/** The quota with the least left; null without any. */
export function tightestQuota(quotas: readonly GpuQuota[]): GpuQuota | null {
  return (
    [...quotas].sort(
      (a, b) => free(a) - free(b) || (a.name < b.name ? -1 : 1),
    )[0] ?? null
  );
}

const gpus = (count: number) =>
  `${thousands(count)} ${count === 1 ? 'GPU' : 'GPUs'}`;

/**
 * Whether quotas leave room. The API server lets a workload through whose pods the quota forbids, and these are then missing without a
 * word, so it is asked before.
 */
export function judgeGpuQuota(
  namespace: string,
  quotas: readonly GpuQuota[],
  needs: readonly GpuNeed[],
): { readonly refusal: string | null; readonly warnings: readonly string[] } {
  const refusals: string[] = [];
  const warnings: string[] = [];
  for (const need of needs) {
    const own = quotas.filter(({ resource }) => resource === need.resource);
    const quota = tightestQuota(own);
    const more = need.wanted - need.held;
    if (quota !== null && more > 0 && more > free(quota)) {
      refusals.push(
        `Namespace ${namespace} may hold ${gpus(quota.hard)} (ResourceQuota ${
          quota.name
        }, requests.${quota.resource}) and holds ${thousands(
          quota.used,
        )}: ${gpus(
          more,
        )} more do not fit. Ask who runs the cluster for more quota, scale another server of the namespace down, or choose another namespace`,
      );
    } else if (quota !== null && need.most - need.held > free(quota)) {
      warnings.push(
        `The autoscaler may want ${gpus(need.most)}, and ResourceQuota ${
          quota.name
        } leaves ${gpus(
          Math.max(free(quota) + need.held, 0),
        )}: it will stop there`,
      );
    }
  }
  return {
    refusal: refusals.length === 0 ? null : refusals.join('. '),
    warnings,
  };
}
