import type { WatchedResource } from '@inference-portal/plugin-inference-node';
import type { InstantMs } from '../../../types';
import { ClusterConnection } from '../connection/ClusterConnection';
import { eventually } from '../__testUtils__/eventually';
import { sendStatus } from '../__testUtils__/fakeAnswers';
import { FakeApiServer } from '../__testUtils__/FakeApiServer';
import { MemoryInventory } from '../__testUtils__/MemoryInventory';
import {
  quickTimings,
  steadyClock,
  type Pauses,
} from '../__testUtils__/quickTimings';
import type { ObserverTimings } from '../timings';
import { ResourceWatch } from './ResourceWatch';

const DEPLOYMENTS = '/apis/apps/v1/deployments';
const deployments: WatchedResource = {
  group: 'apps',
  versions: ['v1'],
  plural: 'deployments',
  kind: 'Deployment',
};
const LWS = '/apis/leaderworkerset.x-k8s.io/v1/leaderworkersets';
const leaderWorkerSets: WatchedResource = {
  group: 'leaderworkerset.x-k8s.io',
  versions: ['v1', 'v1beta1'],
  plural: 'leaderworkersets',
  kind: 'LeaderWorkerSet',
};

function deployment(name: string, uid = `u-${name}`) {
  return { metadata: { namespace: 'support', name, uid } };
}

// A busy machine may take long; what is waited for comes as soon as it can.
jest.setTimeout(30_000);

