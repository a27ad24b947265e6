import { ForwardedError } from '@backstage/errors';
import type { SimulatedClusterOptions } from './cluster/SimulatedCluster';
import { SimulatedCluster } from './cluster/SimulatedCluster';
import type { DemoConfig } from './config';
import { DEMO_CONFIG_KEY } from './config';
import type { DemoFleet } from './fleet/DemoFleet';
import {
  clusterNames,
  clusterObjects,
  createDemoFleet,
} from './fleet/DemoFleet';
import { LivingDemo } from './fleet/LivingDemo';
import { podBehaviourOf } from './fleet/podBehaviour';
import type { ClusterName } from './fleet/storyTypes';
import { PrometheusServer } from './prometheus/http/PrometheusServer';
import { ExporterList } from './prometheus/scrape/ExporterList';
import { createFleetDatabase } from './prometheus/series/FleetDatabase';

/** Bearer tokens of the simulated clusters. They open nothing but the demo. */
export const demoTokens: Readonly<Record<ClusterName, string>> = {
  'demo-eu-west': 'demo-token-eu-west',
  'demo-us-east': 'demo-token-us-east',
};

/** What {@link startDemoServers} needs. */
export interface DemoServersOptions {
  readonly config: DemoConfig;
  /** The present in UTC ms. Default `Date.now`. */
  readonly clock?: () => number;
}

/** The running demo. */
export interface DemoServers {
  readonly fleet: DemoFleet;
  readonly clusters: Readonly<Record<ClusterName, SimulatedCluster>>;
  /** Base URLs: of each cluster by its name, and of `prometheus`. */
  readonly urls: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * Starts both clusters and Prometheus on 127.0.0.1.
 *
 * @throws an error that names the configuration key when a port is taken; what was started is stopped again.
 */
export async function startDemoServers(
  options: DemoServersOptions,
): Promise<DemoServers> {
  const { config, clock = Date.now } = options;
  const fleet = createDemoFleet({ seed: config.seed, nowMs: clock() });
  const clusters = {
    'demo-eu-west': createDemoCluster(fleet, 'demo-eu-west', clock),
    'demo-us-east': createDemoCluster(fleet, 'demo-us-east', clock),
  };
  const database = createFleetDatabase({ fleet, clusters, clock });
  const exporters = new ExporterList({ fleet, registry: database.registry });
  const prometheus = new PrometheusServer({ database, clock, exporters });
  const living = new LivingDemo({ fleet, clusters, clock });
  const stop = async () => {
    living.stop();
    database.stop();
    await prometheus.stop();
    await Promise.all(clusterNames.map(name => clusters[name].stop()));
  };
  const urls: Record<string, string> = {};
  try {
    for (const name of clusterNames) {
      const { port } = config.clusters[name];
      urls[name] = await listen(`clusters.${name}.port`, port, () =>
        clusters[name].start({ host: '127.0.0.1', port }),
      );
    }
    const { port } = config.prometheus;
    urls.prometheus = await listen('prometheus.port', port, () =>
      prometheus.start({ port }),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  database.start();
  if (config.live) living.start();
  return { fleet, clusters, urls, stop };
}

/** A simulated cluster with its part of the story in it, not yet listening. */
export function createDemoCluster(
  fleet: DemoFleet,
  name: ClusterName,
  clock: () => number,
  options: Pick<SimulatedClusterOptions, 'onControllerError'> = {},
): SimulatedCluster {
  const cluster = new SimulatedCluster({
    ...options,
    name,
    clock,
    seed: fleet.seed,
    tokens: [demoTokens[name]],
    podBehaviour: podBehaviourOf(fleet, name),
  });
  cluster.seed(clusterObjects(fleet, name));
  return cluster;
}

async function listen(
  key: string,
  port: number,
  start: () => Promise<{ url: string }>,
): Promise<string> {
  try {
    return (await start()).url;
  } catch (error) {
    const inUse =
      typeof error === 'object' &&
      error !== null &&
      'code' in error &&
      error.code === 'EADDRINUSE';
    throw new ForwardedError(
      inUse
        ? `Port ${port} on 127.0.0.1 is in use: stop the program that holds it, or set another one in ${DEMO_CONFIG_KEY}.${key}`
        : `Cannot listen on 127.0.0.1:${port} (${DEMO_CONFIG_KEY}.${key})`,
      error,
    );
  }
}
