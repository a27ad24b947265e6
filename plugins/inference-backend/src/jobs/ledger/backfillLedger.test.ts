import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  DATABASE_IDS,
  openStores,
} from '../../record/__testUtils__/openStores';
import { CostTally } from '../../decide/cost/CostTally';
import { roundHalfUp, ZERO } from '../../decide/cost/fractions';
import { integrate } from '../../decide/cost/integrate';
import { KnexLedgerStore } from '../../record/ledger/KnexLedgerStore';
import type { InstantMs } from '../../types';
import { FakeKubeState, type FakeSeries } from './__testUtils__/FakeKubeState';
import { createBackfillLedger } from './backfillLedger';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 20, 12);
const CREATED = NOW - 10 * DAY;
const cluster = 'eu-west';

function nodeSeries(name: string, from: number, to: number): FakeSeries[] {
  const labels = { cluster, node: name };
  return [
    { metric: 'kube_node_created', labels, value: from / 1000, from, to },
    {
      metric: 'kube_node_labels',
      labels: {
        ...labels,
        label_nvidia_com_gpu_product: 'NVIDIA-H100-80GB-HBM3',
        label_nvidia_com_gpu_count: '8',
        label_node_kubernetes_io_instance_type: 'p5.48xlarge',
        label_karpenter_sh_capacity_type: 'spot',
      },
      value: 1,
      from,
      to,
    },
    {
      metric: 'kube_node_status_capacity',
      labels: { ...labels, resource: 'nvidia_com_mig_3g_40gb' },
      value: 16,
      from,
      to,
    },
  ];
}

