import { createScalingReader } from '../../../plugins/inference-backend/src/observe/clusters/scaling/ScalingReader';
import { ok } from '../cluster/KubeHttp';
import { installMinimalCrds } from '../cluster/minimalCrds';
import { cluster, namespace, useNamespaces } from '../protocol/testNamespace';

jest.setTimeout(120_000);

let made: readonly string[] = [];
// Before the cluster is closed.
afterAll(async () => {
  for (const name of made) await cluster.uninstallCrd(name);
});
useNamespaces();

it('reads what scales a server and what keeps its pods from the API server, with and without KEDA', async () => {
  const scaleTargetRef = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: 'chat',
  };
  ok(
    await cluster.kube.create(
      `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers`,
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'chat' },
        spec: { scaleTargetRef, maxReplicas: 4 },
      },
    ),
  );
  ok(
    await cluster.kube.create(
      `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`,
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'chat' },
        spec: {
          maxUnavailable: '50%',
          selector: { matchLabels: { app: 'chat' } },
        },
      },
    ),
  );
  const seen = async () => {
    // With the rights of the shipped role.
    const reader = createScalingReader(
      [{ name: 'lab', access: cluster.productAccess }],
      Date.now,
    );
    const { autoscalers, budgets } = await reader.read('lab');
    expect([autoscalers.unseen, budgets.unseen]).toEqual([null, null]);
    expect(budgets.byNamespace.get(namespace)).toEqual([
      {
        namespace,
        name: 'chat',
        selector: { matchLabels: { app: 'chat' } },
        minAvailable: null,
        maxUnavailable: '50%',
      },
    ]);
    return autoscalers.byNamespace
      .get(namespace)
      ?.map(({ kind, target, minReplicas, maxReplicas }) => [
        kind,
        target.name,
        minReplicas,
        maxReplicas,
      ]);
  };
  const hpa = ['HorizontalPodAutoscaler', 'chat', 1, 4];
  expect(await seen()).toEqual([hpa]);

  made = await installMinimalCrds(cluster, [
    {
      group: 'keda.sh',
      version: 'v1alpha1',
      plural: 'scaledobjects',
      kind: 'ScaledObject',
    },
  ]);
  ok(
    await cluster.kube.create(
      `/apis/keda.sh/v1alpha1/namespaces/${namespace}/scaledobjects`,
      {
        apiVersion: 'keda.sh/v1alpha1',
        kind: 'ScaledObject',
        metadata: { name: 'chat' },
        spec: { scaleTargetRef: { name: 'chat' }, maxReplicaCount: 8 },
      },
    ),
  );
  expect(await seen()).toEqual([['ScaledObject', 'chat', 0, 8], hpa]);
});
