import type {
  V1ConfigMap,
  V1Deployment,
  V1Status,
} from '@kubernetes/client-node';
import type { ContractCluster } from '../cluster/ContractCluster';
import { configMap, paths, vllmDeployment } from '../cluster/fixtures';
import { ok, type patchTypes } from '../cluster/KubeHttp';
import { openCluster } from '../cluster/openCluster';

let cluster: ContractCluster;
let namespace: string;
beforeAll(async () => {
  cluster = await openCluster();
});
beforeEach(async () => {
  namespace = await cluster.createNamespace();
  const body = vllmDeployment({ name: 'llama', namespace, replicas: 0 });
  const pod = body.spec?.template.spec;
  if (!pod) throw new Error('no pod');
  pod.containers.push({
    name: 'metrics',
    image: 'registry.local/metrics:1',
    env: [
      { name: 'PORT', value: '9400' },
      { name: 'LEVEL', value: 'info' },
    ],
  });
  pod.tolerations = [{ key: 'nvidia.com/gpu', operator: 'Exists' }];
  ok(await cluster.kube.create(paths.deployments(namespace), body));
});
afterAll(() => cluster?.close());

const patch = (type: keyof typeof patchTypes, body: unknown, query = '') =>
  cluster.kube.patch<V1Deployment>(
    type,
    `${paths.deployments(namespace, 'llama')}${query}`,
    body,
  );
const containers = (body: V1Deployment) =>
  body.spec?.template.spec?.containers.map(({ name, image }) => [name, image]);
const message = (body: unknown) =>
  (body as V1Status).message?.replaceAll(namespace, '<namespace>');

describe('a JSON patch', () => {
  it('tests, replaces, adds, removes, moves and copies', async () => {
    const body = ok(
      await patch('json', [
        { op: 'test', path: '/spec/replicas', value: 0 },
        {
          op: 'replace',
          path: '/spec/template/spec/containers/0/image',
          value: 'vllm/vllm-openai:v0.31.0',
        },
        { op: 'add', path: '/metadata/annotations', value: { 'a/b': 'c' } },
        {
          op: 'add',
          path: '/spec/template/spec/containers/0/args/-',
          value: '--seed=1',
        },
        {
          op: 'copy',
          from: '/metadata/annotations/a~1b',
          path: '/metadata/annotations/d~1e',
        },
        {
          op: 'move',
          from: '/metadata/annotations/a~1b',
          path: '/metadata/annotations/f',
        },
        { op: 'remove', path: '/spec/template/spec/containers/1' },
      ]),
    );
    expect(containers(body)).toEqual([['vllm', 'vllm/vllm-openai:v0.31.0']]);
    expect(body.metadata?.annotations).toEqual({ 'd/e': 'c', f: 'c' });
    expect(body.spec?.template.spec?.containers[0]?.args?.at(-1)).toBe(
      '--seed=1',
    );
  });

  it('whose test fails changes nothing and says so', async () => {
    const answer = await patch('json', [
      { op: 'replace', path: '/spec/replicas', value: 1 },
      { op: 'test', path: '/spec/paused', value: true },
    ]);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchInlineSnapshot(`
      {
        "apiVersion": "v1",
        "code": 422,
        "details": {},
        "kind": "Status",
        "message": "the server rejected our request due to an error in our request",
        "metadata": {},
        "reason": "Invalid",
        "status": "Failure",
      }
    `);
    expect(
      await cluster.kube.get(paths.deployments(namespace, 'llama')),
    ).toMatchObject({ body: { spec: { replicas: 0 } } });
  });

  it('that removes what is not there is refused', async () => {
    const answer = await patch('json', [
      { op: 'remove', path: '/metadata/annotations/none' },
    ]);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ reason: 'Invalid' });
  });

  it('that is no list is refused', async () => {
    expect((await patch('json', { op: 'remove', path: '/spec' })).status).toBe(
      400,
    );
  });
});

describe('a merge patch', () => {
  it('merges objects, replaces lists and removes by null', async () => {
    const body = ok(
      await patch('merge', {
        metadata: { labels: { app: null, team: 'search' } },
        spec: {
          template: {
            spec: { containers: [{ name: 'vllm', image: 'vllm:2' }] },
          },
        },
      }),
    );
    expect(body.metadata?.labels).toEqual({ team: 'search' });
    expect(containers(body)).toEqual([['vllm', 'vllm:2']]);
  });

  it('with the version that it expects is refused once that is outdated', async () => {
    const path = paths.configMaps(namespace, 'settings');
    const { metadata } = ok(
      await cluster.kube.create<V1ConfigMap>(
        paths.configMaps(namespace),
        configMap('settings', namespace),
      ),
    );
    const guarded = (model: string) => ({
      metadata: { resourceVersion: metadata?.resourceVersion },
      data: { model },
    });
    expect((await cluster.kube.patch('merge', path, guarded('a'))).status).toBe(
      200,
    );
    expect(await cluster.kube.patch('merge', path, guarded('b'))).toMatchObject(
      { status: 409, body: { reason: 'Conflict' } },
    );
  });

  it('of nothing leaves the version alone', async () => {
    const { metadata } = ok(
      await cluster.kube.create<V1ConfigMap>(
        paths.configMaps(namespace),
        configMap('settings', namespace),
      ),
    );
    expect(
      await cluster.kube.patch(
        'merge',
        paths.configMaps(namespace, 'settings'),
        {},
      ),
    ).toMatchObject({
      body: { metadata: { resourceVersion: metadata?.resourceVersion } },
    });
  });

  it('of an object that is not there is refused', async () => {
    const answer = await cluster.kube.patch(
      'merge',
      paths.deployments(namespace, 'nothing'),
      {},
    );
    expect(answer).toMatchObject({ status: 404, body: { reason: 'NotFound' } });
  });
});

