import { createServer } from 'node:net';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  registrySourcesExtensionPoint,
  type RegistrySource,
} from '@inference-portal/plugin-inference-node';
import type { DemoServers } from './standalone';
import {
  clusterNames,
  clusterObjects,
  createDemoFleet,
} from './fleet/DemoFleet';
import { createDemoCluster, demoTokens, startDemoServers } from './standalone';
import inferenceModuleDemo from './index';

const config = {
  enabled: true,
  live: false,
  seed: 7,
  clusters: { 'demo-eu-west': { port: 0 }, 'demo-us-east': { port: 0 } },
  prometheus: { port: 0 },
};

interface KubeList {
  items: {
    metadata: { name: string; uid: string; namespace: string };
    status: { phase: string };
  }[];
}

describe('demo servers', () => {
  let servers: DemoServers;

  beforeAll(async () => {
    servers = await startDemoServers({ config });
  });

  afterAll(async () => {
    await servers.stop();
  });

  async function list(path: string): Promise<KubeList> {
    const response = await fetch(`${servers.urls['demo-eu-west']}${path}`, {
      headers: { authorization: `Bearer ${demoTokens['demo-eu-west']}` },
    });
    expect(response.status).toBe(200);
    return response.json();
  }

  it('serves the pods of the story through the Kubernetes API', async () => {
    const { items } = await list('/api/v1/pods');
    const told = servers.fleet.pods.filter(
      pod =>
        pod.endedMs === null && pod.server.story.cluster === 'demo-eu-west',
    );
    const uids = new Set(items.map(item => item.metadata.uid));
    expect(told.filter(pod => !uids.has(pod.uid))).toEqual([]);
  });

  it.each(clusterNames)(
    'leaves the story of %s alone when the controllers run',
    cluster => {
      const nowMs = Date.UTC(2026, 10, 18, 14, 30);
      const fleet = createDemoFleet({ seed: 7, nowMs });
      const errors: unknown[] = [];
      const simulated = createDemoCluster(fleet, cluster, () => nowMs, {
        onControllerError: (_name, error) => errors.push(error),
      });
      const told = clusterObjects(fleet, cluster);
      simulated.tick(nowMs + 3_600_000);
      expect(errors).toEqual([]);
      for (const [apiVersion, kind] of [
        ['v1', 'Pod'],
        ['apps/v1', 'ReplicaSet'],
        ['apps/v1', 'StatefulSet'],
        ['apps/v1', 'Deployment'],
        ['ray.io/v1', 'RayCluster'],
      ]) {
        const now = simulated
          .list({ apiVersion, kind })
          .map(object => object.metadata.uid);
        const before = told
          .filter(object => object.kind === kind)
          .map(object => object.metadata.uid);
        expect([kind, now.sort()]).toEqual([kind, before.sort()]);
      }
    },
  );

  it('turns away those who come with a wrong token', async () => {
    const response = await fetch(
      `${servers.urls['demo-eu-west']}/api/v1/pods`,
      { headers: { authorization: 'Bearer guessed' } },
    );
    expect(response.status).toBe(401);
  });

  it('answers queries about the same pods through the Prometheus API', async () => {
    const url = `${
      servers.urls.prometheus
    }/api/v1/query?query=${encodeURIComponent(
      'count by (cluster) (kube_pod_info)',
    )}`;
    const body = await (await fetch(url)).json();
    expect(body).toMatchObject({ status: 'success' });
    expect(body.data.result).toHaveLength(2);
  });

  it('names the key of the configuration when a port is taken', async () => {
    const blocker = createServer();
    await new Promise<void>(resolve =>
      blocker.listen(0, '127.0.0.1', () => resolve()),
    );
    const address = blocker.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(
      startDemoServers({
        config: { ...config, prometheus: { port } },
      }),
    ).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use: stop the program that holds it, or set another one in inference.demo.prometheus.port`,
    );
    await new Promise(resolve => blocker.close(resolve));
  });
});

describe('demo module', () => {
  const registries: RegistrySource[] = [];
  const extensionPoint = {
    addRegistrySources: (...sources: RegistrySource[]) => {
      registries.push(...sources);
    },
  };
  afterEach(() => {
    registries.length = 0;
  });

  it('starts nothing without the section inference.demo', async () => {
    const logger = mockServices.logger.mock();
    const backend = await startTestBackend({
      extensionPoints: [[registrySourcesExtensionPoint, extensionPoint]],
      features: [
        inferenceModuleDemo,
        mockServices.rootConfig.factory({ data: {} }),
        logger.factory,
      ],
    });
    expect(logger.info).toHaveBeenCalledWith(
      'No demo fleet: inference.demo is not configured',
    );
    expect(registries).toEqual([]);
    await backend.stop();
  });

  it('starts the servers before the plugin and stops them with the backend', async () => {
    const logger = mockServices.logger.mock();
    const ports = { 'demo-eu-west': { port: 0 }, 'demo-us-east': { port: 0 } };
    const backend = await startTestBackend({
      extensionPoints: [[registrySourcesExtensionPoint, extensionPoint]],
      features: [
        inferenceModuleDemo,
        mockServices.rootConfig.factory({
          data: {
            inference: {
              demo: { clusters: ports, prometheus: { port: 0 } },
            },
          },
        }),
        logger.factory,
      ],
    });
    const urls = logger.info.mock.calls.flatMap(([message]) => {
      const url = /listens at (\S+)$/.exec(message)?.[1];
      return url === undefined ? [] : [url];
    });
    expect(urls).toHaveLength(3);
    expect(registries.map(({ name }) => name)).toEqual(['demo-registry']);
    const ready = `${urls[2]}/-/ready`;
    expect((await fetch(ready)).status).toBe(200);
    await backend.stop();
    await expect(fetch(ready)).rejects.toThrow();
  });
});
