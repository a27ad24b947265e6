import type { InstantMs } from '../../../types';
import { at, itemsOf, textMapOf, textOf } from '../adapters/fields';
import {
  containerDevices,
  containerResources,
  isSidecar,
  readClaimReferences,
} from '../servers/gpuRequests';
import { instantOf } from '../servers/instant';

/** What one container of a pod asks for. */
export interface ContainerRequest {
  readonly container: string;
  /** GPU devices by resource. */
  readonly devices: ReadonlyMap<string, number>;
  /** Everything that it asks for, as written: fractional schedulers have resources of their own. */
  readonly resources: { readonly [resource: string]: string };
}

/** A claim of dynamic resource allocation that a pod holds. */
export interface ClaimHold {
  /** Name of the ResourceClaim; null for one that is not made yet. */
  readonly claim: string | null;
  /** First container that uses it. */
  readonly container: string;
}

/** A pod that may hold GPUs. */
export interface GpuPod {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  /** Null until it is bound. */
  readonly node: string | null;
  /** When it was bound to its node; null until then. */
  readonly boundAt: InstantMs | null;
  /** When its last GPU container ended for good, if that is told; null while it holds its GPUs. */
  readonly end: { readonly at: InstantMs | null } | null;
  readonly labels: { readonly [name: string]: string };
  readonly annotations: { readonly [name: string]: string };
  readonly requests: readonly ContainerRequest[];
  readonly claims: readonly ClaimHold[];
}

function textResources(container: unknown): {
  readonly [resource: string]: string;
} {
  return Object.fromEntries(
    Object.entries(containerResources(container)).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number'
        ? [[name, String(value)]]
        : [],
    ),
  );
}

function requestOf(
  container: unknown,
  devices: ReadonlyMap<string, number>,
): ContainerRequest {
  return {
    container: textOf(at(container, 'name')) ?? '',
    devices,
    resources: textResources(container),
  };
}

/**
 * Devices by container: containers and sidecars hold theirs together. An init container that needs more than they do is given the rest,
 * since the scheduler keeps it for the pod's whole life.
 */
function readRequests(spec: unknown): readonly ContainerRequest[] {
  const requests: ContainerRequest[] = [];
  const total = new Map<string, number>();
  const add = (container: unknown) => {
    const devices = containerDevices(container);
    for (const [resource, count] of devices) {
      total.set(resource, (total.get(resource) ?? 0) + count);
    }
    requests.push(requestOf(container, devices));
  };
  const peaks = new Map<string, { container: unknown; count: number }>();
  for (const container of itemsOf(at(spec, 'initContainers'))) {
    if (isSidecar(container)) {
      add(container);
      continue;
    }
    for (const [resource, own] of containerDevices(container)) {
      const count = own + (total.get(resource) ?? 0);
      if (count > (peaks.get(resource)?.count ?? 0)) {
        peaks.set(resource, { container, count });
      }
    }
  }
  itemsOf(at(spec, 'containers')).forEach(add);
  for (const [resource, { container, count }] of peaks) {
    const rest = count - (total.get(resource) ?? 0);
    if (rest > 0) {
      requests.push({
        ...requestOf(container, new Map([[resource, rest]])),
        resources: {},
      });
    }
  }
  return requests;
}

function readClaims(spec: unknown, status: unknown): readonly ClaimHold[] {
  const generated = new Map(
    itemsOf(at(status, 'resourceClaimStatuses')).map(item => [
      textOf(at(item, 'name')),
      textOf(at(item, 'resourceClaimName')),
    ]),
  );
  const containers = [
    ...itemsOf(at(spec, 'containers')),
    ...itemsOf(at(spec, 'initContainers')),
  ];
  return readClaimReferences(spec).map(({ name, claimName }) => {
    const user = containers.find(container =>
      itemsOf(at(container, 'resources', 'claims')).some(
        claim => at(claim, 'name') === name,
      ),
    );
    return {
      claim: claimName ?? generated.get(name) ?? null,
      container: textOf(at(user ?? containers[0], 'name')) ?? '',
    };
  });
}

