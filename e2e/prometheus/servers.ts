import type { SeriesDatabase } from '../../plugins/inference-backend-module-demo/src/prometheus/promql/values';
import { PrometheusServer } from '../../plugins/inference-backend-module-demo/src/prometheus/http/PrometheusServer';
import { createMemoryDatabase } from '../../plugins/inference-backend-module-demo/src/prometheus/promql/memoryDatabase';
import { createWrittenDatabase, excerptDatabase } from './data/excerpt';
import { nowMs } from './data/fleet';
import { handwrittenSeries } from './data/handwrittenSeries';

function required(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: use npm run test:prometheus`);
  return value;
}

/** Folder for what tests start, emptied and ended by the runner. */
export const testFolder = required('TEST_PROMETHEUS_FOLDER');

/** The real servers, started by the runner, and the programs that tests start more of. */
export const realServers = {
  prometheus2: {
    url: required('TEST_PROMETHEUS2_URL'),
    version: required('TEST_PROMETHEUS2_VERSION'),
    program: required('TEST_PROMETHEUS2_PROGRAM'),
    promtool: required('TEST_PROMETHEUS2_PROMTOOL'),
  },
  prometheus3: {
    url: required('TEST_PROMETHEUS3_URL'),
    version: required('TEST_PROMETHEUS3_VERSION'),
    program: required('TEST_PROMETHEUS3_PROGRAM'),
    promtool: required('TEST_PROMETHEUS3_PROMTOOL'),
  },
};

/** Base URLs of all that answer. */
export interface Urls {
  readonly prometheus2: string;
  readonly prometheus3: string;
  /** The simulation, on the samples that the real servers hold. */
  readonly simulation: string;
  /** The simulation as the demo runs it, on series that are computed and know when they end. */
  readonly demo: string;
}

/** Starts the simulated servers beside the real ones. */
export async function startServers(): Promise<{
  urls: Urls;
  stop(): Promise<void>;
}> {
  const handwritten = createMemoryDatabase(handwrittenSeries);
  const demoDatabase: SeriesDatabase = {
    select: (matchers, afterMs, toMs) => [
      ...excerptDatabase.select(matchers, afterMs, toMs),
      ...handwritten.select(matchers, afterMs, toMs),
    ],
  };
  const clock = () => nowMs;
  const simulation = new PrometheusServer({
    database: createWrittenDatabase(),
    clock,
  });
  const demo = new PrometheusServer({ database: demoDatabase, clock });
  const urls = {
    prometheus2: realServers.prometheus2.url,
    prometheus3: realServers.prometheus3.url,
    simulation: (await simulation.start({ port: 0 })).url,
    demo: (await demo.start({ port: 0 })).url,
  };
  return {
    urls,
    stop: async () => {
      await simulation.stop();
      await demo.stop();
    },
  };
}
