import type { V1ConfigMapList, V1PodList } from '@kubernetes/client-node';
import type { ContractCluster } from '../cluster/ContractCluster';
import { configMap, paths } from '../cluster/fixtures';
import { ok, type KubeAnswer } from '../cluster/KubeHttp';
import { openCluster } from '../cluster/openCluster';

let cluster: ContractCluster;
let namespace: string;
beforeAll(async () => {
  cluster = await openCluster();
  namespace = await cluster.createNamespace();
  for (const index of [1, 2, 3, 4, 5]) {
    ok(
      await cluster.kube.create(
        paths.configMaps(namespace),
        configMap(
          `model-${index}`,
          namespace,
          {},
          {
            tier: index < 3 ? 'gold' : 'silver',
            ...(index === 5 && { retired: '' }),
          },
        ),
      ),
    );
  }
});
afterAll(() => cluster?.close());

const list = (query: string): Promise<KubeAnswer<V1ConfigMapList>> =>
  cluster.kube.get(`${paths.configMaps(namespace)}?${query}`);

const names = ({ items }: V1ConfigMapList): (string | undefined)[] =>
  items
    .map(({ metadata }) => metadata?.name)
    .filter(name => name?.startsWith('model-'));

describe('lists', () => {
  it('are ordered by name and leave the kind out of items of built-in kinds', async () => {
    const body = ok(await list('labelSelector=tier'));
    expect(body).toMatchObject({ kind: 'ConfigMapList', apiVersion: 'v1' });
    expect(names(body)).toEqual([
      'model-1',
      'model-2',
      'model-3',
      'model-4',
      'model-5',
    ]);
    expect(body.items[0]?.kind).toBeUndefined();
    expect(body.items[0]?.apiVersion).toBeUndefined();
  });

  it('of an empty collection have an array of no items', async () => {
    const { body } = await cluster.kube.get(
      `${paths.configMaps('no-such-namespace')}`,
    );
    expect(body).toMatchObject({ kind: 'ConfigMapList', items: [] });
  });

  it('come in pages that all show the state of the first', async () => {
    const first = ok(await list('labelSelector=tier&limit=2'));
    const token = pageToken(first);
    expect(names(first)).toEqual(['model-1', 'model-2']);
    ok(
      await cluster.kube.create(
        paths.configMaps(namespace),
        configMap('model-3-late', namespace, {}, { tier: 'gold' }),
      ),
    );
    const rest = ok(
      await list(
        `labelSelector=tier&limit=500&continue=${encodeURIComponent(token)}`,
      ),
    );
    expect(names(rest)).toEqual(['model-3', 'model-4', 'model-5']);
    expect(rest.metadata?.resourceVersion).toBe(
      first.metadata?.resourceVersion,
    );
    expect(pageToken(rest)).toBe('');
    ok(await cluster.kube.remove(paths.configMaps(namespace, 'model-3-late')));
  });

  it('say how many items remain when nothing was selected', async () => {
    const whole = ok(await list(''));
    const first = ok(await list('limit=2'));
    expect(first.metadata?.remainingItemCount).toBe(whole.items.length - 2);
    const selected = ok(await list('labelSelector=tier&limit=2'));
    expect(selected.metadata?.remainingItemCount).toBeUndefined();
  });

  it('refuse a continue token that was never given out', async () => {
    const { status, body } = await list('limit=2&continue=garbage');
    expect(status).toBe(400);
    expect(body).toMatchObject({ kind: 'Status', reason: 'BadRequest' });
  });

  it('refuse a limit that is no number', async () => {
    expect(await list('limit=two')).toMatchObject({
      status: 400,
      body: { reason: 'BadRequest' },
    });
  });

  it.each([
    ['tier=gold', ['model-1', 'model-2']],
    ['tier==gold', ['model-1', 'model-2']],
    ['tier!=gold,tier', ['model-3', 'model-4', 'model-5']],
    [
      'tier in (gold,silver),!retired',
      ['model-1', 'model-2', 'model-3', 'model-4'],
    ],
    ['tier notin (gold)', ['model-3', 'model-4', 'model-5']],
    ['retired', ['model-5']],
    ['retired=', ['model-5']],
    ['tier=bronze', []],
  ])('are selected by the labels %s', async (selector, expected) => {
    expect(
      names(ok(await list(`labelSelector=${encodeURIComponent(selector)}`))),
    ).toEqual(expected);
  });

  it.each([
    ['metadata.name=model-2', ['model-2']],
    [
      'metadata.name!=model-2,metadata.name!=model-1',
      ['model-3', 'model-4', 'model-5'],
    ],
  ])('are selected by the fields %s', async (selector, expected) => {
    expect(
      names(ok(await list(`fieldSelector=${encodeURIComponent(selector)}`))),
    ).toEqual(expected);
  });

  it.each(['tier in gold', 'tier=a=b', '=gold', 'tier=!'])(
    'refuse the label selector %s',
    async selector => {
      const { status, body } = await list(
        `labelSelector=${encodeURIComponent(selector)}`,
      );
      expect(status).toBe(400);
      expect(body).toMatchObject({ kind: 'Status', reason: 'BadRequest' });
    },
  );

  it('refuse a field that cannot be selected by', async () => {
    const { status, body } = await list('fieldSelector=data.model%3Dx');
    expect(status).toBe(400);
    expect(body).toMatchInlineSnapshot(`
      {
        "apiVersion": "v1",
        "code": 400,
        "kind": "Status",
        "message": ""data.model" is not a known field selector: only "metadata.name", "metadata.namespace"",
        "metadata": {},
        "reason": "BadRequest",
        "status": "Failure",
      }
    `);
  });

  it('select pods by node and phase', async () => {
    const { status, body } = await cluster.kube.get<V1PodList>(
      `${paths.pods(
        namespace,
      )}?fieldSelector=spec.nodeName%3Dnowhere,status.phase%3DRunning`,
    );
    expect(status).toBe(200);
    expect(body.items).toEqual([]);
  });

  it('span all namespaces', async () => {
    const { items } = ok(
      await cluster.kube.get<V1ConfigMapList>(
        '/api/v1/configmaps?labelSelector=tier',
      ),
    );
    expect(
      items.filter(({ metadata }) => metadata?.namespace === namespace),
    ).toHaveLength(5);
  });

  it('come as tables for people', async () => {
    const { body } = await cluster.kube.get<{
      kind: string;
      columnDefinitions: { name: string }[];
      rows: { cells: unknown[]; object: { kind: string } }[];
    }>(
      `${paths.configMaps(namespace)}?labelSelector=retired`,
      'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
    );
    expect(body.kind).toBe('Table');
    expect(body.columnDefinitions.map(({ name }) => name)).toEqual([
      'Name',
      'Data',
      'Age',
    ]);
    expect(body.rows[0]?.cells.slice(0, 2)).toEqual(['model-5', 0]);
    expect(body.rows[0]?.object.kind).toBe('PartialObjectMetadata');
  });

  it('answer an expired continue token with 410 and a token that goes on with the present', async () => {
    const token = pageToken(ok(await list('labelSelector=tier&limit=2')));
    ok(
      await cluster.kube.patch(
        'merge',
        paths.configMaps(namespace, 'model-1'),
        { data: { changed: 'yes' } },
      ),
    );
    await cluster.forgetHistory();
    const query = `labelSelector=tier&limit=2&continue=${encodeURIComponent(
      token,
    )}`;
    const { status, body } = await list(query);
    expect(status).toBe(410);
    expect({
      ...body,
      metadata: { ...body.metadata, continue: '<token>' },
    }).toMatchInlineSnapshot(`
      {
        "apiVersion": "v1",
        "code": 410,
        "kind": "Status",
        "message": "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.",
        "metadata": {
          "continue": "<token>",
        },
        "reason": "Expired",
        "status": "Failure",
      }
    `);
    const rest = ok(
      await list(
        `labelSelector=tier&limit=2&continue=${encodeURIComponent(
          pageToken(body),
        )}`,
      ),
    );
    expect(names(rest)).toEqual(['model-3', 'model-4']);
  });
});

/** The client's type renames the field, the wire does not. */
function pageToken({ metadata }: V1ConfigMapList): string {
  return (metadata as { continue?: string } | undefined)?.continue ?? '';
}
