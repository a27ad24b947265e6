import type { V1ConfigMapList } from '@kubernetes/client-node';
import type { ContractCluster } from '../cluster/ContractCluster';
import { configMap, paths } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { openCluster } from '../cluster/openCluster';
import { until } from '../cluster/until';
import type { WatchStream } from '../cluster/WatchStream';

let cluster: ContractCluster;
let namespace: string;
const open: WatchStream[] = [];

beforeAll(async () => {
  cluster = await openCluster();
});
beforeEach(async () => {
  namespace = await cluster.createNamespace();
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});
afterAll(() => cluster?.close());

interface Versioned {
  metadata: { resourceVersion: string };
}

const create = async (name: string, labels?: { [name: string]: string }) =>
  ok(
    await cluster.kube.create<Versioned>(
      paths.configMaps(namespace),
      configMap(name, namespace, {}, labels),
    ),
  );
const change = async (name: string, patch: object) =>
  ok(
    await cluster.kube.patch<Versioned>(
      'merge',
      paths.configMaps(namespace, name),
      patch,
    ),
  );
const remove = async (name: string) =>
  ok(await cluster.kube.remove(paths.configMaps(namespace, name)));

/** The version of the list of the namespace, without the authority's config map that controllers make. */
async function version(): Promise<string> {
  await until('the config map that every namespace gets', async () =>
    cluster.kind === 'simulated'
      ? true
      : (
          await cluster.kube.get(
            paths.configMaps(namespace, 'kube-root-ca.crt'),
          )
        ).status === 200,
  );
  const list = ok(
    await cluster.kube.get<V1ConfigMapList>(paths.configMaps(namespace)),
  );
  return list.metadata?.resourceVersion ?? '';
}

async function watch(query: string): Promise<WatchStream> {
  const stream = await cluster.kube.watch(
    `${paths.configMaps(namespace)}?${query}`,
  );
  open.push(stream);
  return stream;
}

const words = (stream: WatchStream, count: number) =>
  until(`${count} events`, async () =>
    stream.words.length >= count ? stream.words : undefined,
  );

describe('watches', () => {
  it('tell what happened after a version, in order', async () => {
    const from = await version();
    await create('a');
    await change('a', { data: { model: 'x' } });
    await create('b');
    await remove('a');
    const stream = await watch(`resourceVersion=${from}`);
    expect(await words(stream, 4)).toEqual([
      'ADDED a',
      'MODIFIED a',
      'ADDED b',
      'DELETED a',
    ]);
    await create('c');
    expect((await words(stream, 5)).slice(4)).toEqual(['ADDED c']);
  });

  it('carry versions that rise, the deletion with one of its own', async () => {
    const from = await version();
    const stream = await watch(`resourceVersion=${from}`);
    await create('a');
    await change('a', { data: { model: 'x' } });
    await remove('a');
    await words(stream, 3);
    const versions = stream.lines.map(({ object }) =>
      Number(object.metadata?.resourceVersion),
    );
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(new Set([Number(from), ...versions]).size).toBe(4);
  });

  it('resume from any version that they told', async () => {
    const from = await version();
    await create('a');
    const { metadata } = await change('a', { data: { model: 'x' } });
    await create('b');
    const stream = await watch(`resourceVersion=${metadata.resourceVersion}`);
    expect(await words(stream, 1)).toEqual(['ADDED b']);
    expect(Number(from)).toBeLessThan(Number(metadata.resourceVersion));
  });

  it('do not repeat what was there when they begin at the present', async () => {
    await create('before');
    const stream = await watch(`resourceVersion=${await version()}`);
    await create('after');
    expect(await words(stream, 1)).toEqual(['ADDED after']);
  });

  it('without a version begin with what is there', async () => {
    await create('a');
    await create('b');
    await version();
    const stream = await watch('labelSelector=!none');
    const seen = await until('what is there', async () =>
      stream.words.includes('ADDED a') && stream.words.includes('ADDED b')
        ? stream.words
        : undefined,
    );
    expect(seen.every(word => word.startsWith('ADDED'))).toBe(true);
  });

  it('show objects entering and leaving a selection as added and deleted', async () => {
    const from = await version();
    await create('a', { tier: 'silver' });
    const stream = await watch(
      `resourceVersion=${from}&labelSelector=tier%3Dgold`,
    );
    await change('a', { metadata: { labels: { tier: 'gold' } } });
    await change('a', { data: { model: 'x' } });
    await change('a', { metadata: { labels: { tier: 'silver' } } });
    await change('a', { data: { model: 'y' } });
    await create('end', { tier: 'gold' });
    expect(await words(stream, 4)).toEqual([
      'ADDED a',
      'MODIFIED a',
      'DELETED a',
      'ADDED end',
    ]);
  });

  it('follow one object by its name', async () => {
    const from = await version();
    const stream = await watch(
      `resourceVersion=${from}&fieldSelector=metadata.name%3Db`,
    );
    await create('a');
    await create('b');
    expect(await words(stream, 1)).toEqual(['ADDED b']);
  });

  it('end after the asked time', async () => {
    const stream = await watch(
      `resourceVersion=${await version()}&timeoutSeconds=1`,
    );
    await until('the end of the watch', async () => stream.ended);
    expect(stream.words).toEqual([]);
  });

  it('send a bookmark before they end when something changed, selected or not', async () => {
    const from = await version();
    const stream = await watch(
      `resourceVersion=${from}&labelSelector=none&timeoutSeconds=4&allowWatchBookmarks=true`,
    );
    const created = await create('a');
    const { object } = await stream.find(
      'a bookmark',
      ({ type }) => type === 'BOOKMARK',
    );
    expect(object).toMatchObject({ kind: 'ConfigMap', apiVersion: 'v1' });
    expect(Number(object.metadata?.resourceVersion)).toBeGreaterThanOrEqual(
      Number(created.metadata.resourceVersion),
    );
    expect(stream.words).toEqual([]);
  });

  it('mark the end of the initial events when asked for them', async () => {
    await create('a');
    await version();
    const stream = await watch(
      'sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan',
    );
    const { object } = await stream.find(
      'the bookmark after the initial events',
      ({ type }) => type === 'BOOKMARK',
    );
    expect(object.metadata?.annotations).toEqual({
      'k8s.io/initial-events-end': 'true',
    });
    expect(stream.words).toContain('ADDED a');
  });

  it('answer a version that is forgotten with 410 in an event', async () => {
    const from = await version();
    await create('a');
    await change('a', { data: { model: 'x' } });
    await cluster.forgetHistory();
    await change('a', { data: { model: 'y' } });
    const stream = await watch(`resourceVersion=${from}`);
    const { object } = await stream.find(
      'the error',
      ({ type }) => type === 'ERROR',
    );
    expect(stream.status).toBe(200);
    expect({
      ...object,
      message: object.message?.replace(/\d+/g, '<version>'),
    }).toMatchInlineSnapshot(`
      {
        "apiVersion": "v1",
        "code": 410,
        "kind": "Status",
        "message": "too old resource version: <version> (<version>)",
        "metadata": {},
        "reason": "Expired",
        "status": "Failure",
      }
    `);
    await until('the end of the watch', async () => stream.ended);
  });
});
