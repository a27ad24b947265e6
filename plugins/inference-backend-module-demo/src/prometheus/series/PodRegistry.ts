import type { SimulatedClusterFace } from '../../cluster/SimulatedCluster';
import type { Pod } from '../../cluster/workloadTypes';
import type { DemoFleet } from '../../fleet/DemoFleet';
import { clusterNames } from '../../fleet/DemoFleet';
import { deployedStoryOf } from '../../fleet/deployedStory';
import { hash32 } from '../../fleet/deterministic';
import { childName } from '../../fleet/names';
import { containerNameOf } from '../../fleet/objects/podTemplate';
import { unitsOf } from '../../fleet/nodeStories';
import type { NodeStory } from '../../fleet/nodeStories';
import {
  faultsOfPod,
  findStoryOf,
  storiesByName,
} from '../../fleet/podBehaviour';
import type { PodStory } from '../../fleet/podStories';
import { faultsOf, templateHash } from '../../fleet/podStories';
import { resolveServer } from '../../fleet/resolveServer';
import type { ClusterName, ServerStory } from '../../fleet/storyTypes';
import { gpusOf } from './gpuActivity';
import { gpuRequestOf } from './gpuRequestOf';
import type { PodRecord } from './PodRecord';
import { scheduleOf } from './scrapeFailures';
import { TrafficCurve } from './TrafficCurve';

/** What the registry reads of a cluster. */
export type PodLister = Pick<SimulatedClusterFace, 'list'>;

/** How long a look at the clusters stays good. */
const REFRESH_MS = 1_000;

/**
 * All pods that hold or held GPUs: those of the past out of the story, those of the present out of the clusters. A
 * pod that is gone from its cluster ends; a new one is added.
 */
export class PodRegistry {
  readonly records: PodRecord[] = [];
  private readonly byUid = new Map<string, PodRecord>();
  private readonly curves = new Map<string, TrafficCurve>();
  private readonly stories: Readonly<
    Record<ClusterName, ReadonlyMap<string, ServerStory>>
  >;
  /** Holders of each GPU by the uid of its machine; forgotten when a pod is added or bound. */
  private readonly holders = new Map<string, PodRecord[][]>();
  private refreshedMs = -Infinity;

  constructor(
    private readonly fleet: DemoFleet,
    private readonly clusters: Readonly<Record<ClusterName, PodLister>>,
  ) {
    this.stories = {
      'demo-eu-west': storiesByName(fleet, 'demo-eu-west'),
      'demo-us-east': storiesByName(fleet, 'demo-us-east'),
    };
    for (const server of fleet.servers) {
      this.curves.set(
        server.key,
        new TrafficCurve(fleet.seed, server, fleet.nowMs),
      );
    }
    for (const pod of fleet.pods) this.add(this.recordOfStory(pod));
  }

  /** Looks at the clusters, at most once a second. */
  refresh(nowMs: number): void {
    if (nowMs - this.refreshedMs < REFRESH_MS) return;
    this.refreshedMs = nowMs;
    for (const cluster of clusterNames) {
      const seen = new Set<string>();
      const pods = this.clusters[cluster].list({
        apiVersion: 'v1',
        kind: 'Pod',
      }) as Pod[];
      for (const pod of pods) {
        if (gpuRequestOf(pod) === null) continue;
        seen.add(pod.metadata.uid);
        this.observe(cluster, pod);
      }
      for (const record of this.records) {
        if (
          record.cluster === cluster &&
          record.endedMs === null &&
          !seen.has(record.uid)
        ) {
          record.endedMs = nowMs;
        }
      }
    }
  }

  private add(record: PodRecord): void {
    this.records.push(record);
    this.byUid.set(record.uid, record);
    this.holders.clear();
  }

  private recordOfStory(pod: PodStory): PodRecord {
    const { server, revision } = pod;
    const { story } = server;
    const perReplica = story.podsPerReplica ?? 1;
    const isLeader = pod.slot % perReplica === 0;
    return {
      cluster: story.cluster,
      namespace: story.namespace,
      name: pod.name,
      uid: pod.uid,
      ip: `10.${72 + (hash32(pod.uid, 'a') % 40)}.${
        hash32(pod.uid, 'b') % 250
      }.${2 + (hash32(pod.uid, 'c') % 250)}`,
      container: containerNameOf(server),
      image: revision.image,
      owner: ownerOf(pod),
      story,
      traffic: this.curves.get(server.key) ?? null,
      faults: faultsOf(server, revision),
      engine: isLeader ? story.engine : null,
      busy: false,
      resource: story.resource ?? 'nvidia.com/gpu',
      amount: story.gpus,
      schedule: scheduleOf(this.fleet.nowMs, pod.uid, server.key),
      hash: hash32(this.fleet.seed, pod.uid),
      createdMs: pod.createdMs,
      node: pod.node,
      units: pod.units,
      startedMs: pod.node === null ? null : pod.startedMs,
      readyMs: pod.readyMs,
      endedMs: pod.endedMs,
      restartsMs: [...pod.restartsMs],
      phase:
        pod.fate === 'pending' || pod.fate === 'image-pull'
          ? 'Pending'
          : 'Running',
    };
  }

