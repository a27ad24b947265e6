import type { Pod } from '../../cluster/workloadTypes';

const GPU_RESOURCE = /^nvidia\.com\/(gpu(\.shared)?|mig-.+)$/;

/** The first container that asks for GPUs. Null when none does. */
export function gpuRequestOf(pod: Pod): {
  container: string;
  image: string;
  resource: string;
  amount: number;
} | null {
  for (const container of pod.spec.containers) {
    const limits = container.resources?.limits ?? {};
    for (const [resource, amount] of Object.entries(limits)) {
      if (GPU_RESOURCE.test(resource) && Number(amount) > 0) {
        return {
          container: container.name,
          image: container.image,
          resource,
          amount: Number(amount),
        };
      }
    }
  }
  return null;
}
