import knexFactory, { type Knex } from 'knex';
import { mockServices } from '@backstage/backend-test-utils';
import {
  clusterNames,
  clusterObjects,
  createDemoFleet,
} from '../../plugins/inference-backend-module-demo/src/fleet/DemoFleet';
import type { ClusterName } from '../../plugins/inference-backend-module-demo/src/fleet/storyTypes';
import { PrometheusServer } from '../../plugins/inference-backend-module-demo/src/prometheus/http/PrometheusServer';
import { createFleetDatabase } from '../../plugins/inference-backend-module-demo/src/prometheus/series/FleetDatabase';
import { createDemoCluster } from '../../plugins/inference-backend-module-demo/src/standalone';
import { CostTally } from '../../plugins/inference-backend/src/decide/cost/CostTally';
import {
  add,
  type Fraction,
  roundHalfUp,
  ZERO,
} from '../../plugins/inference-backend/src/decide/cost/fractions';
import { integrate } from '../../plugins/inference-backend/src/decide/cost/integrate';
import type {
  NodeInterval,
  PriceRow,
} from '../../plugins/inference-backend/src/decide/cost/ledger';
import { roundLines } from '../../plugins/inference-backend/src/decide/cost/roundLines';
import { createBackfillLedger } from '../../plugins/inference-backend/src/jobs/ledger/backfillLedger';
import { readLedgerNode } from '../../plugins/inference-backend/src/observe/clusters/ledger/readLedgerNode';
import { PrometheusClient } from '../../plugins/inference-backend/src/observe/metrics/PrometheusClient';
import { KnexLeaseStore } from '../../plugins/inference-backend/src/record/leases/KnexLeaseStore';
import { KnexLedgerStore } from '../../plugins/inference-backend/src/record/ledger/KnexLedgerStore';
import type { InstantMs } from '../../plugins/inference-backend/src/types';

const DAY = 86_400_000;
const HOUR = 3_600_000n;
const NOW = Date.UTC(2026, 10, 22, 14) as InstantMs;
const WINDOW = {
  from: Date.UTC(2026, 9, 23) as InstantMs,
  to: Date.UTC(2026, 10, 22) as InstantMs,
};
/** Machines come and go between two scrapes; of one that is gone the last step of five minutes tells when it was there. */
const EDGE_MS = 60_000;
const GONE_MS = 300_000;

/** What an hour of each machine costs, in micro-units; one that is cut into ten-millionths, and one that changes. */
const PRICES: readonly [string, number, number, number | null][] = [
  ['a3-highgpu-8g', 88_490_000, 0, null],
  ['a3-ultragpu-8g', 83_492_000, 0, null],
  ['a2-ultragpu-8g', 40_550_401, 0, null],
  ['g2-standard-48', 4_001_665, 0, null],
  ['p5.48xlarge', 34_190_000, 0, Date.UTC(2026, 10, 1, 5, 45)],
  ['p5.48xlarge', 31_464_003, Date.UTC(2026, 10, 1, 5, 45), null],
  ['p5en.48xlarge', 41_610_000, 0, null],
  ['p4d.24xlarge', 21_957_642, 0, null],
  ['g6.12xlarge', 1_837_250, 0, null],
  ['PowerEdge-R760xa', 1_374_331, 0, null],
];

const rows: readonly PriceRow[] = PRICES.map(
  ([instanceType, micros, from, to]) => ({
    id: `${instanceType}@${from}`,
    source: 'config',
    match: {
      cluster: null,
      instanceType,
      gpuProduct: null,
      region: null,
      capacityType: null,
    },
    currency: 'USD',
    unit: 'node-hour',
    micros,
    from: from as InstantMs,
    to: to as InstantMs | null,
    asOf: null,
    note: null,
  }),
);

/** What a machine costs between two instants, from the table above and nothing of the engine. */
function priceOf(instanceType: string, from: number, to: number): Fraction {
  let sum = ZERO;
  for (const [machine, micros, begin, end] of PRICES) {
    const ms = Math.min(to, end ?? Infinity) - Math.max(from, begin);
    if (machine === instanceType && ms > 0) {
      sum = add(sum, {
        numerator: BigInt(ms) * BigInt(micros),
        denominator: HOUR,
      });
    }
  }
  return sum;
}

const fleet = createDemoFleet({ seed: 1, nowMs: NOW });

/** The machines that the watch sees now. */
function watched(cluster: ClusterName): NodeInterval[] {
  return clusterObjects(fleet, cluster).flatMap(object => {
    const read = object.kind === 'Node' ? readLedgerNode(object) : null;
    return read?.isGpuNode
      ? [
          {
            ...read.facts,
            statedPrice: null,
            cluster,
            from: NOW,
            to: null,
            quality: 'observed' as const,
          },
        ]
      : [];
  });
}