  private observe(cluster: ClusterName, pod: Pod): void {
    const known = this.byUid.get(pod.metadata.uid);
    if (known) {
      this.update(known, pod);
      return;
    }
    const request = gpuRequestOf(pod);
    if (request === null) return;
    const story =
      findStoryOf(this.stories[cluster], pod) ??
      deployedStoryOf(cluster, pod) ??
      null;
    const key = story && `${cluster}/${story.namespace}/${story.name}`;
    const createdMs = Date.parse(pod.metadata.creationTimestamp);
    if (story && key !== null && !this.curves.has(key)) {
      this.curves.set(
        key,
        new TrafficCurve(
          this.fleet.seed,
          resolveServer(story, createdMs),
          createdMs,
        ),
      );
    }
    const owner = pod.metadata.ownerReferences?.[0];
    const worker =
      pod.metadata.labels?.['leaderworkerset.sigs.k8s.io/worker-index'];
    const { uid } = pod.metadata;
    const record: PodRecord = {
      cluster,
      namespace: pod.metadata.namespace ?? 'default',
      name: pod.metadata.name,
      uid,
      ip: pod.status?.podIP ?? `10.72.0.${2 + (hash32(uid) % 250)}`,
      container: request.container,
      image: request.image,
      owner: owner ? { kind: owner.kind, name: owner.name } : null,
      story,
      traffic: (key !== null && this.curves.get(key)) || null,
      faults: faultsOfPod(story ?? undefined, pod),
      engine:
        worker === undefined || worker === '0' ? story?.engine ?? null : null,
      busy: owner?.kind === 'Job',
      resource: request.resource,
      amount: request.amount,
      schedule: scheduleOf(this.fleet.nowMs, uid, key ?? undefined),
      hash: hash32(this.fleet.seed, uid),
      createdMs,
      node: null,
      units: [],
      startedMs: null,
      readyMs: null,
      endedMs: null,
      restartsMs: [],
      phase: 'Pending',
    };
    this.update(record, pod);
    this.add(record);
  }

  private update(record: PodRecord, pod: Pod): void {
    const phase = pod.status?.phase;
    if (phase === 'Running' || phase === 'Succeeded' || phase === 'Failed') {
      record.phase = phase;
    }
    const nodeName = pod.spec.nodeName;
    if (record.node === null && nodeName !== undefined) {
      record.node =
        this.fleet.nodes.find(
          node => node.name === nodeName && node.endedMs === null,
        ) ?? null;
      record.units = this.freeUnits(record);
      this.holders.clear();
    }
    const status = pod.status?.containerStatuses?.[0];
    const started = status?.state.running?.startedAt;
    const startedMs = started === undefined ? null : Date.parse(started);
    if (record.startedMs === null) record.startedMs = startedMs;
    const ready = pod.status?.conditions?.find(c => c.type === 'Ready');
    if (record.readyMs === null && ready?.status === 'True') {
      record.readyMs = ready.lastTransitionTime
        ? Date.parse(ready.lastTransitionTime)
        : startedMs;
    }
    const last = record.restartsMs.at(-1) ?? record.startedMs;
    if (
      record.readyMs !== null &&
      startedMs !== null &&
      last !== null &&
      startedMs > Math.max(last, record.readyMs)
    ) {
      record.restartsMs.push(startedMs);
    }
  }

  /** The device plugin's choice for a pod that was not in the story. */
  private freeUnits(record: PodRecord): number[] {
    const node = record.node;
    if (node === null) return [];
    const other = this.fleet.others.get(
      [...this.fleet.others.keys()].find(id =>
        `${record.namespace}/${record.name}`.startsWith(id),
      ) ?? '',
    );
    if (other) return [...other.units];
    const used = new Set(
      this.recordsOn(node)
        .filter(r => r !== record && r.endedMs === null)
        .filter(r => r.resource === record.resource)
        .flatMap(r => r.units),
    );
    const units: number[] = [];
    const capacity = unitsOf(node.pool, record.resource);
    for (let unit = 0; unit < capacity; unit += 1) {
      if (units.length < record.amount && !used.has(unit)) units.push(unit);
    }
    return units;
  }

  /** Pods that hold or held a physical GPU of a machine, counted from 0. */
  holdersOf(node: NodeStory, gpu: number): readonly PodRecord[] {
    let known = this.holders.get(node.uid);
    if (!known) {
      const lists: PodRecord[][] = [];
      for (const record of this.recordsOn(node)) {
        for (const index of gpusOf(record)) {
          lists[index] = [...(lists[index] ?? []), record];
        }
      }
      known = lists;
      this.holders.set(node.uid, known);
    }
    return known[gpu] ?? [];
  }

  /** Pods that hold or held GPUs of a machine. */
  recordsOn(node: NodeStory): PodRecord[] {
    return this.records.filter(record => record.node?.uid === node.uid);
  }
}

function ownerOf(pod: PodStory): PodRecord['owner'] {
  const { server, revision } = pod;
  const base = childName(server);
  switch (server.story.kind) {
    case 'Pod':
      return null;
    case 'StatefulSet':
    case 'LeaderWorkerSet':
      return { kind: 'StatefulSet', name: base };
    case 'RayService':
      return { kind: 'RayCluster', name: base };
    default:
      return {
        kind: 'ReplicaSet',
        name: `${base}-${templateHash(server, revision)}`,
      };
  }
}
