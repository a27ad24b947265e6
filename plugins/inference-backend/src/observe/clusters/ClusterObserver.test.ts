import { mockServices } from '@backstage/backend-test-utils';
import type { DataSource } from '@inference-portal/plugin-inference-common';
import type { WatchedResource } from '@inference-portal/plugin-inference-node';
import type { ObservationBatch } from '../../types';
import { eventually } from './__testUtils__/eventually';
import { sendStatus } from './__testUtils__/fakeAnswers';
import { FakeApiServer } from './__testUtils__/FakeApiServer';
import { MemoryInventory } from './__testUtils__/MemoryInventory';
import { quickTimings, steadyClock } from './__testUtils__/quickTimings';
import { ClusterObserver } from './ClusterObserver';
import type { ClusterConfig } from './config/ClusterConfig';
import type { ObserverTimings } from './timings';
import type { LedgerLook, ObservationSink } from './types';

const DEPLOYMENTS = '/apis/apps/v1/deployments';
const PODS = '/api/v1/pods';
const NODES = '/api/v1/nodes';
const resources: WatchedResource[] = [
  {
    group: 'apps',
    versions: ['v1'],
    plural: 'deployments',
    kind: 'Deployment',
  },
  { group: '', versions: ['v1'], plural: 'pods', kind: 'Pod' },
  { group: '', versions: ['v1'], plural: 'nodes', kind: 'Node' },
  {
    group: 'serving.kserve.io',
    versions: ['v1beta1'],
    plural: 'inferenceservices',
    kind: 'InferenceService',
  },
];

class MemorySink implements ObservationSink {
  readonly batches: ObservationBatch[] = [];
  readonly looks: LedgerLook[] = [];
  readonly sources: DataSource[] = [];
  refuse: (batch: ObservationBatch) => Error | null = () => null;

  async apply(batch: ObservationBatch): Promise<void> {
    const error = this.refuse(batch);
    if (error) {
      throw error;
    }
    this.batches.push(batch);
  }

  async applyLedger(look: LedgerLook): Promise<void> {
    this.looks.push(look);
  }

  async report(source: DataSource): Promise<void> {
    this.sources.push(source);
  }

  get last(): DataSource | undefined {
    return this.sources.at(-1);
  }

  /** Names of recorded servers after all batches. */
  get recorded(): string[] {
    const names = new Set<string>();
    for (const batch of this.batches) {
      if (batch.complete) {
        names.clear();
      }
      batch.servers.forEach(({ server }) => names.add(server.name));
      batch.removed.forEach(id => names.delete(id.replace('server-', '')));
    }
    return [...names].sort();
  }
}

function named(name: string, uid = `u-${name}`) {
  return { metadata: { namespace: 'support', name, uid } };
}

// A busy machine may take long; what is waited for comes as soon as it can.
jest.setTimeout(30_000);

