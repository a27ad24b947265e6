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
      managedFields: [
        { manager: 'portal-test', operation: 'Update', fieldsType: 'FieldsV1' },
      ],
    });
    expect(created.spec).toMatchObject({
      progressDeadlineSeconds: 600,
      strategy: { rollingUpdate: { maxSurge: '25%' } },
      template: {
        spec: {
          restartPolicy: 'Always',
          containers: [{ imagePullPolicy: 'IfNotPresent' }],
        },
      },
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
    [
      'a missing namespace',
      vllmDeployment('x', { namespace: 'nowhere' }),
      400,
      'BadRequest',
    ],
    ['no name', { ...vllmDeployment('x'), metadata: {} }, 422, 'Invalid'],
    ['a name that is no DNS name', vllmDeployment('Llama_3'), 422, 'Invalid'],
    [
      'negative replicas',
      vllmDeployment('x', { replicas: -1 }),
      422,
      'Invalid',
    ],
    [
      'replicas that are no number',
      vllmDeployment('x', { spec: { replicas: 'two' } }),
      400,
      'BadRequest',
    ],
    [
      'a selector that misses its template',
      vllmDeployment('x', {
        spec: { selector: { matchLabels: { app: 'y' } } },
      }),
      422,
      'Invalid',
    ],
    [
      'another kind than the path',
      { ...vllmDeployment('x'), kind: 'StatefulSet' },
      400,
      'BadRequest',
    ],
    ['no kind', { metadata: { name: 'x' } }, 400, 'BadRequest'],
    [
      'a resourceVersion',
      { ...vllmDeployment('x'), metadata: { name: 'x', resourceVersion: '3' } },
      400,
      'BadRequest',
    ],
  ])('refuses to create with %s', async (_why, body, code, reason) => {
    await create();
    const answer = await wire.post(COLLECTION, body);
    expect(answer.body).toMatchObject({ kind: 'Status', code, reason });
  });

  it('names every broken rule with its field', async () => {
    const body = vllmDeployment('x', { replicas: -1 });
    Object.assign(body.spec.template.spec.containers[0] ?? {}, { image: '' });
    const answer = await wire.post(COLLECTION, body);
    expect(
      answer.body.details.causes.map((each: { field: string }) => each.field),
    ).toEqual(['spec.replicas', 'spec.template.spec.containers[0].image']);
  });

  it('refuses a body of another type, one that is no JSON and one that is too large', async () => {
    const type = (value: string) => ({ 'content-type': value });
    expect(
      (await wire.request('POST', COLLECTION, 'x', type('text/plain'))).status,
    ).toBe(415);
    expect(
      (await wire.request('POST', COLLECTION, '{', type('application/json')))
        .status,
    ).toBe(400);
    const large = {
      ...vllmDeployment('x'),
      metadata: { name: 'x', annotations: { a: 'x'.repeat(5_000_000) } },
    };
    expect((await wire.post(COLLECTION, large)).status).toBe(413);
  });

  it('refuses an update from an old resourceVersion and takes one from the present', async () => {
    const created = await create();
    const next = { ...created, spec: { ...created.spec, replicas: 3 } };
    expect((await wire.put(LLAMA, next)).body).toMatchObject({
      spec: { replicas: 3 },
      metadata: { generation: 2 },
    });
    expect((await wire.put(LLAMA, next)).body).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: expect.stringContaining('the object has been modified'),
    });
  });

  it('does not write an update without a change', async () => {
    const created = await create();
    const { body } = await wire.put(LLAMA, created);
    expect(body.metadata.resourceVersion).toBe(
      created.metadata.resourceVersion,
    );
  });

  it('keeps the selector for good', async () => {
    await create();
    const { body } = await wire.patch(LLAMA, 'merge', {
      spec: { selector: { matchLabels: { app: 'other' } } },
    });
    expect(body).toMatchObject({
      code: 422,
      message: expect.stringContaining('field is immutable'),
    });
  });

  it('separates the status from the rest', async () => {
    await create();
    const status = { replicas: 2 };
    await wire.patch(LLAMA, 'merge', { status });
    expect((await wire.get(LLAMA)).body.status).toEqual({});
    await wire.patch(`${LLAMA}/status`, 'merge', {
      status,
      spec: { replicas: 9 },
    });
    const { body } = await wire.get(LLAMA);
    expect(body).toMatchObject({
      status,
      spec: { replicas: 2 },
      metadata: { generation: 1 },
    });
    expect(body.metadata.managedFields).toContainEqual(
      expect.objectContaining({
        subresource: 'status',
        fieldsV1: { 'f:status': { 'f:replicas': {} } },
      }),
    );
  });
});
