import { DAY_MS, HISTORY_DAYS, MINUTE_MS } from './durations';
import { hash32, hexOf, suffixOf, uidOf, uniform } from './deterministic';
import type { NodePool } from './storyTypes';

/** One machine: spot capacity comes and goes, so a place in a pool has had several. */
export interface NodeStory {
  readonly pool: NodePool;
  /** Place in the pool, from 0. */
  readonly place: number;
  readonly name: string;
  readonly uid: string;
  readonly zone: string;
  readonly internalIp: string;
  readonly createdMs: number;
  /** Null for a machine that runs now. */
  readonly endedMs: number | null;
}

/** Time from the interruption of a spot machine to its replacement. */
const REPLACEMENT_MS = 4 * MINUTE_MS;

/** All machines that a place of a pool has had in the last 90 days, oldest first. */
export function nodesOfPlace(
  seed: number,
  pool: NodePool,
  place: number,
  nowMs: number,
): NodeStory[] {
  const origin =
    Math.floor((nowMs - (HISTORY_DAYS + 12) * DAY_MS) / MINUTE_MS) * MINUTE_MS;
  const nodes: NodeStory[] = [];
  let createdMs = origin;
  for (let life = 0; ; life += 1) {
    const parts = [seed, pool.cluster, pool.name, place, life] as const;
    const days = 12 + Math.floor(uniform(...parts, 'life') * 26);
    const minutes = Math.floor(uniform(...parts, 'minute') * 24 * 60);
    const endedMs =
      pool.capacityType === 'spot'
        ? createdMs + days * DAY_MS + minutes * MINUTE_MS
        : Infinity;
    // A machine that would end in the next two days or has only just started would blur the story.
    const last = endedMs > nowMs - 2 * DAY_MS;
    nodes.push({
      pool,
      place,
      ...nodeIdentity(parts, pool),
      zone: pool.zones[place % pool.zones.length],
      createdMs,
      endedMs: last ? null : endedMs,
    });
    if (last) return nodes;
    createdMs = endedMs + REPLACEMENT_MS;
  }
}

function nodeIdentity(
  parts: readonly (string | number)[],
  pool: NodePool,
): Pick<NodeStory, 'name' | 'uid' | 'internalIp'> {
  const ip = `10.${pool.cluster === 'demo-eu-west' ? 12 : 40}.${
    hash32(...parts, 'ip3') % 250
  }.${4 + (hash32(...parts, 'ip4') % 250)}`;
  return {
    internalIp: ip,
    uid: uidOf(...parts, 'node'),
    name:
      pool.cluster === 'demo-eu-west'
        ? `gke-demo-eu-west-${pool.name}-${hexOf(
            8,
            pool.name,
            parts[0],
          )}-${suffixOf(4, ...parts)}`
        : `ip-${ip.replace(/\./g, '-')}.ec2.internal`,
  };
}

/** Units of a resource that one node of the pool offers. */
export function unitsOf(pool: NodePool, resource: string): number {
  const gpu = pool.gpu;
  if (gpu === null) return 0;
  if (gpu.timeSlicing) {
    return resource === 'nvidia.com/gpu.shared'
      ? gpu.count * gpu.timeSlicing.replicas
      : 0;
  }
  if (gpu.mig) {
    return gpu.mig[resource.replace('nvidia.com/mig-', '')] ?? 0;
  }
  return resource === 'nvidia.com/gpu' ? gpu.count : 0;
}

/** The physical GPU of the node, from 0, that a unit of a resource lives on. */
export function gpuOfUnit(
  pool: NodePool,
  resource: string,
  unit: number,
): number {
  const gpus = pool.gpu?.count ?? 1;
  return Math.floor((unit * gpus) / Math.max(1, unitsOf(pool, resource)));
}

/** UUID of a physical GPU, as `nvidia-smi -L` prints it. */
export function gpuUuid(node: string, gpu: number): string {
  return `GPU-${uidOf(node, gpu, 'gpu')}`;
}
