import type {
  V1ConfigMap,
  V1Deployment,
  V1ReplicaSetList,
  V1Status,
} from '@kubernetes/client-node';
import type { ContractCluster } from '../cluster/ContractCluster';
import { configMap, paths, vllmDeployment } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { normalised } from '../cluster/normalised';
import { openCluster } from '../cluster/openCluster';
import { until } from '../cluster/until';

let cluster: ContractCluster;
let namespace: string;
beforeAll(async () => {
  cluster = await openCluster();
});
beforeEach(async () => {
  namespace = await cluster.createNamespace();
});
afterAll(() => cluster?.close());

const createMap = async (name: string, metadata: object = {}) => {
  const body = configMap(name, namespace);
  return ok(
    await cluster.kube.create<V1ConfigMap>(paths.configMaps(namespace), {
      ...body,
      metadata: { ...body.metadata, ...metadata },
    }),
  );
};
const createDeployment = async () =>
  ok(
    await cluster.kube.create<V1Deployment>(
      paths.deployments(namespace),
      vllmDeployment({ name: 'llama', namespace, replicas: 0 }),
    ),
  );
const replicaSets = async () =>
  ok(await cluster.kube.get<V1ReplicaSetList>(paths.replicaSets(namespace)))
    .items;
const ownReplicaSet = () =>
  until('the ReplicaSet', async () => (await replicaSets())[0]);
const isGone = (path: string) =>
  until(
    `${path} to be gone`,
    async () => (await cluster.kube.get(path)).status === 404,
  );

describe('deleting', () => {
  it('takes an object away at once and answers with a Status', async () => {
    const { metadata } = await createMap('a');
    const answer = await cluster.kube.remove<V1Status>(
      paths.configMaps(namespace, 'a'),
    );
    expect(answer.status).toBe(200);
    expect(answer.body.details?.uid).toBe(metadata?.uid);
    expect(normalised(answer.body)).toMatchInlineSnapshot(`
      {
        "apiVersion": "v1",
        "details": {
          "kind": "configmaps",
          "name": "a",
          "uid": "<uid>",
        },
        "kind": "Status",
        "metadata": {},
        "status": "Success",
      }
    `);
    expect(
      (await cluster.kube.get(paths.configMaps(namespace, 'a'))).status,
    ).toBe(404);
  });

  it('answers 404 for what is not there', async () => {
    expect(
      await cluster.kube.remove(paths.configMaps(namespace, 'a')),
    ).toMatchObject({ status: 404, body: { reason: 'NotFound' } });
  });

  it('refuses when the uid or the version is another', async () => {
    const { metadata } = await createMap('a');
    const path = paths.configMaps(namespace, 'a');
    const wrong = await cluster.kube.remove<V1Status>(path, {
      preconditions: { uid: '00000000-0000-4000-8000-000000000000' },
    });
    expect(wrong.status).toBe(409);
    expect(
      wrong.body.message?.replaceAll(metadata?.uid ?? '', '<uid>'),
    ).toMatchInlineSnapshot(
      `"Operation cannot be fulfilled on ConfigMap "a": the UID in the precondition (00000000-0000-4000-8000-000000000000) does not match the UID in record (<uid>). The object might have been deleted and then recreated"`,
    );
    expect(
      (
        await cluster.kube.remove(path, {
          preconditions: { resourceVersion: '1' },
        })
      ).status,
    ).toBe(409);
    expect(
      (
        await cluster.kube.remove(path, {
          preconditions: { uid: metadata?.uid },
        })
      ).status,
    ).toBe(200);
  });

  it('waits for finalizers', async () => {
    const { metadata } = await createMap('a', { finalizers: ['demo.io/keep'] });
    const path = paths.configMaps(namespace, 'a');
    const deleted = ok(await cluster.kube.remove<V1ConfigMap>(path));
    expect(deleted).toMatchObject({
      kind: 'ConfigMap',
      metadata: {
        uid: metadata?.uid,
        finalizers: ['demo.io/keep'],
        deletionGracePeriodSeconds: 0,
        deletionTimestamp: expect.any(String),
      },
    });
    const late = await cluster.kube.patch<V1Status>('merge', path, {
      metadata: { finalizers: ['demo.io/keep', 'demo.io/other'] },
    });
    expect(late.status).toBe(422);
    expect(late.body.message).toMatchInlineSnapshot(
      `"ConfigMap "a" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"demo.io/other"}"`,
    );
    ok(
      await cluster.kube.patch('merge', path, {
        metadata: { finalizers: null },
      }),
    );
    await isGone(path);
  });

  it('takes a whole collection that a selector names', async () => {
    await createMap('a', { labels: { team: 'search' } });
    await createMap('b', { labels: { team: 'support' } });
    const answer = await cluster.kube.remove(
      `${paths.configMaps(namespace)}?labelSelector=team%3Dsearch`,
    );
    expect(answer.status).toBe(200);
    await isGone(paths.configMaps(namespace, 'a'));
    expect(
      (await cluster.kube.get(paths.configMaps(namespace, 'b'))).status,
    ).toBe(200);
  });

  it('gives an object that comes again another uid', async () => {
    const first = await createMap('a');
    ok(await cluster.kube.remove(paths.configMaps(namespace, 'a')));
    const second = await createMap('a');
    expect(second.metadata?.uid).not.toBe(first.metadata?.uid);
  });

  it('of a namespace takes everything in it', async () => {
    await createMap('a');
    await createDeployment();
    const path = `/api/v1/namespaces/${namespace}`;
    const answer = ok(await cluster.kube.remove(path));
    expect(answer).toMatchObject({
      kind: 'Namespace',
      status: { phase: 'Terminating' },
    });
    const refused = await cluster.kube.create<V1Status>(
      paths.configMaps(namespace),
      configMap('b', namespace),
    );
    expect([403, 404]).toContain(refused.status);
    await isGone(path);
    expect(await replicaSets()).toEqual([]);
  });
});