function podSeries(
  uid: string,
  options: { node?: string; from: number; to: number; completed?: number },
): FakeSeries[] {
  const { node = 'gpu-1', from, to, completed } = options;
  const labels = {
    cluster,
    namespace: 'support',
    pod: `chat-6c9f-${uid}`,
    uid,
  };
  const life = { from, to };
  return [
    {
      metric: 'kube_pod_container_resource_requests',
      labels: {
        ...labels,
        container: 'engine',
        node,
        resource: 'nvidia_com_mig_3g_40gb',
        unit: 'integer',
      },
      value: 1,
      ...life,
    },
    {
      metric: 'kube_pod_start_time',
      labels,
      value: from / 1000,
      ...life,
    },
    {
      metric: 'kube_pod_owner',
      labels: { ...labels, owner_kind: 'ReplicaSet', owner_name: 'chat-6c9f' },
      value: 1,
      ...life,
    },
    ...(completed === undefined
      ? []
      : [
          {
            metric: 'kube_pod_completion_time',
            labels,
            value: completed / 1000,
            ...life,
          },
        ]),
  ];
}

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('backfillLedger on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  let ledger: KnexLedgerStore;

  beforeEach(async () => {
    const stores = await openStores(databases, databaseId);
    ledger = await KnexLedgerStore.create({
      database: mockServices.database({ knex: stores.db }),
      timezones: ['UTC'],
    });
    await ledger.addUnobserved({
      cluster,
      from: (NOW - 3 * DAY) as InstantMs,
      to: (NOW - HOUR) as InstantMs,
    });
  });

  async function fill(client: FakeKubeState) {
    await createBackfillLedger({
      clusters: [cluster, 'us-east'],
      sources: [{ source: { name: 'main', clusters: null }, client }],
      ledger,
      inventory: {
        listServers: async () => ({
          items: [
            { id: 'ms-chat', kind: 'Deployment', name: 'chat' },
            { id: 'ms-other', kind: 'Deployment', name: 'chat-6' },
          ].map(server => ({ ...server, namespace: 'support' })) as never,
        }),
      },
      migMeasure: 'memory',
      backfillMs: 35 * DAY,
      logger: mockServices.logger.mock(),
      now: () => NOW as InstantMs,
    })(new AbortController().signal);
    return ledger.readLedger({
      from: (NOW - 30 * DAY) as InstantMs,
      to: NOW as InstantMs,
    });
  }

  it('makes intervals of what kube-state-metrics told, across days', async () => {
    const ended = NOW - DAY - 7 * HOUR;
    const { nodes, allocations, unobserved } = await fill(
      new FakeKubeState([
        ...nodeSeries('gpu-1', CREATED, NOW),
        ...podSeries('a', { from: NOW - 2 * DAY, to: ended + 10_000 }),
      ]),
    );
    expect(unobserved).toEqual([]);
    expect(nodes).toMatchObject([
      {
        name: 'gpu-1',
        gpuProduct: 'H100',
        physicalGpus: 8,
        instanceType: 'p5.48xlarge',
        capacityType: 'spot',
        quality: 'estimated',
        from: NOW - 3 * DAY,
        to: NOW - HOUR,
      },
    ]);
    expect(allocations).toMatchObject([
      {
        podUid: 'a',
        serverId: 'ms-chat',
        resource: 'nvidia.com/mig-3g.40gb',
        weight: { numerator: 1, denominator: 2 },
        quality: 'estimated',
        from: NOW - 2 * DAY,
        // The last scrape that saw it.
        to: ended,
      },
    ]);
  });

  it('finds pods that lived shorter than anything that looks regularly', async () => {
    const from = NOW - DAY + 61_000;
    const { allocations } = await fill(
      new FakeKubeState([
        ...nodeSeries('gpu-1', CREATED, NOW),
        ...podSeries('a', { from, to: from + 65_000 }),
      ]),
    );
    expect(allocations).toMatchObject([{ from, to: NOW - DAY + 120_000 }]);
  });

  it('lets a job go when it completed, however long its pod stays', async () => {
    const completed = NOW - DAY - 1_000;
    const { allocations } = await fill(
      new FakeKubeState([
        ...nodeSeries('gpu-1', CREATED, NOW),
        ...podSeries('a', { from: NOW - 2 * DAY, to: NOW, completed }),
      ]),
    );
    expect(allocations).toMatchObject([{ from: NOW - 2 * DAY, to: completed }]);
  });

  it('leaves unobserved what Prometheus did not see', async () => {
    const outage = { from: NOW - DAY, to: NOW - DAY + 2 * HOUR };
    const { unobserved, nodes } = await fill(
      new FakeKubeState(nodeSeries('gpu-1', CREATED, NOW), [outage]),
    );
    const [gap] = unobserved;
    expect(unobserved).toHaveLength(1);
    expect(Math.abs((gap?.from ?? 0) - outage.from)).toBeLessThanOrEqual(
      30_000,
    );
    expect(Math.abs((gap?.to ?? 0) - outage.to)).toBeLessThanOrEqual(300_000);
    // The node was there all the time; what it cost in the gap is nobody's.
    expect(nodes).toMatchObject([{ to: NOW - HOUR }]);
  });

  it('ignores other clusters of the same Prometheus', async () => {
    const { nodes, unobserved } = await fill(
      new FakeKubeState(
        nodeSeries('gpu-1', CREATED, NOW).map(one => ({
          ...one,
          labels: { ...one.labels, cluster: 'elsewhere' },
        })),
      ),
    );
    expect(nodes).toEqual([]);
    expect(unobserved).toHaveLength(1);
  });

  it('changes nothing when Prometheus fails, and nothing when it is asked again', async () => {
    const client = new FakeKubeState([
      ...nodeSeries('gpu-1', CREATED, NOW),
      ...podSeries('a', { from: NOW - 2 * DAY, to: NOW }),
    ]);
    client.refuse = true;
    expect((await fill(client)).nodes).toEqual([]);
    client.refuse = false;
    const first = await fill(client);
    expect(first.nodes).toHaveLength(1);
    expect(await fill(client)).toEqual(first);
  });

  it('lets the nodes of a scrape outage cost what they cost, as unobserved', async () => {
    const outage = { from: NOW - 30 * HOUR, to: NOW - 28 * HOUR };
    const label = 'gpu-1';
    await fill(
      new FakeKubeState([
        ...nodeSeries(label, CREATED, outage.from),
        ...nodeSeries(label, outage.to, NOW).map(series =>
          series.metric === 'kube_node_created'
            ? { ...series, value: CREATED / 1000 }
            : series,
        ),
        // Created while nobody scraped.
        ...nodeSeries('gpu-2', outage.to, NOW).map(series =>
          series.metric === 'kube_node_created'
            ? { ...series, value: (outage.to - HOUR / 2) / 1000 }
            : series,
        ),
      ]),
    );
    const window = {
      from: (NOW - 3 * DAY) as InstantMs,
      to: (NOW - HOUR) as InstantMs,
    };
    await ledger.replacePrices('config', [
      {
        id: 'p5',
        source: 'config',
        match: {
          cluster: null,
          instanceType: 'p5.48xlarge',
          gpuProduct: null,
          region: null,
          capacityType: null,
        },
        currency: 'USD',
        unit: 'node-hour',
        micros: 55_040_000,
        from: 0 as InstantMs,
        to: null,
        asOf: null,
        note: null,
      },
    ]);
    const buckets = new CostTally();
    const found = await ledger.readLedger(window);
    for (const { dimensions, term } of integrate(found, { window })) {
      buckets.add(dimensions.bucket, term, dimensions.estimated);
    }
    const [gap] = found.unobserved;
    if (!gap?.to) {
      throw new Error('the outage is not unobserved');
    }
    // Scrapes tell its edges to some minutes; to its end both nodes are there.
    const unobservedMs = gap.to - gap.from;
    expect(unobservedMs).toBeGreaterThan(1.8 * HOUR);
    const secondMs = gap.to - (outage.to - HOUR / 2);
    const hours = (ms: number) => ({
      numerator: BigInt(ms) * 55_040_000n,
      denominator: 3_600_000n,
    });
    const micros = (bucket: string) =>
      roundHalfUp(buckets.get(bucket)?.micros('USD') ?? ZERO);
    expect(micros('unobserved')).toBe(
      roundHalfUp(hours(unobservedMs + secondMs)),
    );
    // Every hour of both machines is paid for by somebody.
    expect(roundHalfUp(buckets.total().micros('USD') ?? ZERO)).toBe(
      roundHalfUp(
        hours(window.to - window.from + (window.to - outage.to + HOUR / 2)),
      ),
    );
  });
});