describe('ResourceWatch', () => {
  let server: FakeApiServer;
  let end: AbortController;
  let runs: Promise<void>[];

  beforeEach(async () => {
    server = await FakeApiServer.start();
    server.serve(DEPLOYMENTS, 'Deployment');
    server.put(DEPLOYMENTS, deployment('chat'));
    end = new AbortController();
    runs = [];
  });

  afterEach(async () => {
    end.abort();
    await Promise.all(runs);
    await server.stop();
  });

  function start(
    options: {
      resource?: WatchedResource;
      timings?: Partial<ObserverTimings>;
      limits?: { bodyBytes: number; lineBytes: number };
      pauses?: Pauses;
    } = {},
  ) {
    const resource = options.resource ?? deployments;
    const inventory = new MemoryInventory([resource]);
    const clock = steadyClock(options.pauses);
    const watch = new ResourceWatch({
      resource,
      reader: new ClusterConnection({
        access: {
          kind: 'url',
          url: server.url,
          credential: { kind: 'none' },
          caData: null,
          caFile: null,
          skipTlsVerify: false,
        },
        now: clock.now,
        limits: options.limits,
      }),
      inventory,
      clock,
      timings: { ...quickTimings, ...options.timings },
      onObjects: () => undefined,
      onState: () => undefined,
    });
    runs.push(watch.run(end.signal));
    return { watch, inventory };
  }

  async function startWatching(options: Parameters<typeof start>[0] = {}) {
    const started = start(options);
    await eventually(() => {
      expect(started.watch.state.status).toBe('watching');
      expect(server.openWatches).toBe(1);
    });
    return started;
  }

  const watches = () => server.of(DEPLOYMENTS, 'watch');
  const lists = () => server.of(DEPLOYMENTS, 'list');

  it('delivers what is listed with apiVersion and kind, and then what changes', async () => {
    const { watch, inventory } = await startWatching();
    expect(inventory.of('deployments').get('chat')).toMatchObject({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
    });
    server.put(DEPLOYMENTS, deployment('rerank'));
    server.remove(DEPLOYMENTS, 'support', 'chat');
    await eventually(() =>
      expect(inventory.names('deployments')).toEqual(['rerank']),
    );
    expect(watch.state).toMatchObject({
      version: 'v1',
      objects: 1,
      failure: null,
      settled: true,
      listed: true,
    });
    expect(watches()[0]?.query.get('allowWatchBookmarks')).toBe('true');
    const seconds = Number(watches()[0]?.query.get('timeoutSeconds'));
    expect(seconds).toBeGreaterThanOrEqual(240);
    expect(seconds).toBeLessThanOrEqual(480);
  });

  it('resumes from the last event after a disconnect and misses nothing', async () => {
    const { inventory } = await startWatching();
    server.put(DEPLOYMENTS, deployment('rerank'));
    await eventually(() =>
      expect(inventory.names('deployments')).toContain('rerank'),
    );
    server.disconnect(DEPLOYMENTS);
    server.put(DEPLOYMENTS, deployment('embed'));
    await eventually(() =>
      expect(inventory.names('deployments')).toEqual([
        'chat',
        'embed',
        'rerank',
      ]),
    );
    expect(lists()).toHaveLength(1);
    expect(watches().at(-1)?.query.get('resourceVersion')).toBe('102');
    expect(inventory.log.filter(line => line.includes('rerank'))).toHaveLength(
      1,
    );
  });

  it('resumes from the last bookmark after the server ended the watch', async () => {
    const { watch } = await startWatching();
    const { lastEventAt } = watch.state;
    server.bookmark(DEPLOYMENTS);
    server.finish(DEPLOYMENTS);
    await eventually(() => expect(watches()).toHaveLength(2));
    expect(watches()[1]?.query.get('resourceVersion')).toBe('102');
    expect(watch.state.lastEventAt).toBe(lastEventAt);
    expect(watch.state.failure).toBeNull();
  });

  it('lists again when the watch says 410 as an event', async () => {
    const { inventory } = await startWatching();
    server.fault(
      request => request.isWatch,
      (_request, response) => {
        server.put(DEPLOYMENTS, deployment('embed'));
        server.remove(DEPLOYMENTS, 'support', 'chat');
        server.compact();
        response.writeHead(200);
        const object = { kind: 'Status', code: 410, message: 'too old' };
        response.end(`${JSON.stringify({ type: 'ERROR', object })}\n`);
      },
    );
    server.disconnect(DEPLOYMENTS);
    await eventually(() =>
      expect(inventory.names('deployments')).toEqual(['embed']),
    );
    expect(lists()).toHaveLength(2);
  });

  it('lists again when the watch is refused with HTTP 410', async () => {
    const { watch, inventory } = await startWatching();
    server.fault(
      request => request.isWatch,
      (_request, response) => {
        server.put(DEPLOYMENTS, deployment('embed'));
        sendStatus(response, 410, 'too old resource version');
      },
    );
    server.disconnect(DEPLOYMENTS);
    await eventually(() =>
      expect(inventory.names('deployments')).toEqual(['chat', 'embed']),
    );
    await eventually(() => expect(watch.state.status).toBe('watching'));
    expect(lists()).toHaveLength(2);
  });

  it('reads 1,201 objects in pages of 500', async () => {
    for (let i = 0; i < 1_200; i += 1) {
      server.put(DEPLOYMENTS, deployment(`server-${i}`));
    }
    const { watch } = await startWatching();
    expect(watch.state.objects).toBe(1_201);
    expect(lists().map(({ query }) => query.get('continue'))).toEqual([
      null,
      '500',
      '1000',
    ]);
    expect(lists().every(({ query }) => query.get('limit') === '500')).toBe(
      true,
    );
  });

  it('begins the list again with larger pages when the continue token expired', async () => {
    for (let i = 0; i < 1_200; i += 1) {
      server.put(DEPLOYMENTS, deployment(`server-${i}`));
    }
    server.fault(
      ({ query }) => query.get('continue') === '1000',
      (_request, response) => {
        // Between the pages an object went away: the new list must not keep it.
        server.remove(DEPLOYMENTS, 'support', 'server-0');
        sendStatus(response, 410, 'The provided continue parameter is too old');
      },
    );
    const { watch, inventory } = await startWatching();
    expect(watch.state.objects).toBe(1_200);
    expect(inventory.names('deployments')).not.toContain('server-0');
    expect(inventory.log).toEqual(['replace deployments 1200']);
    expect(lists().at(-1)?.query.get('limit')).toBe('2000');
  });

  it('asks for a later page again when it fails, without beginning anew', async () => {
    for (let i = 0; i < 600; i += 1) {
      server.put(DEPLOYMENTS, deployment(`server-${i}`));
    }
    server.fault(
      ({ query }) => query.get('continue') === '500',
      (_request, response) => sendStatus(response, 500, 'etcdserver: timeout'),
      3,
    );
    const { watch } = await startWatching();
    expect(watch.state.objects).toBe(601);
    expect(lists()).toHaveLength(1 + 4);
  });

  it('goes on with the watch after lines that are no JSON', async () => {
    const { watch, inventory } = await startWatching();
    server.send(DEPLOYMENTS, '{"type":"MODIFIED","object":{"met');
    server.put(DEPLOYMENTS, deployment('embed'));
    await eventually(() =>
      expect(inventory.names('deployments')).toEqual(['chat', 'embed']),
    );
    await eventually(() => expect(watch.state.status).toBe('watching'));
    expect(lists()).toHaveLength(1);
    expect(watches()).toHaveLength(2);
  });

  it('lists again when three watches in a row bring nothing but garbage', async () => {
    const { watch } = await startWatching();
    server.fault(
      request => request.isWatch,
      (_request, response) => {
        response.writeHead(200);
        response.end('<html>gateway</html>\n');
      },
      3,
    );
    server.disconnect(DEPLOYMENTS);
    await eventually(() => {
      expect(lists()).toHaveLength(2);
      expect(watch.state.status).toBe('watching');
    });
  });

  it('passes over an event without a named object and says so', async () => {
    const { watch, inventory } = await startWatching();
    server.send(DEPLOYMENTS, { type: 'MODIFIED', object: { metadata: null } });
    server.put(DEPLOYMENTS, deployment('embed'));
    await eventually(() =>
      expect(inventory.names('deployments')).toEqual(['chat', 'embed']),
    );
    expect(watch.state.skipped).toEqual([
      'The watch of deployments sent an MODIFIED event without a named object.',
    ]);
    expect(watches()).toHaveLength(1);
  });

  it('shows a failing server, backs off with growing pauses, and recovers', async () => {
    const pauses: Pauses = { begun: [], ended: [] };
    server.fault(
      ({ path }) => path === DEPLOYMENTS,
      (_request, response) => sendStatus(response, 500, 'etcd is down'),
      4,
    );
    const { watch, inventory } = start({ pauses });
    await eventually(() =>
      expect(watch.state).toMatchObject({
        status: 'failing',
        settled: true,
        listed: false,
        failure: { kind: 'rejected', message: 'HTTP 500: etcd is down' },
      }),
    );
    await eventually(() => expect(watch.state.status).toBe('watching'));
    expect(inventory.names('deployments')).toEqual(['chat']);
    expect(watch.state.failure).toBeNull();
    // Three quarters of 5, 10, 20, 40: chance is fixed in the middle.
    expect(pauses.begun.slice(0, 4)).toEqual([3.75, 7.5, 15, 30]);
  });

  it('returns to short pauses once a watch has been open for a while', async () => {
    const pauses: Pauses = { begun: [], ended: [] };
    server.fault(
      ({ path }) => path === DEPLOYMENTS,
      (_request, response) => sendStatus(response, 500),
      3,
    );
    await startWatching({ pauses });
    await eventually(() =>
      expect(pauses.ended).toContain(quickTimings.healthyMs),
    );
    const before = pauses.begun.length;
    server.disconnect(DEPLOYMENTS);
    await eventually(() => expect(watches()).toHaveLength(2));
    expect(pauses.begun[before]).toBe(3.75);
  });

  it('waits as long as Retry-After asks', async () => {
    const pauses: Pauses = { begun: [], ended: [] };
    server.fault(
      ({ path }) => path === DEPLOYMENTS,
      (_request, response) => {
        response.writeHead(429, { 'retry-after': '0.25' });
        response.end();
      },
    );
    const { watch } = start({ pauses });
    await eventually(() => expect(watch.state.status).toBe('watching'));
    expect(pauses.begun[0]).toBe(250);
  });

  it('opens a new watch when the old one is mute, from where it stopped', async () => {
    const { watch, inventory } = await startWatching({
      timings: { silenceMs: 60 },
    });
    // Mute from here on: the server holds the connection and says nothing.
    await eventually(() => expect(watches().length).toBeGreaterThanOrEqual(2));
    server.put(DEPLOYMENTS, deployment('embed'));
    await eventually(() =>
      expect(inventory.names('deployments')).toEqual(['chat', 'embed']),
    );
    expect(watch.state.failure).toBeNull();
    expect(watches()[1]?.query.get('resourceVersion')).toBe('101');
  });

  it('gives up a request to a server that never answers, and tries again', async () => {
    server.fault(
      ({ path }) => path === DEPLOYMENTS,
      () => undefined,
    );
    const { watch } = start({ timings: { requestMs: 50 } });
    await eventually(() =>
      expect(watch.state.failure).toMatchObject({ kind: 'timeout' }),
    );
    await eventually(() => expect(watch.state.status).toBe('watching'));
  });

  it('reads a slow answer to its end', async () => {
    server.fault(
      ({ path }) => path === DEPLOYMENTS,
      async (_request, response) => {
        const text = JSON.stringify({
          metadata: { resourceVersion: '101' },
          items: [deployment('chat')],
        });
        response.writeHead(200);
        for (const letter of text) {
          response.write(letter);
          await new Promise(resolve => setImmediate(resolve));
        }
        response.end();
      },
    );
    const { inventory } = await startWatching();
    expect(inventory.names('deployments')).toEqual(['chat']);
  });

  it('delivers an object that was made again as an end and a beginning', async () => {
    const { inventory } = await startWatching();
    // The DELETED event in between is lost, as it is after a pause of the watch.
    server.send(DEPLOYMENTS, {
      type: 'MODIFIED',
      object: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: {
          namespace: 'support',
          name: 'chat',
          uid: 'u-second',
          resourceVersion: '140',
        },
      },
    });
    await eventually(() =>
      expect(inventory.log.slice(1)).toEqual([
        'delete deployments chat u-chat',
        'upsert deployments chat u-second',
      ]),
    );
    expect(inventory.of('deployments').get('chat')?.metadata?.uid).toBe(
      'u-second',
    );
  });

  it('goes on when the inventory throws on one object', async () => {
    server.put(DEPLOYMENTS, deployment('cursed-1'));
    const { watch, inventory } = start();
    inventory.beforeObject = ({ metadata }) => {
      if (metadata?.name?.startsWith('cursed')) {
        throw new Error('cannot be');
      }
    };
    await eventually(() => expect(server.openWatches).toBe(1));
    server.put(DEPLOYMENTS, deployment('cursed-2'));
    server.put(DEPLOYMENTS, deployment('embed'));
    await eventually(() =>
      expect(inventory.names('deployments')).toEqual(['chat', 'embed']),
    );
    expect(watch.state.skipped).toEqual([
      'Deployment support/cursed-1 could not be taken in: cannot be',
      'Deployment support/cursed-2 could not be taken in: cannot be',
    ]);
    expect(watches()).toHaveLength(1);
  });

  it('shows what is forbidden, keeps what it knows, and goes on once it is allowed', async () => {
    const { watch, inventory } = await startWatching();
    server.fault(
      ({ path }) => path === DEPLOYMENTS,
      (_request, response) =>
        sendStatus(
          response,
          403,
          'deployments.apps is forbidden: User "portal" cannot watch resource "deployments" in API group "apps" at the cluster scope',
        ),
      2,
    );
    server.disconnect(DEPLOYMENTS);
    await eventually(() =>
      expect(watch.state).toMatchObject({
        status: 'forbidden',
        failure: { kind: 'forbidden' },
      }),
    );
    expect(inventory.names('deployments')).toEqual(['chat']);
    await eventually(() => expect(watch.state.status).toBe('watching'));
    expect(inventory.log).not.toContain('drop deployments');
  });

  it('tells the inventory at once not to wait for what was never allowed', async () => {
    server.fault(
      ({ path }) => path === DEPLOYMENTS,
      (_request, response) => sendStatus(response, 403, 'no'),
      3,
    );
    const { watch, inventory } = start();
    await eventually(() => expect(watch.state.status).toBe('watching'));
    expect(inventory.log).toEqual([
      'drop deployments',
      'replace deployments 1',
    ]);
  });

  it('finds a custom resource that is installed later', async () => {
    const { watch, inventory } = start({ resource: leaderWorkerSets });
    await eventually(() =>
      expect(watch.state).toMatchObject({
        status: 'not-installed',
        settled: true,
        failure: null,
      }),
    );
    server.serve(LWS, 'LeaderWorkerSet');
    server.put(LWS, deployment('llama'));
    await eventually(() =>
      expect(inventory.names('leaderworkersets')).toEqual(['llama']),
    );
    expect(watch.state.version).toBe('v1');
  });

  it('reads the older version where the newer one is not served', async () => {
    const old = LWS.replace('/v1/', '/v1beta1/');
    server.serve(old, 'LeaderWorkerSet');
    server.put(old, deployment('llama'));
    const { watch, inventory } = start({ resource: leaderWorkerSets });
    await eventually(() =>
      expect(inventory.of('leaderworkersets').get('llama')?.apiVersion).toBe(
        'leaderworkerset.x-k8s.io/v1beta1',
      ),
    );
    expect(watch.state.version).toBe('v1beta1');
  });

  it('forgets the objects of a custom resource that was uninstalled', async () => {
    server.serve(LWS, 'LeaderWorkerSet');
    server.put(LWS, deployment('llama'));
    const { watch, inventory } = await startWatching({
      resource: leaderWorkerSets,
    });
    server.unserve(LWS);
    await eventually(() => expect(watch.state.status).toBe('not-installed'));
    expect(inventory.log).toContain('drop leaderworkersets');
    expect(watch.state.objects).toBeNull();
  });

  it('lists when the discovery documents are forbidden', async () => {
    server.fault(
      ({ path }) => path === '/apis/apps',
      (_request, response) => sendStatus(response, 403, 'no discovery'),
    );
    const { watch } = await startWatching();
    expect(watch.state.version).toBe('v1');
  });

  it('takes in an object with an annotation of 5 MB', async () => {
    const { inventory } = await startWatching();
    const { metadata } = deployment('huge');
    const note = 'x'.repeat(5 * 1024 * 1024);
    server.put(DEPLOYMENTS, {
      metadata: { ...metadata, annotations: { note } },
    });
    await eventually(() =>
      expect(
        inventory.of('deployments').get('huge')?.metadata?.annotations?.note,
      ).toHaveLength(note.length),
    );
    expect(watches()).toHaveLength(1);
  });

  it('passes over a line beyond the limit, lists again, and loses nothing else', async () => {
    const { watch, inventory } = await startWatching({
      limits: { bodyBytes: 10_000_000, lineBytes: 10_000 },
    });
    const { metadata } = deployment('huge');
    const note = 'x'.repeat(20_000);
    server.put(DEPLOYMENTS, {
      metadata: { ...metadata, annotations: { note } },
    });
    server.put(DEPLOYMENTS, deployment('embed'));
    await eventually(() =>
      expect(inventory.names('deployments')).toEqual(['chat', 'embed', 'huge']),
    );
    expect(watch.state.skipped[0]).toMatch(
      /^An event about deployments has 20\d\d\d bytes and was passed over/,
    );
    await eventually(() => expect(watch.state.status).toBe('watching'));
    expect(lists()).toHaveLength(2);
  });

  it('asks for smaller pages when one exceeds the limit', async () => {
    for (let i = 0; i < 40; i += 1) {
      const { metadata } = deployment(`server-${i}`);
      const note = 'x'.repeat(1_000);
      server.put(DEPLOYMENTS, {
        metadata: { ...metadata, annotations: { note } },
      });
    }
    const { watch } = await startWatching({
      limits: { bodyBytes: 38_000, lineBytes: 10_000 },
    });
    expect(watch.state.objects).toBe(41);
    expect(lists().map(({ query }) => query.get('limit'))).toEqual([
      '500',
      '32',
      '32',
    ]);
  });

  it('stops within a second, whatever it is doing', async () => {
    server.fault(
      ({ path }) => path === DEPLOYMENTS,
      () => undefined,
    );
    start({ timings: { requestMs: 60_000 } });
    await eventually(() => expect(lists()).toHaveLength(1));
    const began = Date.now() as InstantMs;
    end.abort();
    await Promise.all(runs);
    expect(Date.now() - began).toBeLessThan(1_000);
  });
});