describe('garbage collection', () => {
  it('takes dependents in the background', async () => {
    await createDeployment();
    const { metadata } = await ownReplicaSet();
    expect(metadata?.ownerReferences).toMatchObject([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'llama',
        controller: true,
        blockOwnerDeletion: true,
      },
    ]);
    ok(await cluster.kube.remove(paths.deployments(namespace, 'llama')));
    await until(
      'the ReplicaSet to be collected',
      async () => (await replicaSets()).length === 0,
    );
  });

  it('takes dependents first in the foreground', async () => {
    await createDeployment();
    await ownReplicaSet();
    const answer = ok(
      await cluster.kube.remove<V1Deployment>(
        paths.deployments(namespace, 'llama'),
        { propagationPolicy: 'Foreground' },
      ),
    );
    expect(answer.metadata?.finalizers).toEqual(['foregroundDeletion']);
    await isGone(paths.deployments(namespace, 'llama'));
    expect(await replicaSets()).toEqual([]);
  });

  it('leaves orphans, without their owner', async () => {
    await createDeployment();
    await ownReplicaSet();
    ok(
      await cluster.kube.remove(paths.deployments(namespace, 'llama'), {
        propagationPolicy: 'Orphan',
      }),
    );
    await isGone(paths.deployments(namespace, 'llama'));
    const orphans = await replicaSets();
    expect(orphans).toHaveLength(1);
    expect(orphans[0]?.metadata?.ownerReferences).toBeUndefined();
  });

  it('collects what names an owner that is gone', async () => {
    const owner = await createMap('owner');
    const ownerReferences = [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: 'owner',
        uid: owner.metadata?.uid,
      },
    ];
    await createMap('dependent', { ownerReferences });
    ok(await cluster.kube.remove(paths.configMaps(namespace, 'owner')));
    await isGone(paths.configMaps(namespace, 'dependent'));
  });
});