describe('ClusterObserver', () => {
  let server: FakeApiServer;
  let end: AbortController;
  let runs: Promise<void>[];

  beforeEach(async () => {
    server = await FakeApiServer.start();
    server.serve(DEPLOYMENTS, 'Deployment');
    server.serve(PODS, 'Pod');
    server.serve(NODES, 'Node');
    server.put(DEPLOYMENTS, named('chat'));
    server.put(PODS, named('chat-1'));
    end = new AbortController();
    runs = [];
  });

  afterEach(async () => {
    end.abort();
    await Promise.allSettled(runs);
    await server.stop();
  });

  function observe(
    options: {
      cluster?: Partial<ClusterConfig>;
      url?: string;
      timings?: Partial<ObserverTimings>;
      sink?: MemorySink;
      skewMs?: number;
    } = {},
  ) {
    const sink = options.sink ?? new MemorySink();
    const logger = mockServices.logger.mock();
    const clock = steadyClock();
    const skewMs = options.skewMs ?? 0;
    const inventory = new MemoryInventory(resources);
    const observer = new ClusterObserver({
      cluster: {
        name: 'eu-west',
        title: null,
        labels: {},
        paused: false,
        configKey: 'inference.clusters[0]',
        warnings: [],
        access: {
          kind: 'url',
          url: options.url ?? server.url,
          credential: { kind: 'none' },
          caData: null,
          caFile: null,
          skipTlsVerify: false,
        },
        ...options.cluster,
      },
      inventory,
      sink,
      logger,
      clock: {
        ...clock,
        now: () => (clock.now() + skewMs) as ReturnType<typeof clock.now>,
      },
      timings: { ...quickTimings, ...options.timings },
    });
    const run = observer.run(end.signal);
    runs.push(run);
    return { sink, logger, inventory, run };
  }

  it('hands over one complete batch once every resource has been listed, and then the changes', async () => {
    let release = () => undefined as void;
    server.fault(
      ({ path }) => path === PODS,
      async (_request, response) => {
        await new Promise<void>(resolve => {
          release = resolve;
        });
        sendStatus(response, 500);
      },
    );
    const { sink } = observe({ timings: { requestMs: 5_000 } });
    await eventually(() => expect(server.of(NODES, 'watch')).toHaveLength(1));
    expect(sink.batches).toEqual([]);
    expect(sink.last?.status).toBe('starting');
    release();
    await eventually(() => expect(sink.recorded).toEqual(['chat']));
    await eventually(() =>
      expect(sink.batches.some(({ complete }) => complete)).toBe(true),
    );
    const before = sink.batches.length;
    server.put(DEPLOYMENTS, named('embed'));
    await eventually(() => expect(sink.recorded).toEqual(['chat', 'embed']));
    expect(sink.batches[before]).toMatchObject({
      cluster: 'eu-west',
      complete: false,
      removed: [],
    });
    server.remove(DEPLOYMENTS, 'support', 'chat');
    await eventually(() => expect(sink.recorded).toEqual(['embed']));
    expect(sink.batches.at(-1)?.removed).toEqual(['server-chat']);
  });

  it('begins with the complete batch when nothing fails', async () => {
    const { sink } = observe();
    await eventually(() => expect(sink.batches).not.toEqual([]));
    expect(sink.batches[0]?.complete).toBe(true);
  });

  it('hands over a complete batch now and then', async () => {
    const { sink } = observe({ timings: { completeMs: 30 } });
    await eventually(() =>
      expect(
        sink.batches.filter(({ complete }) => complete).length,
      ).toBeGreaterThanOrEqual(3),
    );
    expect(sink.batches.every(({ servers }) => servers.length === 1)).toBe(
      true,
    );
    const times = sink.batches.map(({ observedAt }) => observedAt);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    expect(new Set(times).size).toBe(times.length);
  });

  it('loses nothing when batches are refused for a while', async () => {
    const { sink, logger } = observe();
    await eventually(() => expect(sink.recorded).toEqual(['chat']));
    let refused = 0;
    sink.refuse = () => {
      refused += 1;
      return new Error('database is locked');
    };
    server.put(DEPLOYMENTS, named('embed'));
    await eventually(() => expect(refused).toBeGreaterThan(0));
    server.put(DEPLOYMENTS, named('rerank'));
    server.put(DEPLOYMENTS, named('embed', 'u-embed'));
    server.remove(DEPLOYMENTS, 'support', 'chat');
    await eventually(() => {
      expect(refused).toBeGreaterThan(3);
      expect(sink.last).toMatchObject({
        status: 'degraded',
        issues: [
          {
            code: 'record-failed',
            message:
              'What the cluster tells cannot be recorded: database is locked',
          },
        ],
      });
    });
    const before = sink.batches.length;
    sink.refuse = () => null;
    await eventually(() => expect(sink.recorded).toEqual(['embed', 'rerank']));
    expect(sink.batches.length - before).toBeLessThanOrEqual(2);
    const versions = sink.batches
      .flatMap(({ servers }) => servers)
      .filter(({ server: { name } }) => name === 'embed')
      .map(({ server: { labels } }) => labels.resourceVersion);
    expect(versions.at(-1)).toBe('105');
    await eventually(() => expect(sink.last?.status).toBe('healthy'));
    const told = logger.warn.mock.calls.filter(([words]) =>
      String(words).includes('database is locked'),
    );
    expect(told).toHaveLength(1);
  });

  it('keeps a refused batch complete', async () => {
    const sink = new MemorySink();
    let refusals = 3;
    sink.refuse = () => {
      refusals -= 1;
      return refusals >= 0 ? new Error('no connection') : null;
    };
    observe({ sink });
    await eventually(() => expect(sink.batches).toHaveLength(1));
    expect(sink.batches[0]).toMatchObject({ complete: true });
    expect(sink.recorded).toEqual(['chat']);
  });

  it('ends when the cluster went to another holder', async () => {
    const sink = new MemorySink();
    sink.refuse = () =>
      Object.assign(new Error('the lease went to another holder'), {
        name: 'StaleFenceError',
      });
    const { run } = observe({ sink });
    await expect(run).rejects.toThrow('the lease went to another holder');
    await eventually(() => expect(server.openWatches).toBe(0));
  });

  it('never calls a batch complete while pods are forbidden, and shows the rule to add', async () => {
    server.fault(
      ({ path }) => path === PODS || path === NODES,
      ({ path }, response) =>
        sendStatus(
          response,
          403,
          `x is forbidden: User "system:serviceaccount:portal:reader" cannot list resource "${path}"`,
        ),
      Infinity,
    );
    const { sink } = observe({ timings: { completeMs: 20 } });
    await eventually(() => {
      expect(sink.recorded).toEqual(['chat']);
      expect(sink.last?.status).toBe('degraded');
    });
    server.put(DEPLOYMENTS, named('embed'));
    await eventually(() => expect(sink.recorded).toEqual(['chat', 'embed']));
    expect(sink.batches.some(({ complete }) => complete)).toBe(false);
    expect(sink.last?.issues).toMatchObject([
      {
        code: 'forbidden',
        message:
          'system:serviceaccount:portal:reader may not list and watch pods, nodes.',
        fix: [
          'Add to the ClusterRole of system:serviceaccount:portal:reader:',
          'rules:',
          '  - apiGroups: [""]',
          '    resources: ["nodes", "pods"]',
          '    verbs: ["list", "watch"]',
        ].join('\n'),
        since: expect.any(String),
      },
    ]);
  });

  it('calls batches complete although nodes are forbidden', async () => {
    server.fault(
      ({ path }) => path === NODES,
      (_request, response) => sendStatus(response, 403, 'no'),
      Infinity,
    );
    const { sink } = observe();
    await eventually(() => expect(sink.batches[0]?.complete).toBe(true));
  });

  it('shows the rest when one kind cannot be listed, without calling it complete', async () => {
    server.serve(
      '/apis/serving.kserve.io/v1beta1/inferenceservices',
      'InferenceService',
    );
    server.fault(
      ({ path }) => path.endsWith('/inferenceservices'),
      (_request, response) =>
        sendStatus(response, 500, 'conversion webhook failed'),
      Infinity,
    );
    const { sink } = observe();
    await eventually(() => expect(sink.recorded).toEqual(['chat']));
    await eventually(() =>
      expect(sink.last).toMatchObject({
        status: 'degraded',
        issues: [
          {
            code: 'watch-failed',
            message:
              'inferenceservices cannot be followed: HTTP 500: conversion webhook failed',
          },
        ],
      }),
    );
    expect(sink.batches.some(({ complete }) => complete)).toBe(false);
  });

  it('reports a healthy cluster with its version, kinds and lag', async () => {
    const { sink } = observe();
    await eventually(() =>
      expect(sink.last).toMatchObject({
        id: 'cluster:eu-west',
        type: 'cluster',
        name: 'eu-west',
        url: server.url,
        status: 'healthy',
        version: 'v1.36.3',
        issues: [],
        coverage: [{ name: 'watched kinds', have: 3, want: 3 }],
        resources: [
          { resource: 'apps/v1/deployments', status: 'watching', objects: 1 },
          { resource: 'v1/pods', status: 'watching', objects: 1 },
          { resource: 'v1/nodes', status: 'watching', objects: 0 },
          {
            resource: 'serving.kserve.io/v1beta1/inferenceservices',
            status: 'not-installed',
            objects: null,
            lastEventAt: null,
          },
        ],
      }),
    );
    expect(sink.last?.lagSeconds).toBeLessThan(5);
    const reports = sink.sources.length;
    await eventually(() =>
      expect(sink.sources.length).toBeGreaterThan(reports + 1),
    );
  });

  it('shows a cluster that went away as unreachable since then, and as healthy when it is back', async () => {
    const { sink, logger } = observe();
    await eventually(() => expect(sink.last?.status).toBe('healthy'));
    const { url } = server;
    await server.stop();
    await eventually(() =>
      expect(sink.last).toMatchObject({
        status: 'unreachable',
        issues: [
          {
            code: 'unreachable',
            message: `${url} cannot be reached (ECONNREFUSED).`,
          },
        ],
      }),
    );
    const since = sink.last?.issues[0]?.since;
    const lag = sink.last?.lagSeconds ?? 0;
    const reports = sink.sources.length;
    await eventually(() =>
      expect(sink.sources.length).toBeGreaterThan(reports + 1),
    );
    expect(sink.last?.issues[0]?.since).toBe(since);
    expect(sink.last?.lagSeconds).toBeGreaterThan(lag);
    await server.restart();
    await eventually(() => expect(sink.last?.status).toBe('healthy'));
    const told = logger.warn.mock.calls.filter(([words]) =>
      String(words).includes('cannot be reached'),
    );
    expect(told).toHaveLength(1);
  });

  it('observes one cluster although another is dead', async () => {
    const dead = await FakeApiServer.start();
    const { url } = dead;
    await dead.stop();
    const broken = observe({ url, cluster: { name: 'us-east' } });
    const { sink } = observe();
    await eventually(() => {
      expect(sink.last?.status).toBe('healthy');
      expect(broken.sink.last).toMatchObject({
        id: 'cluster:us-east',
        status: 'unreachable',
      });
    });
    expect(broken.sink.batches).toEqual([]);
  });

  it('shows refused credentials as a matter of configuration', async () => {
    server.fault(
      () => true,
      (_request, response) => sendStatus(response, 401, 'Unauthorized'),
      Infinity,
    );
    const { sink } = observe();
    await eventually(() =>
      expect(sink.last).toMatchObject({
        status: 'misconfigured',
        issues: [
          {
            code: 'unauthorized',
            message: 'The cluster does not accept the credentials (HTTP 401).',
          },
        ],
      }),
    );
  });

  it('tells when the clocks differ by more than half a minute', async () => {
    const { sink } = observe({ skewMs: -95_000 });
    await eventually(() =>
      expect(sink.last).toMatchObject({
        status: 'healthy',
        issues: [{ code: 'clock-skew' }],
      }),
    );
    expect(sink.last?.issues[0]?.message).toMatch(
      /^The clock of the cluster is 9[345] s ahead of that of the portal\.$/,
    );
  });

  it('shows what the inventory could not understand', async () => {
    const { sink, inventory } = observe();
    const drain = inventory.drain.bind(inventory);
    inventory.drain = now => ({
      ...drain(now),
      malformed: ['Pod support/odd is left out: metadata.uid is missing'],
    });
    await eventually(() =>
      expect(sink.last).toMatchObject({
        status: 'healthy',
        issues: [
          {
            code: 'malformed-object',
            message: 'Pod support/odd is left out: metadata.uid is missing',
          },
        ],
      }),
    );
  });

  it('shows a paused cluster without asking it anything', async () => {
    const { sink } = observe({ cluster: { paused: true } });
    await eventually(() =>
      expect(sink.last).toMatchObject({
        status: 'degraded',
        issues: [{ code: 'paused' }],
      }),
    );
    expect(server.requests).toEqual([]);
  });

  it('stops within a second even when the sink hangs', async () => {
    const sink = new MemorySink();
    let applying = false;
    sink.apply = () => {
      applying = true;
      return new Promise(() => undefined);
    };
    const { run } = observe({ sink });
    await eventually(() => expect(applying).toBe(true));
    const began = Date.now();
    end.abort();
    await run;
    expect(Date.now() - began).toBeLessThan(1_000);
    await eventually(() => expect(server.openWatches).toBe(0));
  });
});
