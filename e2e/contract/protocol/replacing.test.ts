import type {
  V1ConfigMap,
  V1Deployment,
  V1StatefulSet,
} from '@kubernetes/client-node';
import { configMap, paths, vllmStatefulSet } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import {
  cluster,
  create,
  message,
  namespace,
  useNamespaces,
} from './testNamespace';

useNamespaces();

describe('reading one object', () => {
  it('answers a missing one with 404 and its name', async () => {
    const answer = await cluster.kube.get(
      paths.deployments(namespace, 'nothing'),
    );
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchInlineSnapshot(`
      {
        "apiVersion": "v1",
        "code": 404,
        "details": {
          "group": "apps",
          "kind": "deployments",
          "name": "nothing",
        },
        "kind": "Status",
        "message": "deployments.apps "nothing" not found",
        "metadata": {},
        "reason": "NotFound",
        "status": "Failure",
      }
    `);
  });
});

describe('replacing', () => {
  it('refuses an outdated version with 409', async () => {
    const old = await create('llama');
    ok(
      await cluster.kube.patch('merge', paths.deployments(namespace, 'llama'), {
        metadata: { annotations: { note: 'changed meanwhile' } },
      }),
    );
    const answer = await cluster.kube.replace(
      paths.deployments(namespace, 'llama'),
      old,
    );
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchInlineSnapshot(`
      {
        "apiVersion": "v1",
        "code": 409,
        "details": {
          "group": "apps",
          "kind": "deployments",
          "name": "llama",
        },
        "kind": "Status",
        "message": "Operation cannot be fulfilled on deployments.apps "llama": the object has been modified; please apply your changes to the latest version and try again",
        "metadata": {},
        "reason": "Conflict",
        "status": "Failure",
      }
    `);
  });

  it('accepts the present version, and none at all', async () => {
    const map = ok(
      await cluster.kube.create<V1ConfigMap>(
        paths.configMaps(namespace),
        configMap('a', namespace),
      ),
    );
    const second = ok(
      await cluster.kube.replace<V1ConfigMap>(
        paths.configMaps(namespace, 'a'),
        { ...map, data: { model: 'x' } },
      ),
    );
    expect(second.metadata?.uid).toBe(map.metadata?.uid);
    expect(second.metadata?.resourceVersion).not.toBe(
      map.metadata?.resourceVersion,
    );
    expect(
      await cluster.kube.replace(
        paths.configMaps(namespace, 'a'),
        configMap('a', namespace, { model: 'y' }),
      ),
    ).toMatchObject({ status: 200, body: { data: { model: 'y' } } });
  });

  it('refuses another uid', async () => {
    const map = ok(
      await cluster.kube.create<V1ConfigMap>(
        paths.configMaps(namespace),
        configMap('a', namespace),
      ),
    );
    const answer = await cluster.kube.replace(
      paths.configMaps(namespace, 'a'),
      {
        ...map,
        metadata: {
          ...map.metadata,
          uid: '00000000-0000-4000-8000-000000000000',
        },
      },
    );
    expect(answer.status).toBe(409);
    expect(
      message(answer.body)?.replaceAll(map.metadata?.uid ?? '', '<uid>'),
    ).toMatchInlineSnapshot(
      `"Operation cannot be fulfilled on configmaps "a": StorageError: invalid object, Code: 4, Key: /registry/configmaps/<namespace>/a, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: 00000000-0000-4000-8000-000000000000, UID in object meta: <uid>"`,
    );
  });

  it('leaves the version alone when nothing changes', async () => {
    const map = ok(
      await cluster.kube.create<V1ConfigMap>(
        paths.configMaps(namespace),
        configMap('a', namespace),
      ),
    );
    const same = ok(
      await cluster.kube.replace<V1ConfigMap>(
        paths.configMaps(namespace, 'a'),
        map,
      ),
    );
    expect(same.metadata?.resourceVersion).toBe(map.metadata?.resourceVersion);
  });
});

describe('generation', () => {
  it('of a StatefulSet rises with the specification, not with metadata or status', async () => {
    const path = paths.statefulSets(namespace, 'llama');
    ok(
      await cluster.kube.create(
        paths.statefulSets(namespace),
        vllmStatefulSet({ name: 'llama', namespace, replicas: 0 }),
      ),
    );
    const changed = async (patch: object) =>
      ok(await cluster.kube.patch<V1StatefulSet>('merge', path, patch)).metadata
        ?.generation;
    expect(await changed({ metadata: { annotations: { a: 'b' } } })).toBe(1);
    expect(await changed({ metadata: { labels: { a: 'b' } } })).toBe(1);
    expect(await changed({ spec: { minReadySeconds: 5 } })).toBe(2);
    expect(await changed({ spec: { minReadySeconds: 5 } })).toBe(2);
  });

  it('of a Deployment rises with its annotations, too', async () => {
    await create('llama');
    const path = paths.deployments(namespace, 'llama');
    const changed = async (patch: object) =>
      ok(await cluster.kube.patch<V1Deployment>('merge', path, patch)).metadata
        ?.generation;
    expect(await changed({ metadata: { labels: { a: 'b' } } })).toBe(1);
    expect(await changed({ metadata: { annotations: { a: 'b' } } })).toBe(2);
    expect(await changed({ spec: { minReadySeconds: 5 } })).toBe(3);
    expect(await changed({ spec: { minReadySeconds: 5 } })).toBe(3);
    expect(await changed({ spec: { replicas: 0, paused: true } })).toBe(4);
  });

  it('is not there on kinds without a specification', async () => {
    const map = ok(
      await cluster.kube.create<V1ConfigMap>(
        paths.configMaps(namespace),
        configMap('a', namespace),
      ),
    );
    expect(map.metadata?.generation).toBeUndefined();
  });
});
