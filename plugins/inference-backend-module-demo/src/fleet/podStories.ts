import { HOUR_MS, MINUTE_MS, SECOND_MS } from './durations';
import { suffixOf, uidOf, uniform } from './deterministic';
import type { NodeStory } from './nodeStories';
import { nodesOfPlace } from './nodeStories';
import { nodePools } from './nodePools';
import type { PlacementRequest } from './placePods';
import { placePods } from './placePods';
import type { ResolvedRevision, ResolvedServer } from './resolveServer';
import type { NodePool } from './storyTypes';
import { childName } from './names';

/** How a pod ended up. */
export type PodFate = 'ready' | 'crash' | 'oom' | 'image-pull' | 'pending';

/** One pod of a server, of today or of the past. All instants are UTC ms. */
export interface PodStory {
  readonly server: ResolvedServer;
  readonly revision: ResolvedRevision;
  /** Which of the pods of the server it is, from 0. */
  readonly slot: number;
  readonly name: string;
  readonly uid: string;
  readonly fate: PodFate;
  /** Null for a pod that waits for a node. */
  readonly node: NodeStory | null;
  /** Numbers of the resource's units on the node. */
  readonly units: readonly number[];
  readonly createdMs: number;
  /** Containers started. */
  readonly startedMs: number;
  /** Null for pods that never became ready. */
  readonly readyMs: number | null;
  /** Null for a pod of today. */
  readonly endedMs: number | null;
  /** When the container was started again, oldest first. */
  readonly restartsMs: readonly number[];
}

