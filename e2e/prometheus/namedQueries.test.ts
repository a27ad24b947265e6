import { namedQueries } from '../../plugins/inference-backend/src/observe/metrics/namedQueries';
import { PrometheusClient } from '../../plugins/inference-backend/src/observe/metrics/PrometheusClient';
import type { InstantMs } from '../../plugins/inference-backend/src/types';
import { hasFreshEnds } from './data/excerpt';
import { excerptWindows } from './data/fleet';
import type { Urls } from './servers';
import { realServers, startServers } from './servers';

const MINUTE_MS = 60_000;

let clients: Record<keyof Urls, PrometheusClient>;
let stop: () => Promise<void>;

beforeAll(async () => {
  const servers = await startServers();
  stop = servers.stop;
  const client = (name: keyof Urls) =>
    new PrometheusClient({
      name,
      url: servers.urls[name],
      clusters: null,
      auth: null,
      headers: {},
      caFile: null,
      skipTLSVerify: false,
      timeoutMs: 20_000,
    });
  clients = {
    prometheus2: client('prometheus2'),
    prometheus3: client('prometheus3'),
    simulation: client('simulation'),
    demo: client('demo'),
  };
});

afterAll(() => stop());

/** Whole minutes, most of them of the hour after samples began, the ends of scrapes and of Prometheus included. */
const instants = excerptWindows.flatMap(window => {
  const span = window.toMs - window.fromMs;
  return [0.3, 0.45, 0.6, 0.8, 1].map(share => ({
    window,
    atMs: (Math.floor((window.fromMs + share * span) / MINUTE_MS) *
      MINUTE_MS) as InstantMs,
  }));
});

/** What a query brings, whatever the order; the time it took left out. */
async function answerOf(
  name: keyof Urls,
  promql: string,
  at: InstantMs,
): Promise<unknown> {
  const result = await clients[name].query(promql, { at });
  if (result.status === 'failed')
    return { status: 'failed', message: result.message };
  return {
    status: 'ok',
    series: result.series.map(sample => JSON.stringify(sample)).sort(),
  };
}

describe.each(namedQueries)('the query $name', ({ promql, labels }) => {
  it('brings the same from Prometheus 2, from Prometheus 3 and from the simulation', async () => {
    for (const { window, atMs } of instants) {
      const expected = await answerOf('prometheus3', promql, atMs);
      expect(expected).toMatchObject({ status: 'ok' });
      // The demo's computed series end at once, blocks made from text five minutes later.
      const others: readonly (keyof Urls)[] = hasFreshEnds(window, atMs)
        ? ['prometheus2', 'simulation']
        : ['prometheus2', 'simulation', 'demo'];
      for (const name of others) {
        const when = `${name}, ${window.name}, ${new Date(atMs).toISOString()}`;
        expect([when, await answerOf(name, promql, atMs)]).toEqual([
          when,
          expected,
        ]);
      }
    }
  });

  it('brings the same hours as a range', async () => {
    const window = excerptWindows[excerptWindows.length - 1];
    const range = {
      start: window.fromMs as InstantMs,
      end: window.toMs as InstantMs,
      stepSeconds: 300,
    };
    const answers = await Promise.all(
      (['prometheus3', 'prometheus2', 'simulation'] as const).map(
        async name => {
          const result = await clients[name].queryRange(promql, range);
          return result.status === 'failed'
            ? result.message
            : result.series.map(series => JSON.stringify(series)).sort();
        },
      ),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('finds something, with the labels it promises', async () => {
    const found = await Promise.all(
      instants.map(({ atMs }) =>
        clients.prometheus3.query(promql, { at: atMs }),
      ),
    );
    const samples = found.flatMap(result =>
      result.status === 'ok' ? result.series : [],
    );
    expect(samples.length).toBeGreaterThan(0);
    for (const sample of samples) {
      expect(Object.keys(sample.labels).sort()).toEqual([...labels].sort());
    }
  });
});

it('reads the version of both real servers', async () => {
  for (const name of ['prometheus2', 'prometheus3'] as const) {
    const version = await clients[name].findVersion();
    expect(version?.split('+')[0]).toBe(realServers[name].version);
  }
});
