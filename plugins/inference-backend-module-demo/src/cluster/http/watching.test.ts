import {
  KubeConfig,
  makeInformer,
  CoreV1Api,
  type V1ConfigMap,
} from '@kubernetes/client-node';
import { listeningCluster } from '../testing/kubeClient';

const PATH = '/api/v1/namespaces/team/configmaps?watch=true';
type Watch = Awaited<
  ReturnType<Awaited<ReturnType<typeof listeningCluster>>['watch']>
>;

function configMap(name: string, labels: Record<string, string> = {}) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'team', labels },
  };
}

describe('watching over HTTP', () => {
  let wire: Awaited<ReturnType<typeof listeningCluster>>;
  let watches: Watch[];

  beforeEach(async () => {
    wire = await listeningCluster({
      eventLogLength: 4,
      bookmarkIntervalMs: 50,
    });
    wire.cluster.seed([configMap('a'), configMap('b')]);
    watches = [];
  });

  afterEach(async () => {
    watches.forEach(each => each.close());
    await wire.cluster.stop();
  });

  const watch = async (query = '', headers?: Record<string, string>) => {
    const opened = await wire.watch(PATH + query, headers);
    watches.push(opened);
    return opened;
  };
  const remove = (name: string) =>
    wire.cluster.remove({ ...configMap(name), namespace: 'team', name });

  it.each(['', '&resourceVersion=0'])(
    'begins with what there is (%p) and goes on with changes',
    async query => {
      const events = await watch(query);
      expect(await events.take(2)).toEqual(['ADDED a', 'ADDED b']);
      wire.cluster.upsert(configMap('c'));
      wire.cluster.upsert(configMap('a', { x: 'y' }));
      remove('b');
      expect(await events.take(3)).toEqual([
        'ADDED c',
        'MODIFIED a',
        'DELETED b',
      ]);
    },
  );

  it('resumes after a resourceVersion without a gap or a repetition', async () => {
    const from = wire.cluster.resourceVersion;
    wire.cluster.upsert(configMap('c'));
    remove('a');
    const events = await watch(`&resourceVersion=${from}`);
    wire.cluster.upsert(configMap('d'));
    expect(await events.take(3)).toEqual(['ADDED c', 'DELETED a', 'ADDED d']);
  });

  it('gives a deleted object the revision of its deletion', async () => {
    const events = await watch(
      `&resourceVersion=${wire.cluster.resourceVersion}`,
    );
    remove('a');
    expect((await events.next())?.object.metadata.resourceVersion).toBe(
      wire.cluster.resourceVersion,
    );
  });

  it('says 410 and ends when the revision is too old', async () => {
    const from = wire.cluster.resourceVersion;
    for (const name of ['c', 'd', 'e', 'f', 'g'])
      wire.cluster.upsert(configMap(name));
    const events = await watch(`&resourceVersion=${from}`);
    expect(events.status).toBe(200);
    expect(await events.next()).toMatchObject({
      type: 'ERROR',
      object: { code: 410, reason: 'Expired' },
    });
    expect(await events.next()).toBeUndefined();
  });

  it('says 410 to every older watch after a compaction', async () => {
    const from = wire.cluster.resourceVersion;
    wire.cluster.compact();
    expect(await (await watch(`&resourceVersion=${from}`)).take(1)).toEqual([
      'ERROR 410',
    ]);
    expect(
      (await watch(`&resourceVersion=${wire.cluster.resourceVersion}`)).status,
    ).toBe(200);
  });

  it('sends bookmarks that a watch can be resumed from', async () => {
    const events = await watch(
      `&resourceVersion=${wire.cluster.resourceVersion}&allowWatchBookmarks=true`,
    );
    const bookmark = await events.next();
    expect(bookmark).toMatchObject({
      type: 'BOOKMARK',
      object: { kind: 'ConfigMap', apiVersion: 'v1' },
    });
    expect(bookmark?.object.metadata.resourceVersion).toBe(
      wire.cluster.resourceVersion,
    );
  });

  it('marks the end of the initial events of a streaming list', async () => {
    const events = await watch(
      '&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan',
    );
    expect(await events.take(2)).toEqual(['ADDED a', 'ADDED b']);
    expect((await events.next())?.object.metadata.annotations).toEqual({
      'k8s.io/initial-events-end': 'true',
    });
  });

  it('shows objects coming into a selector as added and leaving it as deleted', async () => {
    const events = await watch(
      `&resourceVersion=${wire.cluster.resourceVersion}&labelSelector=team%3Dchat`,
    );
    wire.cluster.upsert(configMap('b', { team: 'code' }));
    wire.cluster.upsert(configMap('a', { team: 'chat' }));
    wire.cluster.upsert(configMap('a', { team: 'chat', size: 'large' }));
    wire.cluster.upsert(configMap('a', { team: 'code' }));
    expect(await events.take(3)).toEqual([
      'ADDED a',
      'MODIFIED a',
      'DELETED a',
    ]);
  });

  it('ends at its timeout', async () => {
    const events = await watch(
      `&resourceVersion=${wire.cluster.resourceVersion}&timeoutSeconds=1`,
    );
    expect(await events.next()).toBeUndefined();
  });

  it('watches rows for kubectl', async () => {
    const events = await watch('', {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
    });
    expect(await events.next()).toMatchObject({
      type: 'ADDED',
      object: {
        kind: 'Table',
        rows: [{ object: { metadata: { name: 'a' } } }],
      },
    });
  });

  it('forgets a watch when its client goes away', async () => {
    const events = await watch();
    await events.take(2);
    expect(wire.cluster.openWatches).toBe(1);
    events.close();
    await until(() => wire.cluster.openWatches === 0);
    expect(wire.cluster.openWatches).toBe(0);
  });

  it('feeds an informer of the Kubernetes client, over a broken connection too', async () => {
    const config = new KubeConfig();
    // The client speaks plain HTTP only when certificates are not to be checked.
    config.loadFromClusterAndUser(
      { name: 'wire', server: wire.url, skipTLSVerify: true },
      { name: 'portal', token: 'any' },
    );
    const api = config.makeApiClient(CoreV1Api);
    const informer = makeInformer<V1ConfigMap>(
      config,
      '/api/v1/namespaces/team/configmaps',
      () => api.listNamespacedConfigMap({ namespace: 'team' }),
    );
    const names = () =>
      informer
        .list('team')
        .map(each => each.metadata?.name)
        .sort()
        .join();
    let running = true;
    informer.on('error', () => {
      setTimeout(() => running && informer.start(), 20).unref();
    });
    await informer.start();
    try {
      await until(() => names() === 'a,b');
      wire.cluster.upsert(configMap('c'));
      await until(() => names() === 'a,b,c');
      await until(() => wire.cluster.openWatches === 1);
      wire.cluster.disconnectWatches();
      remove('a');
      await until(() => names() === 'b,c');
      expect(names()).toBe('b,c');
    } finally {
      running = false;
      await informer.stop();
    }
  });
});

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > end)
      throw new Error('the condition did not come true within ten seconds');
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