describe('a month of the demo', () => {
  let knex: Knex;
  let ledger: KnexLedgerStore;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const clock = () => NOW;
    const clusters = {
      'demo-eu-west': createDemoCluster(fleet, 'demo-eu-west', clock),
      'demo-us-east': createDemoCluster(fleet, 'demo-us-east', clock),
    };
    const server = new PrometheusServer({
      database: createFleetDatabase({ fleet, clusters, clock }),
      clock,
    });
    const { url } = await server.start({ port: 0 });
    stop = () => server.stop();
    knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: ':memory:' },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    });
    const database = { getClient: async () => knex };
    ledger = await KnexLedgerStore.create({ database, timezones: [] });
    const leases = await KnexLeaseStore.create({ database });
    await ledger.replacePrices('config', rows);
    for (const cluster of clusterNames) {
      const fence = await leases.acquire({
        cluster,
        holder: 'test',
        now: NOW,
        ttlMs: DAY,
      });
      if (!fence) throw new Error('the lease is taken');
      await ledger.applyBatch(
        {
          cluster,
          observedAt: NOW,
          complete: true,
          nodes: watched(cluster),
          allocations: [],
        },
        fence,
      );
      await ledger.addUnobserved({
        cluster,
        from: (NOW - 35 * DAY) as InstantMs,
        to: NOW,
      });
    }
    await createBackfillLedger({
      clusters: clusterNames,
      sources: [
        {
          source: { name: 'demo', clusters: null },
          client: new PrometheusClient({
            name: 'demo',
            url,
            clusters: null,
            auth: null,
            headers: {},
            caFile: null,
            skipTLSVerify: false,
            timeoutMs: 60_000,
          }),
        },
      ],
      ledger,
      inventory: { listServers: async () => ({ items: [], total: 0 }) },
      migMeasure: 'memory',
      backfillMs: 35 * DAY,
      logger: mockServices.logger.mock(),
      now: () => NOW,
    })(new AbortController().signal);
    const { allocations } = await ledger.readLedger(WINDOW);
    await ledger.setOwnership(
      0 as InstantMs,
      [
        ...new Set(
          allocations.map(one => `namespace:${one.cluster}/${one.namespace}`),
        ),
      ].flatMap((subject, index) =>
        // Some namespaces belong to nobody.
        index % 5 === 4
          ? []
          : [
              {
                subject,
                owner: `group:default/${index}`,
                model: null,
                version: null,
              },
            ],
      ),
    );
  });

  afterAll(async () => {
    await stop();
    await knex.destroy();
  });

  it('closes to the micro-unit: what everybody and nobody held is the price of the machines', async () => {
    const lines = new CostTally();
    for (const { dimensions, term } of integrate(
      await ledger.readLedger(WINDOW),
      { window: WINDOW },
    )) {
      lines.add(dimensions.owner ?? dimensions.bucket, term, false);
    }
    const { nodes } = await ledger.readLedger(WINDOW);
    const machines = nodes
      .map(node =>
        priceOf(
          node.instanceType ?? '',
          Math.max(node.from, WINDOW.from),
          Math.min(node.to ?? Infinity, WINDOW.to),
        ),
      )
      .reduce(add, ZERO);
    const exact = lines
      .entries()
      .map(([key, amount]) => [key, amount.micros('USD') ?? ZERO] as const);
    const { total, lines: rounded } = roundLines(exact);
    expect(total).toBe(roundHalfUp(machines));
    expect([...rounded.values()].reduce((sum, one) => sum + one, 0n)).toBe(
      total,
    );
    expect([...rounded.keys()]).toEqual(
      expect.arrayContaining([
        'group:default/0',
        'idle',
        'unallocated',
        'unobserved',
      ]),
    );
    expect(rounded.has('overcommit')).toBe(false);
  });

  it('counts every machine of the story for as long as it ran, the two hours without metrics among it', async () => {
    const { nodes } = await ledger.readLedger(WINDOW);
    const wrong: string[] = [];
    for (const story of fleet.nodes.filter(({ pool }) => pool.gpu !== null)) {
      const begin = Math.max(story.createdMs, WINDOW.from);
      const end = Math.min(story.endedMs ?? Infinity, WINDOW.to);
      const told = nodes
        .filter(node => node.name === story.name)
        .reduce(
          (sum, node) =>
            sum +
            Math.min(node.to ?? Infinity, WINDOW.to) -
            Math.max(node.from, WINDOW.from),
          0,
        );
      const missing = Math.max(0, end - begin) - told;
      if (Math.abs(missing) >= (story.endedMs === null ? EDGE_MS : GONE_MS)) {
        wrong.push(`${story.name} ${missing / 1000} s`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
