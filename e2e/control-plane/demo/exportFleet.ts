import {
  clusterNames,
  createDemoFleet,
} from '../../../plugins/inference-backend-module-demo/src/fleet/DemoFleet';
import type { DemoFleet } from '../../../plugins/inference-backend-module-demo/src/fleet/DemoFleet';
import { bystanderObjects } from '../../../plugins/inference-backend-module-demo/src/fleet/bystanders';
import { namespaceObjects } from '../../../plugins/inference-backend-module-demo/src/fleet/namespaces';
import type { DemoObject } from '../../../plugins/inference-backend-module-demo/src/fleet/objects/demoObject';
import { nodeObject } from '../../../plugins/inference-backend-module-demo/src/fleet/objects/nodeObject';
import { serverObjects } from '../../../plugins/inference-backend-module-demo/src/fleet/objects/serverObjects';
import type { ResolvedServer } from '../../../plugins/inference-backend-module-demo/src/fleet/resolveServer';
import type { ClusterName } from '../../../plugins/inference-backend-module-demo/src/fleet/storyTypes';
import { timestampOf } from '../../../plugins/inference-backend-module-demo/src/cluster/objects';

/** What controllers make of the others: a real cluster has its own controllers. */
const madeByControllers = ['ReplicaSet', 'ControllerRevision', 'Pod'];

/** One server: its workload as each release wrote it, oldest first, and what stands beside it. */
function exportServer(fleet: DemoFleet, server: ResolvedServer) {
  const { seed, nowMs } = fleet;
  const { story, revisions } = server;
  const pods = fleet.pods.filter(
    pod => pod.server === server && pod.endedMs === null,
  );
  const releases = revisions.map((revision, index) => {
    const until = { ...server, revisions: revisions.slice(0, index + 1) };
    const [object] = serverObjects(until, {
      seed,
      nowMs,
      // A pod without a controller is itself the workload.
      pods: story.kind === 'Pod' ? pods : [],
    });
    return { by: revision.by, object };
  });
  const beside = serverObjects(server, { seed, nowMs, pods: [] })
    .slice(1)
    .filter(({ kind }) => !madeByControllers.includes(kind));
  return {
    kind: story.kind,
    namespace: story.namespace,
    name: story.name,
    replicas: story.replicas,
    // GPUs of its largest piece: what needs the most room is placed first.
    gpus: story.gpus,
    isHalfRolledOut: story.halfRolledOut !== undefined,
    faults: story.faults ?? [],
    releases,
    beside,
  };
}

function exportCluster(fleet: DemoFleet, cluster: ClusterName) {
  const { seed, nowMs } = fleet;
  const nodes = fleet.nodes.filter(
    node => node.pool.cluster === cluster && node.endedMs === null,
  );
  const isOwned = ({ metadata }: DemoObject) =>
    (metadata.ownerReferences ?? []).length > 0;
  return {
    namespaces: namespaceObjects(cluster, timestampOf(nowMs)),
    nodes: nodes.map(nodeObject),
    bystanders: bystanderObjects(
      seed,
      cluster,
      nodes,
      fleet.others,
      nowMs,
    ).filter(object => !isOwned(object)),
    servers: fleet.servers
      .filter(({ story }) => story.cluster === cluster)
      .map(server => exportServer(fleet, server)),
  };
}

/** Prints the demo's clusters as JSON: `{ <cluster>: { namespaces, nodes, bystanders, servers } }`. */
function main(): void {
  const fleet = createDemoFleet({ seed: 1, nowMs: Date.now() });
  const clusters = Object.fromEntries(
    clusterNames.map(name => [name, exportCluster(fleet, name)]),
  );
  process.stdout.write(JSON.stringify(clusters));
}

main();
