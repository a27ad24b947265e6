import { at, fieldsOf, integerOf, itemsOf, textOf } from '../adapters/fields';
import { isGpuResource } from './gpuNode';

/** Devices by resource name. */
export type DeviceCounts = ReadonlyMap<string, number>;

/** A pod's reference to a claim of dynamic resource allocation. */
export interface ClaimReference {
  /** Name inside the pod. */
  readonly name: string;
  readonly claimName: string | null;
  readonly templateName: string | null;
}

/** Resources that a container asks for. For extended resources the limit is the request. */
export function containerResources(container: unknown): {
  readonly [resource: string]: unknown;
} {
  return {
    ...fieldsOf(at(container, 'resources', 'requests')),
    ...fieldsOf(at(container, 'resources', 'limits')),
  };
}

/** GPU devices that a container asks for. */
export function containerDevices(container: unknown): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [resource, quantity] of Object.entries(
    containerResources(container),
  )) {
    const count = integerOf(quantity);
    if (isGpuResource(resource) && count !== null && count > 0) {
      counts.set(resource, count);
    }
  }
  return counts;
}

/** True for an init container that keeps running beside the others. */
export function isSidecar(initContainer: unknown): boolean {
  return at(initContainer, 'restartPolicy') === 'Always';
}

function add(total: Map<string, number>, more: DeviceCounts): void {
  for (const [resource, count] of more) {
    total.set(resource, (total.get(resource) ?? 0) + count);
  }
}

/**
 * Devices that a pod holds: the sum over containers and sidecars, or what an init container needs together with the
 * sidecars before it, whichever is more.
 */
export function readDeviceRequests(podSpec: unknown): DeviceCounts {
  const sidecars = new Map<string, number>();
  const peak = new Map<string, number>();
  for (const container of itemsOf(at(podSpec, 'initContainers'))) {
    const own = containerDevices(container);
    if (isSidecar(container)) {
      add(sidecars, own);
      continue;
    }
    add(own, sidecars);
    for (const [resource, count] of own) {
      peak.set(resource, Math.max(peak.get(resource) ?? 0, count));
    }
  }
  const total = new Map(sidecars);
  for (const container of itemsOf(at(podSpec, 'containers'))) {
    add(total, containerDevices(container));
  }
  for (const [resource, count] of peak) {
    total.set(resource, Math.max(total.get(resource) ?? 0, count));
  }
  return new Map([...total].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Claims that a pod names in `spec.resourceClaims`. */
export function readClaimReferences(
  podSpec: unknown,
): readonly ClaimReference[] {
  return itemsOf(at(podSpec, 'resourceClaims')).flatMap(claim => {
    const name = textOf(at(claim, 'name'));
    return name === null
      ? []
      : [
          {
            name,
            claimName:
              textOf(at(claim, 'resourceClaimName')) ??
              textOf(at(claim, 'source', 'resourceClaimName')),
            templateName:
              textOf(at(claim, 'resourceClaimTemplateName')) ??
              textOf(at(claim, 'source', 'resourceClaimTemplateName')),
          },
        ];
  });
}

/** True when a container itself asks for a GPU. */
export function containerAsksGpu(container: unknown): boolean {
  return (
    containerDevices(container).size > 0 ||
    itemsOf(at(container, 'resources', 'claims')).length > 0
  );
}