/** When a container ended without being started again; null while it runs or will run. */
function finalEnd(status: unknown, policy: unknown, podEnded: boolean) {
  const terminated = at(status, 'state', 'terminated');
  const final =
    podEnded ||
    policy === 'Never' ||
    (policy === 'OnFailure' && at(terminated, 'exitCode') === 0);
  return final ? instantOf(at(terminated, 'finishedAt')) : null;
}

/** The latest of some instants; null when there is none. */
function latest(instants: readonly InstantMs[]): InstantMs | null {
  return instants.reduce<InstantMs | null>(
    (last, instant) => (last === null || instant > last ? instant : last),
    null,
  );
}

function readEnd(
  spec: unknown,
  status: unknown,
  holders: ReadonlySet<string>,
  deleted: boolean,
): GpuPod['end'] {
  const phase = at(status, 'phase');
  const podEnded = phase === 'Succeeded' || phase === 'Failed';
  const policy = at(spec, 'restartPolicy') ?? 'Always';
  const ends = itemsOf(at(status, 'containerStatuses'))
    .filter(item => holders.has(textOf(at(item, 'name')) ?? ''))
    .map(item => finalEnd(item, policy, podEnded || deleted));
  const known = ends.filter(end => end !== null);
  if (podEnded) {
    // A pod that was evicted before its containers ran has no end of theirs; its conditions tell when it failed.
    return { at: latest(known) ?? lastTransition(status) };
  }
  return ends.length > 0 && known.length === ends.length
    ? { at: latest(known) }
    : null;
}

function lastTransition(status: unknown): InstantMs | null {
  return latest(
    itemsOf(at(status, 'conditions')).flatMap(
      condition => instantOf(at(condition, 'lastTransitionTime')) ?? [],
    ),
  );
}

function readBinding(
  spec: unknown,
  status: unknown,
  metadata: unknown,
): InstantMs | null {
  if (textOf(at(spec, 'nodeName')) === null) {
    return null;
  }
  const scheduled = itemsOf(at(status, 'conditions')).find(
    condition =>
      at(condition, 'type') === 'PodScheduled' &&
      at(condition, 'status') === 'True',
  );
  return (
    instantOf(at(scheduled, 'lastTransitionTime')) ??
    instantOf(at(status, 'startTime')) ??
    instantOf(at(metadata, 'creationTimestamp'))
  );
}

/**
 * Reads a pod for the ledger; null for one that asks for no GPU. `isGpuLike` recognises containers of fractional schedulers. `deleted` says
 * that the object is gone: containers that ended are not started again.
 */
export function readGpuPod(
  object: unknown,
  options: {
    readonly isGpuLike: (resource: string) => boolean;
    readonly deleted: boolean;
  },
): GpuPod | null {
  const metadata = at(object, 'metadata');
  const spec = at(object, 'spec');
  const status = at(object, 'status');
  const uid = textOf(at(metadata, 'uid'));
  const name = textOf(at(metadata, 'name'));
  if (uid === null || name === null) {
    return null;
  }
  const requests = readRequests(spec).filter(
    ({ devices, resources }) =>
      devices.size > 0 || Object.keys(resources).some(options.isGpuLike),
  );
  const claims = readClaims(spec, status);
  if (requests.length === 0 && claims.length === 0) {
    return null;
  }
  const holders = new Set([
    ...requests.map(({ container }) => container),
    ...claims.map(({ container }) => container),
  ]);
  return {
    uid,
    name,
    namespace: textOf(at(metadata, 'namespace')) ?? '',
    node: textOf(at(spec, 'nodeName')),
    boundAt: readBinding(spec, status, metadata),
    end: readEnd(spec, status, holders, options.deleted),
    labels: textMapOf(at(metadata, 'labels')),
    annotations: textMapOf(at(metadata, 'annotations')),
    requests,
    claims,
  };
}
