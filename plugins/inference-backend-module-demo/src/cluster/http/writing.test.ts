import { vllmDeployment } from '../testing/clusterInTime';
import { listeningCluster } from '../testing/kubeClient';

const COLLECTION = '/apis/apps/v1/namespaces/default/deployments';
const LLAMA = `${COLLECTION}/llama`;

describe('writing over HTTP', () => {
  let wire: Awaited<ReturnType<typeof listeningCluster>>;

  beforeEach(async () => {
    wire = await listeningCluster();
  });

  afterEach(() => wire.cluster.stop());

  const create = async (options: Parameters<typeof vllmDeployment>[1] = {}) =>
    (await wire.post(COLLECTION, vllmDeployment('llama', options))).body;

  it('creates with defaults, identity and managedFields', async () => {
    const created = await create();
    expect(created.metadata).toMatchObject({
      generation: 1,
      uid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/),
      managedFields: [{ manager: 'portal-test', operation: 'Update', fieldsType: 'FieldsV1' }],
    });
    expect(created.spec).toMatchObject({
      progressDeadlineSeconds: 600,
      strategy: { rollingUpdate: { maxSurge: '25%' } },
      template: { spec: { restartPolicy: 'Always', containers: [{ imagePullPolicy: 'IfNotPresent' }] } },
    });
  });

  it('makes names up from generateName', async () => {
    const { body } = await wire.post('/api/v1/namespaces/default/configmaps', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { generateName: 'run-' },
    });
    expect(body.metadata.name).toMatch(/^run-[a-z0-9]{5}$/);
  });

  it.each([
    ['a taken name', vllmDeployment('llama'), 409, 'AlreadyExists'],
    ['a missing namespace', vllmDeployment('x', { namespace: 'nowhere' }), 400, 'BadRequest'],
    ['no name', { ...vllmDeployment('x'), metadata: {} }, 422, 'Invalid'],
    ['a name that is no DNS name', vllmDeployment('Llama_3'), 422, 'Invalid'],
    ['negative replicas', vllmDeployment('x', { replicas: -1 }), 422, 'Invalid'],
    ['replicas that are no number', vllmDeployment('x', { spec: { replicas: 'two' } }), 400, 'BadRequest'],
    ['a selector that misses its template', vllmDeployment('x', { spec: { selector: { matchLabels: { app: 'y' } } } }), 422, 'Invalid'],
    ['another kind than the path', { ...vllmDeployment('x'), kind: 'StatefulSet' }, 400, 'BadRequest'],
    ['no kind', { metadata: { name: 'x' } }, 400, 'BadRequest'],
    ['a resourceVersion', { ...vllmDeployment('x'), metadata: { name: 'x', resourceVersion: '3' } }, 400, 'BadRequest'],
  ])('refuses to create with %s', async (_why, body, code, reason) => {
    await create();
    const answer = await wire.post(COLLECTION, body);
    expect(answer.body).toMatchObject({ kind: 'Status', code, reason });
  });

  it('names every broken rule with its field', async () => {
    const body = vllmDeployment('x', { replicas: -1 });
    Object.assign(body.spec.template.spec.containers[0] ?? {}, { image: '' });
    const answer = await wire.post(COLLECTION, body);
    expect(answer.body.details.causes.map((each: { field: string }) => each.field)).toEqual([
      'spec.replicas',
      'spec.template.spec.containers[0].image',
    ]);
  });

  it('refuses a body of another type, one that is no JSON and one that is too large', async () => {
    const type = (value: string) => ({ 'content-type': value });
    expect((await wire.request('POST', COLLECTION, 'x', type('text/plain'))).status).toBe(415);
    expect((await wire.request('POST', COLLECTION, '{', type('application/json'))).status).toBe(400);
    const large = { ...vllmDeployment('x'), metadata: { name: 'x', annotations: { a: 'x'.repeat(5_000_000) } } };
    expect((await wire.post(COLLECTION, large)).status).toBe(413);
  });

  it('refuses an update from an old resourceVersion and takes one from the present', async () => {
    const created = await create();
    const next = { ...created, spec: { ...created.spec, replicas: 3 } };
    expect((await wire.put(LLAMA, next)).body).toMatchObject({ spec: { replicas: 3 }, metadata: { generation: 2 } });
    expect((await wire.put(LLAMA, next)).body).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: expect.stringContaining('the object has been modified'),
    });
  });

  it('does not write an update without a change', async () => {
    const created = await create();
    const { body } = await wire.put(LLAMA, created);
    expect(body.metadata.resourceVersion).toBe(created.metadata.resourceVersion);
  });

  it('keeps the selector for good', async () => {
    await create();
    const { body } = await wire.patch(LLAMA, 'merge', { spec: { selector: { matchLabels: { app: 'other' } } } });
    expect(body).toMatchObject({ code: 422, message: expect.stringContaining('field is immutable') });
  });

  it('separates the status from the rest', async () => {
    await create();
    const status = { replicas: 2 };
    await wire.patch(LLAMA, 'merge', { status });
    expect((await wire.get(LLAMA)).body.status).toBeUndefined();
    await wire.patch(`${LLAMA}/status`, 'merge', { status, spec: { replicas: 9 } });
    const { body } = await wire.get(LLAMA);
    expect(body).toMatchObject({ status, spec: { replicas: 2 }, metadata: { generation: 1 } });
    expect(body.metadata.managedFields).toContainEqual(
      expect.objectContaining({ subresource: 'status', fieldsV1: { 'f:status': { 'f:replicas': {} } } }),
    );
  });

  it('applies JSON patches, all of their operations or none', async () => {
    await create();
    const ops = (wanted: number) => [
      { op: 'test', path: '/spec/replicas', value: wanted },
      { op: 'replace', path: '/spec/replicas', value: 5 },
    ];
    expect((await wire.patch(LLAMA, 'json', ops(7))).body).toMatchObject({ code: 422, reason: 'Invalid' });
    expect((await wire.patch(LLAMA, 'json', ops(2))).body.spec.replicas).toBe(5);
    expect((await wire.patch(LLAMA, 'json', [{ op: 'remove', path: '/spec/nope' }])).status).toBe(422);
    expect((await wire.patch(LLAMA, 'json', { op: 'add' })).status).toBe(400);
  });

  it('guards a JSON patch by the resourceVersion', async () => {
    const { metadata } = await create();
    await wire.patch(LLAMA, 'merge', { metadata: { labels: { a: 'b' } } });
    const guarded = [
      { op: 'replace', path: '/metadata/resourceVersion', value: metadata.resourceVersion },
      { op: 'replace', path: '/spec/replicas', value: 5 },
    ];
    expect((await wire.patch(LLAMA, 'json', guarded)).body).toMatchObject({ code: 409, reason: 'Conflict' });
  });

  it('merges containers by name in strategic patches of built-in kinds only', async () => {
    await create();
    const patch = { spec: { template: { spec: { containers: [{ name: 'vllm', image: 'vllm:2' }] } } } };
    const { body } = await wire.patch(LLAMA, 'strategic', patch);
    expect(body.spec.template.spec.containers).toMatchObject([
      { image: 'vllm:2', args: ['meta-llama/Llama-3.1-8B-Instruct'] },
    ]);
    const ray = { apiVersion: 'ray.io/v1', kind: 'RayService', metadata: { name: 'r', namespace: 'default' }, spec: {} };
    wire.cluster.upsert(ray);
    expect((await wire.patch('/apis/ray.io/v1/namespaces/default/rayservices/r', 'strategic', patch)).body).toMatchObject({
      code: 415,
      reason: 'UnsupportedMediaType',
    });
  });

  it('creates and changes by server-side apply, with conflicts between managers', async () => {
    const path = (manager: string, more = '') => `${LLAMA}?fieldManager=${manager}${more}`;
    const first = await wire.patch(path('portal'), 'apply', vllmDeployment('llama'));
    expect(first.status).toBe(201);
    expect(first.body.metadata.managedFields).toMatchObject([{ manager: 'portal', operation: 'Apply' }]);
    const second = await wire.patch(path('argocd'), 'apply', vllmDeployment('llama', { replicas: 4 }));
    expect(second.body).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "portal" using apps/v1: .spec.replicas',
      details: { causes: [{ reason: 'FieldManagerConflict', field: '.spec.replicas' }] },
    });
    const forced = await wire.patch(path('argocd', '&force=true'), 'apply', vllmDeployment('llama', { replicas: 4 }));
    expect(forced.body.spec.replicas).toBe(4);
    expect((await wire.patch(LLAMA, 'apply', vllmDeployment('llama'))).status).toBe(422);
  });

  it('changes nothing in a dry run but tells what it would do', async () => {
    await create();
    const { body } = await wire.patch(`${LLAMA}?dryRun=All`, 'merge', { spec: { replicas: 9 } });
    expect(body.spec.replicas).toBe(9);
    expect((await wire.get(LLAMA)).body).toMatchObject({ spec: { replicas: 2 }, metadata: { generation: 1 } });
    expect((await wire.request('POST', `${COLLECTION}?dryRun=All`, vllmDeployment('other'))).status).toBe(201);
    expect((await wire.get(`${COLLECTION}/other`)).status).toBe(404);
    expect((await wire.patch(`${LLAMA}?dryRun=Some`, 'merge', {})).status).toBe(422);
  });

  it('scales through the scale subresource', async () => {
    await create();
    expect((await wire.get(`${LLAMA}/scale`)).body).toMatchObject({
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      spec: { replicas: 2 },
      status: { selector: 'app=llama' },
    });
    const { body } = await wire.patch(`${LLAMA}/scale`, 'merge', { spec: { replicas: 6 } });
    expect(body).toMatchObject({ kind: 'Scale', spec: { replicas: 6 } });
    expect((await wire.get(LLAMA)).body).toMatchObject({ spec: { replicas: 6 }, metadata: { generation: 2 } });
  });

  it('deletes one object, guarded by its uid, and a collection by its labels', async () => {
    const { metadata } = await create();
    expect((await wire.delete(LLAMA, { preconditions: { uid: 'other' } })).status).toBe(409);
    expect((await wire.delete(`${LLAMA}?dryRun=All`)).status).toBe(200);
    expect((await wire.delete(LLAMA, { preconditions: { uid: metadata.uid } })).body).toMatchObject({
      status: 'Success',
      details: { name: 'llama', group: 'apps', kind: 'deployments' },
    });
    expect((await wire.delete(LLAMA)).status).toBe(404);
    const labelled = (name: string, labels: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default', labels } });
    wire.cluster.seed([labelled('a', { old: 'yes' }), labelled('b', {}), labelled('c', { old: 'yes' })]);
    await wire.delete('/api/v1/namespaces/default/configmaps?labelSelector=old%3Dyes');
    const { body } = await wire.get('/api/v1/namespaces/default/configmaps');
    expect(body.items.map((each: { metadata: { name: string } }) => each.metadata.name)).toEqual(['b']);
  });

  it('keeps names with characters beyond ASCII out of names and lets them into annotations', async () => {
    expect((await wire.post(COLLECTION, vllmDeployment('modèle'))).status).toBe(422);
    const odd = { ...vllmDeployment('odd'), metadata: { name: 'odd', annotations: { note: 'größer — 模型 🚀' } } };
    expect((await wire.post(COLLECTION, odd)).body.metadata.annotations.note).toBe('größer — 模型 🚀');
  });
});
