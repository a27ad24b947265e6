import { vllmDeployment } from '../testing/clusterInTime';
import { listeningCluster } from '../testing/kubeClient';

const COLLECTION = '/apis/apps/v1/namespaces/default/deployments';
const LLAMA = `${COLLECTION}/llama`;

describe('patching and deleting over HTTP', () => {
  let wire: Awaited<ReturnType<typeof listeningCluster>>;

  beforeEach(async () => {
    wire = await listeningCluster();
  });

  afterEach(() => wire.cluster.stop());

  const create = async (options: Parameters<typeof vllmDeployment>[1] = {}) =>
    (await wire.post(COLLECTION, vllmDeployment('llama', options))).body;

  it('applies JSON patches, all of their operations or none', async () => {
    await create();
    const ops = (wanted: number) => [
      { op: 'test', path: '/spec/replicas', value: wanted },
      { op: 'replace', path: '/spec/replicas', value: 5 },
    ];
    expect((await wire.patch(LLAMA, 'json', ops(7))).body).toMatchObject({
      code: 422,
      reason: 'Invalid',
    });
    expect((await wire.patch(LLAMA, 'json', ops(2))).body.spec.replicas).toBe(
      5,
    );
    expect(
      (await wire.patch(LLAMA, 'json', [{ op: 'remove', path: '/spec/nope' }]))
        .status,
    ).toBe(422);
    expect((await wire.patch(LLAMA, 'json', { op: 'add' })).status).toBe(400);
  });

  it('guards a JSON patch by the resourceVersion', async () => {
    const { metadata } = await create();
    await wire.patch(LLAMA, 'merge', { metadata: { labels: { a: 'b' } } });
    const guarded = [
      {
        op: 'replace',
        path: '/metadata/resourceVersion',
        value: metadata.resourceVersion,
      },
      { op: 'replace', path: '/spec/replicas', value: 5 },
    ];
    expect((await wire.patch(LLAMA, 'json', guarded)).body).toMatchObject({
      code: 409,
      reason: 'Conflict',
    });
  });

  it('merges containers by name in strategic patches of built-in kinds only', async () => {
    await create();
    const patch = {
      spec: {
        template: { spec: { containers: [{ name: 'vllm', image: 'vllm:2' }] } },
      },
    };
    const { body } = await wire.patch(LLAMA, 'strategic', patch);
    expect(body.spec.template.spec.containers).toMatchObject([
      { image: 'vllm:2', args: ['meta-llama/Llama-3.1-8B-Instruct'] },
    ]);
    const ray = {
      apiVersion: 'ray.io/v1',
      kind: 'RayService',
      metadata: { name: 'r', namespace: 'default' },
      spec: {},
    };
    wire.cluster.upsert(ray);
    expect(
      (
        await wire.patch(
          '/apis/ray.io/v1/namespaces/default/rayservices/r',
          'strategic',
          patch,
        )
      ).body,
    ).toMatchObject({
      code: 415,
      reason: 'UnsupportedMediaType',
    });
  });

  it('creates and changes by server-side apply, with conflicts between managers', async () => {
    const path = (manager: string, more = '') =>
      `${LLAMA}?fieldManager=${manager}${more}`;
    const first = await wire.patch(
      path('portal'),
      'apply',
      vllmDeployment('llama'),
    );
    expect(first.status).toBe(201);
    expect(first.body.metadata.managedFields).toMatchObject([
      { manager: 'portal', operation: 'Apply' },
    ]);
    const second = await wire.patch(
      path('argocd'),
      'apply',
      vllmDeployment('llama', { replicas: 4 }),
    );
    expect(second.body).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message:
        'Apply failed with 1 conflict: conflict with "portal": .spec.replicas',
      details: {
        causes: [{ reason: 'FieldManagerConflict', field: '.spec.replicas' }],
      },
    });
    const forced = await wire.patch(
      path('argocd', '&force=true'),
      'apply',
      vllmDeployment('llama', { replicas: 4 }),
    );
    expect(forced.body.spec.replicas).toBe(4);
    expect(
      (await wire.patch(LLAMA, 'apply', vllmDeployment('llama'))).status,
    ).toBe(422);
  });

  it('changes nothing in a dry run but tells what it would do', async () => {
    await create();
    const { body } = await wire.patch(`${LLAMA}?dryRun=All`, 'merge', {
      spec: { replicas: 9 },
    });
    expect(body.spec.replicas).toBe(9);
    expect((await wire.get(LLAMA)).body).toMatchObject({
      spec: { replicas: 2 },
      metadata: { generation: 1 },
    });
    expect(
      (
        await wire.request(
          'POST',
          `${COLLECTION}?dryRun=All`,
          vllmDeployment('other'),
        )
      ).status,
    ).toBe(201);
    expect((await wire.get(`${COLLECTION}/other`)).status).toBe(404);
    expect((await wire.patch(`${LLAMA}?dryRun=Some`, 'merge', {})).status).toBe(
      422,
    );
  });

  it('scales through the scale subresource', async () => {
    await create();
    expect((await wire.get(`${LLAMA}/scale`)).body).toMatchObject({
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      spec: { replicas: 2 },
      status: { selector: 'app=llama' },
    });
    const { body } = await wire.patch(`${LLAMA}/scale`, 'merge', {
      spec: { replicas: 6 },
    });
    expect(body).toMatchObject({ kind: 'Scale', spec: { replicas: 6 } });
    expect((await wire.get(LLAMA)).body).toMatchObject({
      spec: { replicas: 6 },
      metadata: { generation: 2 },
    });
  });

  it('deletes one object, guarded by its uid, and a collection by its labels', async () => {
    const { metadata } = await create();
    expect(
      (await wire.delete(LLAMA, { preconditions: { uid: 'other' } })).status,
    ).toBe(409);
    expect((await wire.delete(`${LLAMA}?dryRun=All`)).status).toBe(200);
    expect(
      (await wire.delete(LLAMA, { preconditions: { uid: metadata.uid } })).body,
    ).toMatchObject({
      status: 'Success',
      details: { name: 'llama', group: 'apps', kind: 'deployments' },
    });
    expect((await wire.delete(LLAMA)).status).toBe(404);
    const labelled = (name: string, labels: object) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: 'default', labels },
    });
    wire.cluster.seed([
      labelled('a', { old: 'yes' }),
      labelled('b', {}),
      labelled('c', { old: 'yes' }),
    ]);
    await wire.delete(
      '/api/v1/namespaces/default/configmaps?labelSelector=old%3Dyes',
    );
    const { body } = await wire.get('/api/v1/namespaces/default/configmaps');
    expect(
      body.items.map(
        (each: { metadata: { name: string } }) => each.metadata.name,
      ),
    ).toEqual(['b']);
  });

  it('keeps names with characters beyond ASCII out of names and lets them into annotations', async () => {
    expect((await wire.post(COLLECTION, vllmDeployment('modèle'))).status).toBe(
      422,
    );
    const odd = {
      ...vllmDeployment('odd'),
      metadata: { name: 'odd', annotations: { note: 'größer — 模型 🚀' } },
    };
    expect(
      (await wire.post(COLLECTION, odd)).body.metadata.annotations.note,
    ).toBe('größer — 模型 🚀');
  });
});
