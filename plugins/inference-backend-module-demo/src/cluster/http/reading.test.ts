import { listeningCluster } from '../testing/kubeClient';

function configMap(name: string, extra: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'team', ...extra },
  };
}

describe('reading over HTTP', () => {
  let wire: Awaited<ReturnType<typeof listeningCluster>>;

  beforeEach(async () => {
    wire = await listeningCluster({ tokens: ['right'] });
    wire.cluster.seed(
      ['e', 'b', 'd', 'a', 'c'].map(name =>
        configMap(name, { labels: { letter: name } }),
      ),
    );
  });

  afterEach(() => wire.cluster.stop());

  it('reports its version and health', async () => {
    expect((await wire.get('/version')).body).toMatchObject({
      major: '1',
      minor: '36',
      gitVersion: 'v1.36.3',
    });
    for (const path of ['/healthz', '/livez', '/readyz', '/readyz/ping']) {
      expect((await wire.get(path)).text).toBe('ok');
    }
  });

  it('lists in order, without kind in the items of built-in kinds', async () => {
    const { body } = await wire.get('/api/v1/namespaces/team/configmaps');
    expect(body).toMatchObject({ kind: 'ConfigMapList', apiVersion: 'v1' });
    expect(
      body.items.map(
        (each: { metadata: { name: string } }) => each.metadata.name,
      ),
    ).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(body.items[0]).not.toHaveProperty('kind');
  });

  it('keeps kind and apiVersion in the items of custom kinds, in the version of the path', async () => {
    wire.cluster.seed([
      {
        apiVersion: 'ray.io/v1',
        kind: 'RayService',
        metadata: { name: 'r' },
        spec: {},
      },
    ]);
    const { body } = await wire.get('/apis/ray.io/v1alpha1/rayservices');
    expect(body.items).toMatchObject([
      { apiVersion: 'ray.io/v1alpha1', kind: 'RayService' },
    ]);
  });

  it('pages through the state of the first page, whatever changes meanwhile', async () => {
    const path = '/api/v1/namespaces/team/configmaps?limit=2';
    const names: string[] = [];
    const revisions = new Set<string>();
    let token = '';
    do {
      const { body } = await wire.get(`${path}&continue=${token}`);
      names.push(
        ...body.items.map(
          (each: { metadata: { name: string } }) => each.metadata.name,
        ),
      );
      revisions.add(body.metadata.resourceVersion);
      expect(body.metadata.remainingItemCount ?? 0).toBe(5 - names.length);
      token = body.metadata.continue ?? '';
      wire.cluster.remove({ ...configMap('d'), namespace: 'team', name: 'd' });
      wire.cluster.upsert(configMap(`aa${names.length}`));
    } while (token);
    expect(names).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(revisions.size).toBe(1);
  });

  it('answers an expired continue token with 410 and a made-up one with 400', async () => {
    const { body } = await wire.get('/api/v1/configmaps?limit=2');
    wire.cluster.compact();
    expect(
      (
        await wire.get(
          `/api/v1/configmaps?limit=2&continue=${body.metadata.continue}`,
        )
      ).body,
    ).toMatchObject({
      code: 410,
      reason: 'Expired',
    });
    expect((await wire.get('/api/v1/configmaps?continue=bogus')).status).toBe(
      400,
    );
  });

  it.each([
    ['labelSelector=letter in (a,c),letter!=c', ['a']],
    ['labelSelector=letter', ['a', 'b', 'c', 'd', 'e']],
    ['labelSelector=!letter', []],
    ['fieldSelector=metadata.name=b', ['b']],
    [
      'fieldSelector=metadata.name!=b,metadata.namespace=team&labelSelector=letter notin (c)',
      ['a', 'd', 'e'],
    ],
  ])('selects by %s', async (query, expected) => {
    const { body } = await wire.get(
      `/api/v1/namespaces/team/configmaps?${encodeURI(query)}`,
    );
    expect(
      body.items.map(
        (each: { metadata: { name: string } }) => each.metadata.name,
      ),
    ).toEqual(expected);
  });

  it('selects pods by node and phase through all namespaces', async () => {
    const pod = (name: string, nodeName: string, phase: string) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'team' },
      spec: { nodeName, containers: [{ name: 'a', image: 'x' }] },
      status: { phase },
    });
    wire.cluster.seed([
      pod('p1', 'n1', 'Running'),
      pod('p2', 'n2', 'Running'),
      pod('p3', 'n1', 'Failed'),
    ]);
    const { body } = await wire.get(
      '/api/v1/pods?fieldSelector=spec.nodeName%3Dn1,status.phase!%3DFailed',
    );
    expect(
      body.items.map(
        (each: { metadata: { name: string } }) => each.metadata.name,
      ),
    ).toEqual(['p1']);
  });

  it.each([
    ['/api/v1/configmaps?labelSelector=a%20in%20b', 400, 'BadRequest'],
    ['/api/v1/configmaps?fieldSelector=data.x%3Dy', 400, 'BadRequest'],
    ['/api/v1/configmaps?resourceVersion=abc', 400, 'BadRequest'],
    ['/api/v1/configmaps?resourceVersion=999999', 504, 'Timeout'],
    ['/api/v1/namespaces/team/configmaps/nope', 404, 'NotFound'],
    ['/apis/unknown.example/v1/things', 404, 'NotFound'],
    ['/apis/apps/v1beta1/deployments', 404, 'NotFound'],
    ['/api/v1/%E0%A4%A', 404, 'NotFound'],
  ])('answers %s with a Status of %p %p', async (path, code, reason) => {
    const { status, body } = await wire.get(path);
    expect(status).toBe(code);
    expect(body).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      code,
      reason,
    });
  });

  it('names the missing object as the real server does', async () => {
    const { body } = await wire.get(
      '/apis/apps/v1/namespaces/team/deployments/llama',
    );
    expect(body).toMatchObject({
      message: 'deployments.apps "llama" not found',
      details: { name: 'llama', group: 'apps', kind: 'deployments' },
    });
  });

  it('refuses a wrong token and what it cannot serve', async () => {
    expect(
      (await wire.get('/api/v1/pods', { authorization: 'Bearer wrong' })).body,
    ).toMatchObject({ code: 401, reason: 'Unauthorized' });
    expect(
      (await wire.get('/api/v1/pods', { authorization: 'Bearer right' }))
        .status,
    ).toBe(200);
    expect(
      (await wire.get('/api/v1/pods', { accept: 'application/xml' })).body,
    ).toMatchObject({ code: 406, reason: 'NotAcceptable' });
    expect((await wire.request('OPTIONS', '/api/v1/pods')).status).toBe(405);
  });

  it('wants a token from everybody when anonymous requests are off', async () => {
    const strict = await listeningCluster({
      tokens: ['right'],
      anonymous: false,
    });
    expect((await strict.get('/api/v1/pods')).status).toBe(401);
    expect((await strict.get('/healthz')).status).toBe(200);
    await strict.cluster.stop();
  });
});