describe('a strategic merge patch', () => {
  it('merges containers and their variables by name', async () => {
    const body = ok(
      await patch('strategic', {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: 'metrics',
                  image: 'registry.local/metrics:2',
                  env: [
                    { name: 'LEVEL', value: 'debug' },
                    { name: 'NEW', value: '1' },
                  ],
                },
              ],
            },
          },
        },
      }),
    );
    expect(new Map(containers(body)?.map(([a, b]) => [a, b]))).toEqual(
      new Map([
        ['vllm', 'vllm/vllm-openai:v0.30.0'],
        ['metrics', 'registry.local/metrics:2'],
      ]),
    );
    const env = body.spec?.template.spec?.containers.find(
      ({ name }) => name === 'metrics',
    )?.env;
    expect(env).toMatchInlineSnapshot(`
      [
        {
          "name": "PORT",
          "value": "9400",
        },
        {
          "name": "LEVEL",
          "value": "debug",
        },
        {
          "name": "NEW",
          "value": "1",
        },
      ]
    `);
    expect(containers(body)?.map(([name]) => name)).toMatchInlineSnapshot(`
      [
        "vllm",
        "metrics",
      ]
    `);
  });

  it('takes a container out with $patch: delete', async () => {
    const body = ok(
      await patch('strategic', {
        spec: {
          template: {
            spec: { containers: [{ name: 'metrics', $patch: 'delete' }] },
          },
        },
      }),
    );
    expect(containers(body)?.map(([name]) => name)).toEqual(['vllm']);
  });

  it('replaces a map with $patch: replace', async () => {
    const body = ok(
      await patch('strategic', {
        metadata: { labels: { $patch: 'replace', team: 'search' } },
      }),
    );
    expect(body.metadata?.labels).toEqual({ team: 'search' });
  });

  it('replaces lists without a merge key as a whole', async () => {
    const body = ok(
      await patch('strategic', {
        spec: {
          template: {
            spec: {
              containers: [{ name: 'vllm', args: ['--model=Qwen/Qwen3-8B'] }],
              tolerations: [{ key: 'spot', operator: 'Exists' }],
            },
          },
        },
      }),
    );
    const pod = body.spec?.template.spec;
    expect(pod?.containers.find(({ name }) => name === 'vllm')?.args).toEqual([
      '--model=Qwen/Qwen3-8B',
    ]);
    expect(pod?.tolerations).toEqual([{ key: 'spot', operator: 'Exists' }]);
  });

  it('adds and removes finalizers as members of a set', async () => {
    ok(await patch('strategic', { metadata: { finalizers: ['a.io/x'] } }));
    const both = ok(
      await patch('strategic', { metadata: { finalizers: ['b.io/y'] } }),
    );
    expect([...(both.metadata?.finalizers ?? [])].sort()).toEqual([
      'a.io/x',
      'b.io/y',
    ]);
    const none = ok(
      await patch('strategic', {
        metadata: {
          '$deleteFromPrimitiveList/finalizers': ['a.io/x', 'b.io/y'],
        },
      }),
    );
    expect(none.metadata?.finalizers).toBeUndefined();
  });
});

describe('another patch type', () => {
  it('is refused with 415', async () => {
    const answer = await cluster.kube.request(
      'PATCH',
      paths.deployments(namespace, 'llama'),
      { body: {}, contentType: 'application/json' },
    );
    expect(answer.status).toBe(415);
    expect(message(answer.body)).toMatchInlineSnapshot(
      `"415: Unsupported Media Type"`,
    );
  });
});

