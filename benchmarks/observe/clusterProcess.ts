// A simulated cluster in a process of its own, so that its memory and time are not counted as the portal's.
// Answers the parent: {kind: 'restart-container', server} makes one pod of that server unready or ready again.
import { SimulatedCluster } from '../../plugins/inference-backend-module-demo/src/cluster';
import {
  deployments,
  nameOf,
  namespaceOf,
  nodes,
  pods,
  podStatus,
  replicaSets,
} from './fleet';
import type { FleetSize } from './fleet';

const size: FleetSize = JSON.parse(process.argv[2] ?? '{}');

async function main() {
  const cluster = new SimulatedCluster({
    name: 'bench',
    clock: Date.now,
    seed: 1,
    controllers: false,
  });
  for (const objects of [nodes, deployments, replicaSets, pods]) {
    cluster.seed([...objects(size)]);
  }
  const { url } = await cluster.start({ host: '127.0.0.1', port: 0 });
  process.send?.({ kind: 'ready', url });
  process.on('message', (message: { server: number; ready: boolean }) => {
    const target = {
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: namespaceOf(message.server),
      name: `${nameOf(message.server)}-5d4f8c7b9-0`,
    };
    const pod = cluster.get(target);
    const at = Date.now();
    cluster.seed([
      {
        ...(pod as { apiVersion: string; kind: string; metadata: object }),
        status: podStatus(message.ready),
      },
    ]);
    process.send?.({
      kind: 'changed',
      at,
      resourceVersion: cluster.get(target)?.metadata.resourceVersion,
    });
  });
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
