import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { PrometheusClient } from '../../plugins/inference-backend/src/observe/metrics/PrometheusClient';
import type { PrometheusSource } from '../../plugins/inference-backend/src/observe/metrics/PrometheusConfig';
import type { PrometheusProcess } from './lib/prometheusProcess.cjs';
import { spawnPrometheus, startPrometheus } from './lib/prometheusProcess.cjs';
import { realServers, testFolder } from './servers';

/** Which generation. */
export type Generation = keyof typeof realServers;

/** Both, for `describe.each`. */
export const generations: readonly Generation[] = [
  'prometheus2',
  'prometheus3',
];

/** A loopback port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null)
    throw new Error('not listening on a port');
  return address.port;
}

/** One more real Prometheus of a test, in a folder of its own. */
export interface OwnPrometheus {
  readonly generation: Generation;
  readonly folder: string;
  readonly port: number;
  readonly url: string;
  /** Starts it, with its data of before; waits until it is ready. */
  start(options?: Options): Promise<PrometheusProcess>;
  /** Starts it and does not wait. */
  spawn(options?: Options): PrometheusProcess;
}

type Options = Partial<
  Pick<Parameters<typeof startPrometheus>[0], 'config' | 'flags'>
>;

/** Prepares one more Prometheus, not yet started; its address stays the same however often it is started. */
export async function ownPrometheus(
  generation: Generation,
  name: string,
): Promise<OwnPrometheus> {
  const { program } = realServers[generation];
  const folder = join(testFolder, `${generation}-${name}`);
  const port = await freePort();
  const base = { program, folder, port };
  return {
    generation,
    folder,
    port,
    url: `http://127.0.0.1:${port}`,
    start: options => startPrometheus({ ...base, ...options }),
    spawn: options => spawnPrometheus({ ...base, ...options }),
  };
}

/** The portal's configuration of a Prometheus. */
export function sourceOf(
  name: string,
  url: string,
  timeoutMs = 20_000,
): PrometheusSource {
  return {
    name,
    url,
    clusters: null,
    auth: null,
    headers: {},
    caFile: null,
    skipTLSVerify: false,
    timeoutMs,
  };
}

/** The portal's own client, which does not pause between its attempts. */
export function clientOf(source: PrometheusSource): PrometheusClient {
  return new PrometheusClient(source, { pause: async () => {} });
}
