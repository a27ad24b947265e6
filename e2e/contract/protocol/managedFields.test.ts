import type { V1ConfigMap } from '@kubernetes/client-node';
import { configMap, paths } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { normalised } from '../cluster/normalised';
import { cluster, namespace, useNamespaces } from './testNamespace';

useNamespaces();

describe('managed fields', () => {
  it('name who wrote which fields, by which operation', async () => {
    ok(
      await cluster.kube.create(
        `${paths.configMaps(namespace)}?fieldManager=argocd-controller`,
        configMap('a', namespace, { model: 'x' }, { team: 'search' }),
      ),
    );
    ok(
      await cluster.kube.patch(
        'merge',
        `${paths.configMaps(namespace, 'a')}?fieldManager=kubectl-edit`,
        { data: { model: 'y', extra: 'z' } },
      ),
    );
    const { metadata } = ok(
      await cluster.kube.get<V1ConfigMap>(paths.configMaps(namespace, 'a')),
    );
    expect(normalised(metadata?.managedFields)).toMatchInlineSnapshot(`
      [
        {
          "apiVersion": "v1",
          "fieldsType": "FieldsV1",
          "fieldsV1": {
            "f:data": {},
            "f:metadata": {
              "f:labels": {
                ".": {},
                "f:team": {},
              },
            },
          },
          "manager": "argocd-controller",
          "operation": "Update",
          "time": "<time>",
        },
        {
          "apiVersion": "v1",
          "fieldsType": "FieldsV1",
          "fieldsV1": {
            "f:data": {
              "f:extra": {},
              "f:model": {},
            },
          },
          "manager": "kubectl-edit",
          "operation": "Update",
          "time": "<time>",
        },
      ]
    `);
  });

  it('take the name from the user agent when nobody gave one', async () => {
    ok(
      await cluster.kube.create(
        paths.configMaps(namespace),
        configMap('a', namespace, { model: 'a' }),
      ),
    );
    const { metadata } = ok(
      await cluster.kube.patch<V1ConfigMap>(
        'merge',
        paths.configMaps(namespace, 'a'),
        { data: { model: 'x' } },
      ),
    );
    expect(metadata?.managedFields?.map(({ manager }) => manager)).toEqual([
      'contract-suite',
    ]);
  });
});
