import { vllmDeployment } from '../testing/clusterInTime';
import { listeningCluster } from '../testing/kubeClient';

const TABLE = {
  accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
};

function configMap(name: string, extra: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'team', ...extra },
  };
}

describe('presenting kinds and objects over HTTP', () => {
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

  it('prints tables for kubectl', async () => {
    wire.cluster.seed([
      {
        ...vllmDeployment('llama', { namespace: 'team' }),
        status: { readyReplicas: 1, updatedReplicas: 2, availableReplicas: 1 },
      },
    ]);
    const { body } = await wire.get(
      '/apis/apps/v1/namespaces/team/deployments',
      TABLE,
    );
    expect(body.kind).toBe('Table');
    const titles = body.columnDefinitions.filter(
      (each: { priority: number }) => each.priority === 0,
    );
    expect(titles.map((each: { name: string }) => each.name)).toEqual([
      'Name',
      'Ready',
      'Up-to-date',
      'Available',
      'Age',
    ]);
    expect(body.rows[0].cells.slice(0, 4)).toEqual(['llama', '1/2', 2, 1]);
    expect(body.rows[0].object).toMatchObject({
      kind: 'PartialObjectMetadata',
      metadata: { name: 'llama' },
    });
  });

  it('prints the columns that a custom kind declares', async () => {
    wire.cluster.seed([
      {
        apiVersion: 'serving.kserve.io/v1beta1',
        kind: 'InferenceService',
        metadata: { name: 'chat', namespace: 'team' },
        spec: {},
        status: {
          url: 'http://chat',
          conditions: [{ type: 'Ready', status: 'True' }],
        },
      },
    ]);
    const { body } = await wire.get(
      '/apis/serving.kserve.io/v1beta1/namespaces/team/inferenceservices/chat',
      TABLE,
    );
    expect(body.rows[0].cells.slice(0, 3)).toEqual([
      'chat',
      'http://chat',
      'True',
    ]);
  });

  it('tells of its kinds in both forms of discovery', async () => {
    const legacy = (await wire.get('/apis/apps/v1')).body;
    expect(legacy.resources).toContainEqual({
      name: 'deployments',
      singularName: 'deployment',
      namespaced: true,
      kind: 'Deployment',
      verbs: [
        'create',
        'delete',
        'deletecollection',
        'get',
        'list',
        'patch',
        'update',
        'watch',
      ],
      shortNames: ['deploy'],
      categories: ['all'],
    });
    expect(legacy.resources).toContainEqual(
      expect.objectContaining({
        name: 'deployments/scale',
        kind: 'Scale',
        group: 'autoscaling',
      }),
    );
    const accept =
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
    const { body, headers } = await wire.get('/apis', { accept });
    expect(headers.get('content-type')).toContain('as=APIGroupDiscoveryList');
    const groups = body.items.map(
      (each: { metadata: { name: string } }) => each.metadata.name,
    );
    expect(groups).toEqual(
      expect.arrayContaining([
        'apps',
        'batch',
        'serving.kserve.io',
        'ray.io',
        'argoproj.io',
      ]),
    );
  });

  it('serves a kind that is installed later, at once', async () => {
    expect((await wire.get('/apis/kubeai.org/v1/models')).status).toBe(404);
    wire.cluster.installKind({
      group: 'kubeai.org',
      versions: ['v1'],
      plural: 'models',
      singular: 'model',
      kind: 'Model',
      namespaced: true,
      shortNames: [],
      categories: [],
      subresources: { status: true },
      builtin: false,
      generation: true,
    });
    expect((await wire.get('/apis/kubeai.org/v1/models')).body).toMatchObject({
      kind: 'ModelList',
      items: [],
    });
    const crd = await wire.get(
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/models.kubeai.org',
    );
    expect(crd.body.spec.names.kind).toBe('Model');
  });

  it('tells kubectl that the server validates fields and needs no schema', async () => {
    const { body } = await wire.get('/openapi/v3/apis/apps/v1');
    const { patch } =
      body.paths['/apis/apps/v1/namespaces/{namespace}/deployments/{name}'];
    expect(
      patch.parameters.map((each: { name: string }) => each.name),
    ).toContain('fieldValidation');
    expect(patch['x-kubernetes-group-version-kind']).toEqual({
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
    });
  });

  it('lets everybody do everything, when asked', async () => {
    const { body } = await wire.post(
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes: { verb: 'list', resource: 'pods' } },
      },
    );
    expect(body.status.allowed).toBe(true);
  });

  it('tells events in the words of both of their groups', async () => {
    wire.cluster.seed([
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: 'llama.1', namespace: 'team' },
        involvedObject: { kind: 'Pod', name: 'llama', namespace: 'team' },
        reason: 'FailedScheduling',
        message: '0/6 nodes are available',
        type: 'Warning',
        count: 3,
        source: { component: 'default-scheduler' },
      },
    ]);
    const query = '?fieldSelector=';
    const core = await wire.get(
      `/api/v1/events${query}involvedObject.name%3Dllama`,
    );
    expect(core.body.items).toMatchObject([
      { message: '0/6 nodes are available', count: 3 },
    ]);
    const path = '/apis/events.k8s.io/v1/namespaces/team/events';
    const { body } = await wire.get(`${path}${query}regarding.name%3Dllama`);
    expect(body).toMatchObject({
      kind: 'EventList',
      apiVersion: 'events.k8s.io/v1',
    });
    expect(body.items).toMatchObject([
      {
        regarding: { name: 'llama' },
        note: '0/6 nodes are available',
        deprecatedCount: 3,
      },
    ]);
    expect((await wire.delete(path)).status).toBe(405);
  });
});
