// Collects hours by the product's own job into a new SQLite database, and tells how long each took.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knexFactory from 'knex';
import type { AllocationInterval } from '../../plugins/inference-backend/src/decide/cost/ledger';
import { UsageCollector } from '../../plugins/inference-backend/src/jobs/usage/UsageCollector';
import { PrometheusClient } from '../../plugins/inference-backend/src/observe/metrics/PrometheusClient';
import { KnexUsageStore } from '../../plugins/inference-backend/src/record';
import type { InstantMs } from '../../plugins/inference-backend/src/types';

const HOUR_MS = 3_600_000;
const [, , url = '', count = '0'] = process.argv;
const folder = mkdtempSync(join(tmpdir(), 'bench-usage-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
process.once('SIGTERM', () => process.exit(0));

function allocationOf(server: number): AllocationInterval {
  return {
    podUid: `pod-${server}`,
    container: 'vllm',
    nodeUid: `node-${server % 1_250}`,
    cluster: 'bench',
    namespace: `team-${server % 40}`,
    podName: `server-${server}-6d9f7c5b8-x2k4z`,
    resource: 'nvidia.com/gpu',
    units: 2,
    weight: { numerator: 2, denominator: 1 },
    serverId: `ms${String(server).padStart(20, '0')}`,
    labels: {},
    quality: 'observed',
    from: 0 as InstantMs,
    to: null,
  };
}

async function main() {
  const allocations = Array.from({ length: Number(count) }, (_, server) =>
    allocationOf(server),
  );
  const servers = allocations.map(({ serverId, namespace }, index) => ({
    id: serverId ?? '',
    namespace,
    name: `server-${index}`,
    model: { id: null, source: null },
  }));
  const db = knexFactory({
    client: 'better-sqlite3',
    connection: join(folder, 'usage.sqlite'),
    useNullAsDefault: true,
  });
  const store = await KnexUsageStore.create({
    database: { getClient: async () => db },
  });
  let queries = 0;
  let bytes = 0;
  const real = new PrometheusClient({
    name: 'bench',
    url,
    clusters: null,
    auth: null,
    headers: {},
    caFile: null,
    skipTLSVerify: false,
    timeoutMs: 60_000,
  });
  const parse = JSON.parse;
  JSON.parse = (text, reviver) => {
    bytes += text.length;
    return parse(text, reviver);
  };
  // Hours that are over, whatever the time of day.
  let now = Math.floor(Date.now() / HOUR_MS) * HOUR_MS + 6 * 60_000;
  const collector = new UsageCollector({
    prometheus: 'bench',
    cluster: 'bench',
    client: {
      query: async (promql, options) => {
        queries += 1;
        const result = await real.query(promql, options);
        // The clock of the benchmark stands at six minutes past the hour.
        return result.status === 'ok' && options?.at === undefined
          ? {
              ...result,
              series: result.series.map(sample => ({
                ...sample,
                at: now as InstantMs,
                value: now / 1_000,
              })),
            }
          : result;
      },
      queryRange: (promql, options) => {
        queries += 1;
        return real.queryRange(promql, options);
      },
    },
    matcher: '',
    store,
    ledger: {
      readLedger: async () => ({
        nodes: [],
        allocations,
        ownership: [],
        unobserved: [],
        prices: [],
        commitments: [],
      }),
    },
    listServers: async () => servers,
    backfillMs: 2 * HOUR_MS,
    logger: console as never,
    now: () => now as InstantMs,
  });
  const collect = async () => {
    queries = 0;
    bytes = 0;
    const begun = performance.now();
    await collector.run(new AbortController().signal);
    const ms = performance.now() - begun;
    const rows: { length: number }[] = await db('usage_days').select('day');
    const [source] = await store.listSources();
    process.stderr.write(
      `complete to ${new Date(
        source?.completeTo ?? 0,
      ).toISOString()}, problems: ${JSON.stringify(source?.issues)}\n`,
    );
    process.send?.({
      kind: 'collected',
      ms,
      queries,
      bytes,
      hours: rows.length,
    });
  };
  process.on('message', () => {
    now += HOUR_MS;
    void collect();
  });
  await collect();
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