interface Stay {
  readonly id: string;
  readonly server: ResolvedServer;
  readonly revision: ResolvedRevision;
  readonly slot: number;
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** Pods of a rollout follow each other at this distance. */
const ROLLOUT_STEP_MS = 90 * SECOND_MS;

/** What goes wrong in a pod of this revision. */
export function faultsOf(server: ResolvedServer, revision: ResolvedRevision) {
  const text = [
    revision.image,
    ...Object.entries(revision.flags).map(([name, value]) =>
      value === true ? `--${name}` : `--${name}=${value}`,
    ),
  ].join(' ');
  return (server.story.faults ?? []).filter(fault => text.includes(fault.when));
}

/** Finds a pool of the story. */
export function getPool(cluster: string, name: string): NodePool {
  const pool = nodePools.find(p => p.cluster === cluster && p.name === name);
  if (!pool) throw new Error(`The story has no node pool ${cluster}/${name}`);
  return pool;
}

function minNull(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}

/** Who stayed in which slot from when to when. */
function staysOf(server: ResolvedServer): Stay[] {
  const { story } = server;
  const perReplica = story.podsPerReplica ?? 1;
  const last = server.revisions.length - 1;
  const half = story.halfRolledOut;
  const stays: Stay[] = [];
  server.revisions.forEach((revision, index) => {
    for (const period of server.replicas) {
      let from = 0;
      let until = period.count;
      if (half && index === last) {
        from = half.old;
        until = half.old + half.new;
      }
      for (let slot = from * perReplica; slot < until * perReplica; slot += 1) {
        const survives =
          half !== undefined &&
          index === last - 1 &&
          slot < half.old * perReplica;
        const step = Math.floor(slot / perReplica) * ROLLOUT_STEP_MS;
        const ends = survives ? null : revision.endedMs;
        const fromMs =
          Math.max(revision.startedMs, period.fromMs) +
          (period.fromMs > revision.startedMs ? 0 : step) +
          5 * SECOND_MS;
        const toMs = minNull(ends === null ? null : ends + step, period.toMs);
        if (toMs !== null && toMs <= fromMs) continue;
        stays.push({
          id: `${server.key}#${slot}@${fromMs}`,
          server,
          revision,
          slot,
          fromMs,
          toMs,
        });
      }
    }
  });
  return joinStays(stays);
}

/** Two stays of one slot and revision that touch are one pod: other replicas came or went. */
function joinStays(stays: readonly Stay[]): Stay[] {
  const joined: Stay[] = [];
  for (const stay of stays) {
    const previous = joined.findIndex(
      other =>
        other.slot === stay.slot &&
        other.revision === stay.revision &&
        other.toMs !== null &&
        Math.abs(other.toMs - stay.fromMs) <= 5 * SECOND_MS,
    );
    if (previous < 0) joined.push(stay);
    else joined[previous] = { ...joined[previous], toMs: stay.toMs };
  }
  return joined;
}

/** Everything about pods and nodes that follows from the story at `nowMs`. */
export function tellPodStories(
  seed: number,
  servers: readonly ResolvedServer[],
  others: readonly PlacementRequest[],
  nowMs: number,
): {
  pods: PodStory[];
  nodes: NodeStory[];
  /** Node and units of the requests of others. */
  others: Map<string, { node: NodeStory; units: readonly number[] }>;
} {
  const nodesByPlace = new Map<NodePool, NodeStory[][]>();
  for (const pool of nodePools) {
    nodesByPlace.set(
      pool,
      Array.from({ length: pool.count }, (_, place) =>
        nodesOfPlace(seed, pool, place, nowMs),
      ),
    );
  }
  const stays = servers.flatMap(staysOf);
  const placements = placePods([
    ...others,
    ...stays.map(stay => ({
      id: stay.id,
      pool: getPool(stay.server.story.cluster, stay.server.story.pool),
      resource: stay.server.story.resource ?? 'nvidia.com/gpu',
      units: stay.server.story.gpus,
      fromMs: stay.fromMs,
      toMs: stay.toMs,
    })),
  ]);
  const parts = stays.flatMap((stay): Part[] => {
    const placement = placements.get(stay.id);
    if (!placement) {
      return [
        {
          stay,
          node: null,
          units: [],
          createdMs: stay.fromMs,
          endedMs: stay.toMs,
        },
      ];
    }
    const pool = getPool(stay.server.story.cluster, stay.server.story.pool);
    const machines = nodesByPlace.get(pool)?.[placement.place] ?? [];
    return machines.flatMap(node => {
      const createdMs = Math.max(stay.fromMs, node.createdMs);
      const endedMs = minNull(stay.toMs, node.endedMs);
      return endedMs !== null && endedMs <= createdMs
        ? []
        : [{ stay, node, units: placement.units, createdMs, endedMs }];
    });
  });
  const lives = new Map<string, number>();
  const pods = parts.map(part => {
    const { server, revision, slot } = part.stay;
    const key = JSON.stringify([server.key, revision.number, slot]);
    const life = lives.get(key) ?? 0;
    lives.set(key, life + 1);
    return podStory(seed, part, life, nowMs);
  });
  const otherPlaces = new Map<
    string,
    { node: NodeStory; units: readonly number[] }
  >();
  for (const request of others) {
    const placement = placements.get(request.id);
    const node =
      placement && nodesByPlace.get(request.pool)?.[placement.place].at(-1);
    if (placement && node) {
      otherPlaces.set(request.id, { node, units: placement.units });
    }
  }
  return {
    pods,
    nodes: [...nodesByPlace.values()].flat(2),
    others: otherPlaces,
  };
}

/** A stay, or the part of it on one machine. */
interface Part {
  readonly stay: Stay;
  readonly node: NodeStory | null;
  readonly units: readonly number[];
  readonly createdMs: number;
  readonly endedMs: number | null;
}

/** `life` counts the pods that one slot has had in one revision. */
function podStory(
  seed: number,
  part: Part,
  life: number,
  nowMs: number,
): PodStory {
  const { stay, node, units, createdMs, endedMs } = part;
  const { server, revision, slot } = stay;
  const identity = [seed, server.key, revision.number, slot, life] as const;
  const fault = faultsOf(server, revision).find(f => f.outcome);
  const fate: PodFate = node === null ? 'pending' : fault?.outcome ?? 'ready';
  const pullMs =
    Math.round(20 + uniform(...identity, 'pull') * 160) * SECOND_MS;
  const loadMs =
    Math.round(70 + uniform(...identity, 'load') * 240) * SECOND_MS;
  const startedMs = createdMs + SECOND_MS + pullMs;
  const readyMs = fate === 'ready' ? startedMs + loadMs : null;
  return {
    server,
    revision,
    slot,
    name: podName(stay, identity),
    uid: uidOf(...identity, 'pod'),
    fate,
    node,
    units,
    createdMs,
    startedMs,
    readyMs:
      readyMs !== null && endedMs !== null && readyMs >= endedMs
        ? null
        : readyMs,
    endedMs,
    restartsMs:
      fate === 'ready'
        ? rareRestarts(identity, startedMs, endedMs ?? nowMs)
        : [],
  };
}

/** About one pod in six was restarted once, some days after its start. */
function rareRestarts(
  identity: readonly (string | number)[],
  startedMs: number,
  endedMs: number,
): number[] {
  if (uniform(...identity, 'restarts') > 0.16) return [];
  const atMs =
    startedMs +
    Math.floor((10 + uniform(...identity, 'when') * 200) * 60) * MINUTE_MS;
  if (atMs + HOUR_MS > endedMs) return [];
  return [atMs];
}

function podName(stay: Stay, identity: readonly (string | number)[]): string {
  const { story } = stay.server;
  const base = childName(stay.server);
  const perReplica = story.podsPerReplica ?? 1;
  switch (story.kind) {
    case 'Pod':
      return story.name;
    case 'StatefulSet':
      return `${base}-${stay.slot}`;
    case 'LeaderWorkerSet': {
      const replica = Math.floor(stay.slot / perReplica);
      const worker = stay.slot % perReplica;
      return worker === 0
        ? `${base}-${replica}`
        : `${base}-${replica}-${worker}`;
    }
    case 'RayService':
      return `${base}-gpu-workers-worker-${suffixOf(5, ...identity)}`;
    default:
      return `${base}-${templateHash(stay.server, stay.revision)}-${suffixOf(
        5,
        ...identity,
      )}`;
  }
}

/** `pod-template-hash` of a revision. */
export function templateHash(
  server: ResolvedServer,
  revision: ResolvedRevision,
): string {
  return suffixOf(10, server.key, revision.number);
}
