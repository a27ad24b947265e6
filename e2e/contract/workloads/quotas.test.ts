import type { V1Deployment, V1ResourceQuota } from '@kubernetes/client-node';
import { gpuNode, paths } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { until } from '../cluster/until';
import {
  cluster,
  create,
  deployment,
  namespace,
  useNamespaces,
} from '../protocol/testNamespace';

useNamespaces();

beforeAll(async () => {
  ok(await cluster.kube.create(paths.nodes(), gpuNode('quota-gpu')));
});

const quotas = (name = '') =>
  `/api/v1/namespaces/${namespace}/resourcequotas/${name}`.replace(/\/$/, '');
const used = (hard: { [resource: string]: string }) =>
  until(`the quota to say that ${JSON.stringify(hard)} is used`, async () => {
    const { status } = ok(
      await cluster.kube.get<V1ResourceQuota>(quotas('gpus')),
    );
    return (
      JSON.stringify(status?.used) === JSON.stringify(hard) &&
      status?.hard !== undefined
    );
  });

it('counts the GPUs that pods of a namespace request, until they are gone', async () => {
  ok(
    await cluster.kube.create(quotas(), {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'gpus', namespace },
      spec: { hard: { 'requests.nvidia.com/gpu': '4', pods: '10' } },
    }),
  );
  await used({ pods: '0', 'requests.nvidia.com/gpu': '0' });
  await create('chat', 2);
  await used({ pods: '2', 'requests.nvidia.com/gpu': '2' });
  const path = paths.deployments(namespace, 'chat');
  ok(
    await cluster.kube.patch<V1Deployment>('merge', path, {
      spec: { replicas: 1 },
    }),
  );
  await used({ pods: '1', 'requests.nvidia.com/gpu': '1' });
  // A Deployment is no pod: it is taken, whatever its pods will need.
  ok(
    await cluster.kube.create(
      paths.deployments(namespace),
      deployment('large', 9),
    ),
  );
});
