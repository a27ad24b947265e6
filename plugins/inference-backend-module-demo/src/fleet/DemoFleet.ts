import { timestampOf } from '../cluster/objects';
import { DAY_MS, HISTORY_DAYS } from './durations';
import { bystanderObjects, bystanderRequests } from './bystanders';
import { namespaceObjects } from './namespaces';
import type { NodeStory } from './nodeStories';
import type { DemoObject } from './objects/demoObject';
import { nodeObject } from './objects/nodeObject';
import { serverObjects } from './objects/serverObjects';
import type { PodStory } from './podStories';
import { tellPodStories } from './podStories';
import type { ResolvedServer } from './resolveServer';
import { resolveServer } from './resolveServer';
import type { ClusterName } from './storyTypes';
import { serverStories } from './teams';

/** Names of the clusters of the story. */
export const clusterNames: readonly ClusterName[] = [
  'demo-eu-west',
  'demo-us-east',
];

/** The whole story at one present: servers, machines and pods of the last 90 days. */
export interface DemoFleet {
  readonly seed: number;
  /** The present, UTC ms. */
  readonly nowMs: number;
  readonly servers: readonly ResolvedServer[];
  readonly nodes: readonly NodeStory[];
  readonly pods: readonly PodStory[];
  /** Machine and units of a GPU holder that is no model server, by its id. */
  readonly others: ReadonlyMap<
    string,
    { readonly node: NodeStory; readonly units: readonly number[] }
  >;
}

/** Tells the story. The same seed and present always make the same fleet. */
export function createDemoFleet(options: {
  readonly seed: number;
  readonly nowMs: number;
}): DemoFleet {
  const { seed, nowMs } = options;
  const servers = serverStories.map(story => resolveServer(story, nowMs));
  const told = tellPodStories(seed, servers, bystanderRequests(nowMs), nowMs);
  return { seed, nowMs, servers, ...told };
}

/** The Kubernetes objects with which a cluster of the story begins. */
export function clusterObjects(
  fleet: DemoFleet,
  cluster: ClusterName,
): DemoObject[] {
  const { seed, nowMs } = fleet;
  const nodes = fleet.nodes.filter(
    node => node.pool.cluster === cluster && node.endedMs === null,
  );
  const servers = fleet.servers.filter(s => s.story.cluster === cluster);
  const origin = timestampOf(nowMs - (HISTORY_DAYS + 12) * DAY_MS);
  const objects = [
    ...namespaceObjects(cluster, origin),
    ...nodes.map(nodeObject),
    ...servers.flatMap(server =>
      serverObjects(server, {
        seed,
        nowMs,
        pods: fleet.pods.filter(
          pod => pod.server === server && pod.endedMs === null,
        ),
      }),
    ),
    ...bystanderObjects(seed, cluster, nodes, fleet.others, nowMs),
  ];
  // Optional fields without a value are absent in Kubernetes, not undefined.
  return JSON.parse(JSON.stringify(objects));
}
