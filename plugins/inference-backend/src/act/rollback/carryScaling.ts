import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';
import { isFields } from '../../observe/clusters/adapters/fields';

const GROUPS = 'workerGroupSpecs';
const SCALING = ['replicas', 'minReplicas', 'maxReplicas'];

function groupsOf(specification: unknown): readonly Json[] {
  const cluster = isFields(specification)
    ? specification.rayClusterConfig
    : undefined;
  const groups = isFields(cluster) ? cluster[GROUPS] : undefined;
  return Array.isArray(groups) ? groups : [];
}

/**
 * A RayService's specification with the replicas that its worker groups have in `written`. They stand inside a list, which can only be
 * written as a whole; a group that is new starts with KubeRay's default.
 */
export function carryScaling(
  specification: JsonObject,
  written: JsonObject,
): JsonObject {
  const cluster = specification.rayClusterConfig;
  if (!isFields(cluster)) {
    return specification;
  }
  const present = groupsOf(written);
  const groups = groupsOf(specification).map((group): Json => {
    const same = present.find(
      candidate =>
        isFields(candidate) &&
        isFields(group) &&
        candidate.groupName === group.groupName,
    );
    if (!isFields(group) || !isFields(same)) {
      return group;
    }
    const scaling = Object.entries(same).filter(([name]) =>
      SCALING.includes(name),
    );
    return { ...group, ...Object.fromEntries(scaling) } as JsonObject;
  });
  return {
    ...specification,
    rayClusterConfig: { ...(cluster as JsonObject), [GROUPS]: groups },
  };
}
