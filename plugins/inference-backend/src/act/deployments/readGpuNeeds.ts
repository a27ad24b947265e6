import type { KubernetesObject } from '@inference-portal/plugin-inference-node';
import type { GpuNeed } from '../../decide/deployments/gpuQuota';
import type { DeployableObject } from '../../decide/deployments/readDeployment';
import { at, integerOf, textOf } from '../../observe/clusters/adapters/fields';
import { readDeviceRequests } from '../../observe/clusters/servers/gpuRequests';
import { adapterOf } from '../rollback/findWorkload';

/** Devices of one replica of a workload, by resource. */
function devicesOf(
  object: unknown,
  ref: DeployableObject['ref'],
): ReadonlyMap<string, number> {
  const total = new Map<string, number>();
  const workload = adapterOf(ref)?.read(object as KubernetesObject);
  for (const { template, perReplica } of workload?.pods ?? []) {
    for (const [resource, count] of readDeviceRequests(template.spec)) {
      total.set(resource, (total.get(resource) ?? 0) + count * perReplica);
    }
  }
  return total;
}

const replicasOf = (object: unknown): number | null =>
  integerOf(at(object, 'spec', 'replicas'));

/** Bounds that an autoscaler among the objects sets to a workload; null without one. */
function boundsOf(
  name: string,
  objects: readonly DeployableObject[],
): { readonly least: number; readonly most: number } | null {
  for (const { object, ref } of objects) {
    const isKeda = ref.kind === 'ScaledObject';
    if (
      (isKeda || ref.kind === 'HorizontalPodAutoscaler') &&
      textOf(at(object, 'spec', 'scaleTargetRef', 'name')) === name
    ) {
      const [least, most] = isKeda
        ? ['minReplicaCount', 'maxReplicaCount']
        : ['minReplicas', 'maxReplicas'];
      // KEDA's own defaults are 0 and 100, those of an HPA 1 and none.
      return {
        least: integerOf(at(object, 'spec', least)) ?? (isKeda ? 0 : 1),
        most: integerOf(at(object, 'spec', most)) ?? 100,
      };
    }
  }
  return null;
}

/** Bounds that a workload sets to itself, as KServe's LLMInferenceService does; null without. */
function ownBoundsOf(
  object: unknown,
): { readonly least: number; readonly most: number } | null {
  const most = integerOf(at(object, 'spec', 'scaling', 'maxReplicas'));
  return most === null
    ? null
    : {
        least: integerOf(at(object, 'spec', 'scaling', 'minReplicas')) ?? 1,
        most,
      };
}

/** GPUs that objects ask for, by resource. `before` are the same objects as the cluster has them, null where there is none. */
export function readGpuNeeds(
  objects: readonly DeployableObject[],
  before: readonly unknown[],
): readonly GpuNeed[] {
  const needs = new Map<string, GpuNeed>();
  objects.forEach(({ object, ref }, index) => {
    const present = before[index] ?? null;
    const running = present === null ? 0 : replicasOf(present) ?? 1;
    const bounds = boundsOf(ref.name, objects) ?? ownBoundsOf(object);
    // Without a number Kubernetes makes one pod, and leaves what an autoscaler chose.
    const start =
      replicasOf(object) ?? Math.max(running, 1, bounds?.least ?? 1);
    const most = Math.max(start, bounds?.most ?? start);
    const held = present === null ? new Map() : devicesOf(present, ref);
    for (const [resource, count] of devicesOf(object, ref)) {
      const sum = needs.get(resource);
      needs.set(resource, {
        resource,
        wanted: (sum?.wanted ?? 0) + count * start,
        held: (sum?.held ?? 0) + (held.get(resource) ?? 0) * running,
        most: (sum?.most ?? 0) + count * most,
      });
    }
  });
  return [...needs.values()];
}