describe('server-side apply', () => {
  const apply = (manager: string, data: object, query = '') =>
    cluster.kube.patch<V1ConfigMap>(
      'apply',
      `${paths.configMaps(
        namespace,
        'settings',
      )}?fieldManager=${manager}${query}`,
      { ...configMap('settings', namespace), data },
    );

  it('creates with 201 and changes with 200', async () => {
    expect((await apply('argocd', { model: 'a' })).status).toBe(201);
    const again = await apply('argocd', { model: 'b' });
    expect(again.status).toBe(200);
    expect(again.body.data).toEqual({ model: 'b' });
  });

  it('removes what its manager no longer names', async () => {
    ok(await apply('argocd', { model: 'a', extra: 'x' }));
    expect(ok(await apply('argocd', { model: 'a' })).data).toEqual({
      model: 'a',
    });
  });

  it('refuses to take what another manager owns, and names both', async () => {
    ok(await apply('argocd', { model: 'a' }));
    const answer = await apply('flux', { model: 'b' });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchInlineSnapshot(`
      {
        "apiVersion": "v1",
        "code": 409,
        "details": {
          "causes": [
            {
              "field": ".data.model",
              "message": "conflict with "argocd"",
              "reason": "FieldManagerConflict",
            },
          ],
        },
        "kind": "Status",
        "message": "Apply failed with 1 conflict: conflict with "argocd": .data.model",
        "metadata": {},
        "reason": "Conflict",
        "status": "Failure",
      }
    `);
  });

  it('shares a field when both want the same value', async () => {
    ok(await apply('argocd', { model: 'a' }));
    expect((await apply('flux', { model: 'a' })).status).toBe(200);
    expect(ok(await apply('argocd', { other: 'x' })).data).toEqual({
      model: 'a',
      other: 'x',
    });
  });

  it('takes by force', async () => {
    ok(await apply('argocd', { model: 'a' }));
    const forced = ok(await apply('flux', { model: 'b' }, '&force=true'));
    expect(forced.data).toEqual({ model: 'b' });
    expect(
      forced.metadata?.managedFields?.map(({ manager, operation }) => [
        manager,
        operation,
      ]),
    ).toMatchInlineSnapshot(`
      [
        [
          "flux",
          "Apply",
        ],
      ]
    `);
  });

  it('conflicts with a field that was updated by others', async () => {
    ok(await apply('argocd', { model: 'a' }));
    ok(
      await cluster.kube.patch(
        'merge',
        `${paths.configMaps(namespace, 'settings')}?fieldManager=kubectl-edit`,
        { data: { model: 'b' } },
      ),
    );
    const answer = await apply('argocd', { model: 'a' });
    expect(answer.status).toBe(409);
    expect(
      message(answer.body)?.replace(/at [\d-]+T[\d:]+Z/, 'at <time>'),
    ).toMatchInlineSnapshot(
      `"Apply failed with 1 conflict: conflict with "kubectl-edit" using v1: .data.model"`,
    );
  });

  it('refuses to work without a manager', async () => {
    const answer = await cluster.kube.patch(
      'apply',
      paths.configMaps(namespace, 'settings'),
      configMap('settings', namespace),
    );
    expect([400, 422]).toContain(answer.status);
    expect(message(answer.body)).toMatchInlineSnapshot(
      `"PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch"`,
    );
  });

  it('refuses managed fields in what is applied', async () => {
    const answer = await cluster.kube.patch(
      'apply',
      `${paths.configMaps(namespace, 'settings')}?fieldManager=argocd`,
      {
        ...configMap('settings', namespace),
        metadata: {
          name: 'settings',
          namespace,
          managedFields: [{ manager: 'x' }],
        },
      },
    );
    expect(answer.status).toBe(400);
    expect(message(answer.body)).toMatchInlineSnapshot(
      `"metadata.managedFields must be nil"`,
    );
  });

  it('leaves the version alone when nothing changes', async () => {
    const first = ok(await apply('argocd', { model: 'a' }));
    const second = ok(await apply('argocd', { model: 'a' }));
    expect(second.metadata?.resourceVersion).toBe(
      first.metadata?.resourceVersion,
    );
  });

  it('merges containers by name and owns only its own fields', async () => {
    const body = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'llama', namespace },
      spec: {
        template: {
          spec: {
            containers: [{ name: 'vllm', env: [{ name: 'SEED', value: '1' }] }],
          },
        },
      },
    };
    const applied = ok(await patch('apply', body, '?fieldManager=tuner'));
    const vllm = applied.spec?.template.spec?.containers.find(
      ({ name }) => name === 'vllm',
    );
    expect(vllm).toMatchObject({
      image: 'vllm/vllm-openai:v0.30.0',
      env: [{ name: 'SEED', value: '1' }],
    });
    const owned = applied.metadata?.managedFields?.find(
      ({ manager }) => manager === 'tuner',
    );
    expect(owned?.fieldsV1).toMatchInlineSnapshot(`
      {
        "f:spec": {
          "f:template": {
            "f:spec": {
              "f:containers": {
                "k:{"name":"vllm"}": {
                  ".": {},
                  "f:env": {
                    "k:{"name":"SEED"}": {
                      ".": {},
                      "f:name": {},
                      "f:value": {},
                    },
                  },
                  "f:name": {},
                },
              },
            },
          },
        },
      }
    `);
  });
});
