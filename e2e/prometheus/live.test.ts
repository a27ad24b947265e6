import {
  healthQueries,
  namedQueries,
} from '../../plugins/inference-backend/src/observe/metrics/namedQueries';
import type { PrometheusClient } from '../../plugins/inference-backend/src/observe/metrics/PrometheusClient';
import { readCaches } from '../../plugins/inference-backend/src/observe/metrics/usage/readCaches';
import type { InstantMs } from '../../plugins/inference-backend/src/types';
import type { Answer } from './answers';
import { ask } from './answers';
import { LiveFleet, moments } from './data/LiveFleet';
import type { PrometheusProcess } from './lib/prometheusProcess.cjs';
import type { Generation } from './realPrometheus';
import {
  clientOf,
  generations,
  ownPrometheus,
  sourceOf,
} from './realPrometheus';

/** Targets are discovered and scraped all this often; Prometheus passes discovered ones on every five seconds. */
const INTERVAL_SECONDS = 4;
const EVERYTHING = '{__name__=~".+"}';
const COUNT = 'count({__name__=~".+",__name__!~"scrape_.+"})';
/** What Prometheus adds to every scrape by itself; the simulation has none of them. */
const OF_THE_SCRAPE = /"__name__","scrape_/;

const fleet = new LiveFleet();
const servers: PrometheusProcess[] = [];
const urls: Record<string, string> = {};
const clients: Record<string, PrometheusClient> = {};

/** As the README of the demo tells it, but for the intervals. */
function scrapeConfig(demoUrl: string): string {
  const job = (honor: boolean) => `
  - job_name: demo-honor-${honor}
    honor_labels: ${honor}
    http_sd_configs:
      - url: ${demoUrl}/scrape/targets?honor_labels=${honor}
        refresh_interval: ${INTERVAL_SECONDS}s`;
  return `global:
  scrape_interval: ${INTERVAL_SECONDS}s
  scrape_timeout: ${INTERVAL_SECONDS}s
scrape_configs:${job(true)}${job(false)}
`;
}

beforeAll(async () => {
  urls.simulation = (await fleet.start()).url;
  clients.simulation = clientOf(sourceOf('simulation', urls.simulation));
  for (const generation of generations) {
    const own = await ownPrometheus(generation, 'live');
    urls[generation] = own.url;
    clients[generation] = clientOf(sourceOf(generation, own.url));
    servers.push(await own.start({ config: scrapeConfig(urls.simulation) }));
  }
});

afterAll(async () => {
  await Promise.all(servers.map(server => server.stop()));
  await fleet.stop();
});

/** Values of all series by their labels. */
function valuesOf(answer: Answer): Map<string, number> {
  if (answer.status === 'refused') throw new Error(answer.error);
  return new Map(
    [...answer.series]
      .filter(([key]) => !OF_THE_SCRAPE.test(key))
      .map(([key, [[, value]]]) => [key, Number(value)]),
  );
}

function differencesOf(
  one: ReadonlyMap<string, unknown>,
  other: ReadonlyMap<string, unknown>,
): string[] {
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter(key => one.get(key) !== other.get(key))
    .map(key => `${key}: ${one.get(key)} ≠ ${other.get(key)}`)
    .slice(0, 8);
}

async function numberOf(name: Generation, query: string): Promise<number> {
  const answer = await ask(urls[name], query, { atMs: Date.now() });
  return valuesOf(answer).get('[]') ?? 0;
}

/**
 * Waits until a server has scraped all targets since an instant, and nothing is left of others; what it then shows
 * otherwise than the pages.
 */
async function settle(name: Generation, sinceMs: number): Promise<string[]> {
  const expected = fleet.pageValues();
  const deadline = Date.now() + 90_000;
  for (;;) {
    const isSettled =
      (await numberOf(name, 'min(timestamp(up))')) * 1_000 > sinceMs &&
      (await numberOf(name, COUNT)) === expected.size;
    const isLate = Date.now() > deadline;
    if (isSettled || isLate) {
      const shown = valuesOf(
        await ask(urls[name], EVERYTHING, { atMs: Date.now() }),
      );
      const different = differencesOf(shown, expected);
      if (different.length === 0 || isLate) return different;
    }
    await new Promise(resolve => {
      setTimeout(resolve, 250);
    });
  }
}

