import type { JsonObject } from '@inference-portal/plugin-inference-node';
import { FakeObjects } from '../../clusters/__testUtils__/FakeObjects';
import { ClusterWriter } from '../../clusters/ClusterWriter';
import {
  rollbackWorldOf,
  specificationOf,
} from '../../../decide/rollback/__testUtils__/rollbackWorldOf';
import type { RollbackWorld } from '../../../decide/rollback/rollbackWorld';
import { findSyncController, type ArgoCdPlace } from './findSyncController';

const ARGO = '/apis/argoproj.io/v1alpha1/namespaces';
const HERE: ArgoCdPlace = { cluster: null, namespace: 'argocd' };

function worldOf(facts: Partial<RollbackWorld>): RollbackWorld {
  const world = rollbackWorldOf({});
  return {
    ...world,
    object: { spec: specificationOf('v2'), ...facts.object },
    ...facts,
  };
}

/** A world in which objects of several clusters can be asked for. */
function clusters(...names: readonly string[]) {
  const fakes = new Map(names.map(name => [name, new FakeObjects()]));
  const find = async (world: RollbackWorld, place = HERE) =>
    findSyncController(world, place, name => {
      const cluster = fakes.get(name);
      if (!cluster) {
        throw new Error(`Nobody knows cluster ${name}`);
      }
      return new ClusterWriter({
        cluster,
        signal: new AbortController().signal,
      });
    });
  const put = (name: string, path: string, object: JsonObject) =>
    fakes.get(name)?.put(path, object);
  return { find, put };
}

const managed = (instance: string) =>
  worldOf({ manager: { name: 'argo-cd', instance } });

function application(
  { ref }: RollbackWorld,
  name: string,
  fields: JsonObject = {},
): JsonObject {
  const { group, kind, namespace } = ref;
  return {
    spec: { syncPolicy: { automated: { prune: true } } },
    status: {
      sync: { status: 'OutOfSync' },
      operationState: { phase: 'Running' },
      resources: [{ group, kind, namespace, name: ref.name }],
    },
    ...fields,
    metadata: { name, ...Object(fields.metadata) },
  };
}

describe('findSyncController', () => {
  it('finds an Application beside the server, with what it does now', async () => {
    const world = managed('chat');
    const { cluster } = world.server;
    const { find, put } = clusters(cluster);
    put(
      cluster,
      `${ARGO}/argocd/applications/chat`,
      application(world, 'chat'),
    );
    expect(await find(world)).toMatchObject({
      controller: {
        cluster,
        automatic: { prune: true },
        isSynced: false,
        isSyncing: true,
      },
      parent: null,
    });
  });

  it('finds one in a namespace of its own, on the cluster where Argo CD runs', async () => {
    const world = managed('team-a_chat');
    const { find, put } = clusters(world.server.cluster, 'hub');
    put(
      'hub',
      `${ARGO}/team-a/applications/chat`,
      application(world, 'chat', {
        metadata: {
          annotations: {
            'argocd.argoproj.io/tracking-id':
              'root:argoproj.io/Application:team-a/chat',
          },
        },
      }),
    );
    expect(
      await find(world, { cluster: 'hub', namespace: 'argocd' }),
    ).toMatchObject({
      controller: { cluster: 'hub', ref: { namespace: 'team-a' } },
      parent: 'The Argo CD application root',
    });
  });

  it.each([
    ['switched off', { syncPolicy: { automated: { enabled: false } } }],
    ['absent', {}],
  ])('says that nothing syncs by itself where that is %s', async (_, spec) => {
    const world = managed('chat');
    const { cluster } = world.server;
    const { find, put } = clusters(cluster);
    put(
      cluster,
      `${ARGO}/argocd/applications/chat`,
      application(world, 'chat', { spec }),
    );
    expect(await find(world)).toMatchObject({
      controller: { automatic: null },
    });
  });

  it.each<[string, JsonObject]>([
    ['it never writes', { syncPolicy: { applicationsSync: 'create-only' } }],
    [
      'it ignores the policy',
      {
        ignoreApplicationDifferences: [{ jsonPointers: ['/spec/syncPolicy'] }],
      },
    ],
    [
      'it ignores the policy of this one',
      {
        ignoreApplicationDifferences: [
          { name: 'chat', jqPathExpressions: ['.spec.syncPolicy.automated'] },
        ],
      },
    ],
  ])('takes the Application of an ApplicationSet where %s', async (_, spec) => {
    const world = managed('chat');
    const { cluster } = world.server;
    const { find, put } = clusters(cluster);
    const owned = application(world, 'chat', {
      metadata: {
        ownerReferences: [{ kind: 'ApplicationSet', name: 'models' }],
      },
    });
    put(cluster, `${ARGO}/argocd/applications/chat`, owned);
    const path = `${ARGO}/argocd/applicationsets/models`;
    put(cluster, path, { metadata: { name: 'models' }, spec });
    expect(await find(world)).toHaveProperty('controller');
    const other = { ignoreApplicationDifferences: [{ name: 'other' }] };
    put(cluster, path, { metadata: { name: 'models' }, spec: other });
    expect(await find(world)).toHaveProperty('problem');
  });

  it('finds what Flux calls it by, and says where that is gone', async () => {
    const world = worldOf({
      manager: { name: 'flux', instance: 'apps/chat' },
      object: {
        metadata: {
          labels: {
            'helm.toolkit.fluxcd.io/name': 'chat',
            'helm.toolkit.fluxcd.io/namespace': 'apps',
          },
        },
      },
    });
    const { cluster } = world.server;
    const { find, put } = clusters(cluster);
    expect(await find(world)).toMatchObject({
      problem: expect.stringContaining('There is no HelmRelease apps/chat'),
    });
    put(
      cluster,
      '/apis/helm.toolkit.fluxcd.io/v2/namespaces/apps/helmreleases/chat',
      {
        metadata: { name: 'chat' },
        status: { conditions: [{ type: 'Reconciling', status: 'True' }] },
      },
    );
    expect(await find(world)).toMatchObject({
      controller: { automatic: {}, isSynced: null, isSyncing: true },
    });
  });
});
