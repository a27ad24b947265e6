import type { GpuQuota } from '../../decide/deployments/gpuQuota';
import {
  at,
  fieldsOf,
  integerOf,
  itemsOf,
  textOf,
} from '../../observe/clusters/adapters/fields';
import { isGpuResource } from '../../observe/clusters/servers/gpuNode';

const REQUESTS = 'requests.';

/** A quota for some pods only, such as those of a priority class, says nothing of the others. */
function isForAll(quota: unknown): boolean {
  return (
    itemsOf(at(quota, 'spec', 'scopes')).length === 0 &&
    itemsOf(at(quota, 'spec', 'scopeSelector', 'matchExpressions')).length === 0
  );
}

/** Namespaces and what their ResourceQuotas allow of GPUs. */
export function readGpuQuotas(
  quotas: readonly unknown[],
): readonly (GpuQuota & { readonly namespace: string })[] {
  return quotas.filter(isForAll).flatMap(quota => {
    const namespace = textOf(at(quota, 'metadata', 'namespace')) ?? '';
    const name = textOf(at(quota, 'metadata', 'name')) ?? '';
    return Object.entries(fieldsOf(at(quota, 'spec', 'hard'))).flatMap(
      ([key, value]) => {
        const resource = key.startsWith(REQUESTS)
          ? key.slice(REQUESTS.length)
          : '';
        const hard = integerOf(value);
        return hard === null || !isGpuResource(resource)
          ? []
          : [
              {
                namespace,
                name,
                resource,
                hard,
                used: integerOf(at(quota, 'status', 'used', key)) ?? 0,
              },
            ];
      },
    );
  });
}
