import type {
  V1APIGroupList,
  V1APIResourceList,
} from '@kubernetes/client-node';
import type { ContractCluster } from '../cluster/ContractCluster';
import { ok } from '../cluster/KubeHttp';
import { openCluster } from '../cluster/openCluster';

let cluster: ContractCluster;
beforeAll(async () => {
  cluster = await openCluster();
});
afterAll(() => cluster?.close());

describe('discovery', () => {
  it('names the release', async () => {
    const { body } = await cluster.kube.get('/version');
    expect(body).toMatchObject({
      major: '1',
      minor: '36',
      gitVersion: 'v1.36.3',
    });
  });

  it.each(['/readyz', '/livez', '/healthz'])(
    'answers %s with ok',
    async path => {
      expect(await cluster.kube.get(path)).toMatchObject({
        status: 200,
        body: 'ok',
      });
    },
  );

  it('lists the versions of the core group', async () => {
    expect((await cluster.kube.get('/api')).body).toMatchObject({
      kind: 'APIVersions',
      versions: ['v1'],
    });
  });

  it('lists groups with their preferred versions', async () => {
    const { groups } = ok(await cluster.kube.get<V1APIGroupList>('/apis'));
    expect(groups).toEqual(
      expect.arrayContaining([
        {
          name: 'apps',
          versions: [{ groupVersion: 'apps/v1', version: 'v1' }],
          preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
        },
      ]),
    );
  });

  it('answers for one group', async () => {
    expect((await cluster.kube.get('/apis/apps')).body).toEqual({
      kind: 'APIGroup',
      apiVersion: 'v1',
      name: 'apps',
      versions: [{ groupVersion: 'apps/v1', version: 'v1' }],
      preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
    });
  });

  it.each([
    ['/api/v1', 'pods', 'Pod', true, ['po']],
    ['/api/v1', 'nodes', 'Node', false, ['no']],
    ['/api/v1', 'namespaces', 'Namespace', false, ['ns']],
    ['/api/v1', 'services', 'Service', true, ['svc']],
    ['/api/v1', 'configmaps', 'ConfigMap', true, ['cm']],
    ['/api/v1', 'events', 'Event', true, ['ev']],
    ['/apis/apps/v1', 'deployments', 'Deployment', true, ['deploy']],
    ['/apis/apps/v1', 'replicasets', 'ReplicaSet', true, ['rs']],
    ['/apis/apps/v1', 'statefulsets', 'StatefulSet', true, ['sts']],
    [
      '/apis/apps/v1',
      'controllerrevisions',
      'ControllerRevision',
      true,
      undefined,
    ],
  ])(
    'describes in %s the resource %s',
    async (path, name, kind, namespaced, shortNames) => {
      const { resources } = ok(await cluster.kube.get<V1APIResourceList>(path));
      const resource = resources.find(each => each.name === name);
      expect(resource).toMatchObject({ kind, namespaced });
      expect(resource?.shortNames).toEqual(shortNames);
      expect(resource?.verbs).toEqual(
        expect.arrayContaining([
          'create',
          'delete',
          'get',
          'list',
          'patch',
          'update',
          'watch',
        ]),
      );
    },
  );

  it('describes the scale subresource of Deployments', async () => {
    const { resources } = ok(
      await cluster.kube.get<V1APIResourceList>('/apis/apps/v1'),
    );
    expect(resources.find(({ name }) => name === 'deployments/scale')).toEqual({
      name: 'deployments/scale',
      singularName: '',
      namespaced: true,
      group: 'autoscaling',
      version: 'v1',
      kind: 'Scale',
      verbs: ['get', 'patch', 'update'],
    });
  });

  it('offers the same in one document', async () => {
    const { body } = await cluster.kube.get<{
      kind: string;
      items: { metadata: { name: string } }[];
    }>(
      '/apis',
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
    );
    expect(body.kind).toBe('APIGroupDiscoveryList');
    expect(body.items.map(({ metadata }) => metadata.name)).toContain('apps');
  });

  it('answers unknown groups and paths with 404', async () => {
    const { status, body } = await cluster.kube.get('/apis/no.such.group/v1');
    expect(status).toBe(404);
    expect(body).toBe('404 page not found\n');
  });

  it('answers unknown resources of a known version with 404', async () => {
    const { status, body } = await cluster.kube.get('/apis/apps/v1/servers');
    expect(status).toBe(404);
    expect(body).toMatchInlineSnapshot(`
      {
        "apiVersion": "v1",
        "code": 404,
        "details": {},
        "kind": "Status",
        "message": "the server could not find the requested resource",
        "metadata": {},
        "reason": "NotFound",
        "status": "Failure",
      }
    `);
  });
});
