import { message, start } from './measure.mjs';

/** A simulated cluster of that size in a process of its own; a change makes one pod of a server unready. */
export async function startSimulatedCluster({ nodes, servers, podsPerServer }) {
  const size = { nodes, servers, podsPerServer };
  const child = start('./clusterProcess.ts', [JSON.stringify(size)]);
  const { url } = await message(child, 'ready');
  return {
    title: `simulated cluster: ${nodes} nodes, ${servers} servers, ${
      servers * podsPerServer
    } pods`,
    access: { url, token: 'none' },
    servers,
    watched: 'pods',
    changeTitle: 'a changed pod',
    async change(server) {
      const changed = message(child, 'changed');
      const number = Number(server.name.slice('server-'.length));
      child.send({ server: number, ready: false });
      const { at, resourceVersion } = await changed;
      return {
        at,
        resourceVersion,
        isVisible: detail => detail.pods.some(pod => !pod.ready),
      };
    },
    stop: () => child.kill(),
  };
}