async function answerOf(
  name: string,
  promql: string,
  at?: InstantMs,
): Promise<unknown> {
  const result = await clients[name].query(promql, { at });
  return result.status === 'failed'
    ? result.message
    : result.series
        .map(({ labels, value }) => JSON.stringify([labels, value]))
        .sort();
}

describe.each(moments)('while $name', ({ atMs, expectation }) => {
  let sinceMs: number;

  beforeAll(() => {
    fleet.setTime(atMs);
    sinceMs = Date.now();
  });

  it('both generations hold exactly what the pages say, ends and failures included', async () => {
    const found = await Promise.all(
      generations.map(generation => settle(generation, sinceMs)),
    );
    expect(found).toEqual([[], []]);
  });

  it('the simulation has the same series', async () => {
    const simulated = valuesOf(
      await ask(urls.simulation, EVERYTHING, { atMs }),
    );
    const none = (values: ReadonlyMap<string, number>) =>
      new Map([...values.keys()].map(key => [key, true]));
    expect(simulated.size).toBeGreaterThan(5_000);
    expect(differencesOf(none(simulated), none(fleet.pageValues()))).toEqual(
      [],
    );
  });

  it('shows what the story says', async () => {
    for (const name of ['simulation', ...generations]) {
      const at = name === 'simulation' ? atMs : Date.now();
      const answer = await ask(urls[name], expectation.query, { atMs: at });
      expect([name, [...valuesOf(answer).values()]]).toEqual([
        name,
        expectation.values,
      ]);
    }
  });

  it.each(namedQueries.filter(({ name }) => name !== 'freshness'))(
    'the query $name brings the same from both generations and the simulation',
    async ({ promql }) => {
      const expected = await answerOf('simulation', promql, atMs as InstantMs);
      for (const name of generations) {
        expect([name, await answerOf(name, promql)]).toEqual([name, expected]);
      }
    },
  );

  it('engines tell their KV caches to the planner, the same from all', async () => {
    const told = await clients.simulation.query('vllm:cache_config_info');
    const found = told.status === 'ok' ? told.series : [];
    let knownInAll = 0;
    for (const namespace of new Set(
      found.map(({ labels }) => labels.namespace ?? ''),
    )) {
      const pods = {
        matcher: '',
        namespace,
        names: found
          .filter(({ labels }) => labels.namespace === namespace)
          .map(({ labels }) => labels.pod ?? ''),
      };
      const cachesOf = async (name: string) =>
        (
          (await readCaches(clients[name], pods, {
            now: atMs as InstantMs,
            signal: AbortSignal.timeout(10_000),
          })) ?? []
        )
          .map(cache => JSON.stringify(cache))
          .sort();
      const expected = await cachesOf('simulation');
      // An engine that does not know its blocks writes None, which is no cache of 0 tokens.
      const known = found.filter(
        ({ labels }) =>
          labels.namespace === namespace && labels.num_gpu_blocks !== 'None',
      );
      expect(expected).toHaveLength(known.length);
      knownInAll += known.length;
      for (const name of generations) {
        expect([name, await cachesOf(name)]).toEqual([name, expected]);
      }
    }
    expect(knownInAll).toBeGreaterThan(0);
    expect(knownInAll).toBeLessThan(found.length);
  });

  it('the newest sample is fresh', async () => {
    const { promql } = healthQueries.freshness;
    for (const name of generations) {
      const result = await clients[name].query(promql);
      const seconds = result.status === 'ok' ? result.series[0]?.value : null;
      expect(seconds).toBeGreaterThanOrEqual(0);
      expect(seconds).toBeLessThan(60);
    }
  });
});
