import type { V1Deployment } from '@kubernetes/client-node';
import { configMap, paths } from '../cluster/fixtures';
import {
  cluster,
  create,
  deployment,
  message,
  namespace,
  read,
  useNamespaces,
} from './testNamespace';

useNamespaces();

describe('a dry run', () => {
  const path = () => paths.deployments(namespace, 'llama');
  let before: V1Deployment;
  beforeEach(async () => {
    before = await create('llama');
  });
  afterEach(async () => {
    const after = await read('llama');
    expect(after.spec).toEqual(before.spec);
    expect(after.metadata?.generation).toBe(1);
    expect(after.metadata?.deletionTimestamp).toBeUndefined();
  });

  it('of create answers like the real thing and creates nothing', async () => {
    const answer = await cluster.kube.create<V1Deployment>(
      `${paths.deployments(namespace)}?dryRun=All`,
      deployment('qwen'),
    );
    expect(answer.status).toBe(201);
    expect(answer.body.metadata?.uid).toBeDefined();
    const { status } = await cluster.kube.get(
      paths.deployments(namespace, 'qwen'),
    );
    expect(status).toBe(404);
  });

  it('of patch answers like the real thing and changes nothing', async () => {
    expect(
      await cluster.kube.patch('merge', `${path()}?dryRun=All`, {
        spec: { replicas: 7 },
      }),
    ).toMatchObject({
      status: 200,
      body: { spec: { replicas: 7 }, metadata: { generation: 2 } },
    });
  });

  it('of replace answers like the real thing and changes nothing', async () => {
    const { resourceVersion: _, ...metadata } = before.metadata ?? {};
    const changed = {
      ...before,
      metadata,
      spec: { ...before.spec, replicas: 7 },
    };
    expect(
      await cluster.kube.replace(`${path()}?dryRun=All`, changed),
    ).toMatchObject({ status: 200, body: { spec: { replicas: 7 } } });
  });

  it('of delete answers like the real thing and changes nothing', async () => {
    const { status } = await cluster.kube.remove(`${path()}?dryRun=All`);
    expect(status).toBe(200);
  });

  it('refuses what the real thing refuses', async () => {
    expect(
      (
        await cluster.kube.create(
          `${paths.deployments(namespace)}?dryRun=All`,
          deployment('llama'),
        )
      ).status,
    ).toBe(409);
    expect(
      (
        await cluster.kube.patch(
          'merge',
          `${paths.deployments(namespace, 'llama')}?dryRun=All`,
          { spec: { replicas: -1 } },
        )
      ).status,
    ).toBe(422);
  });

  it('refuses another word than All', async () => {
    const answer = await cluster.kube.create(
      `${paths.configMaps(namespace)}?dryRun=yes`,
      configMap('a', namespace),
    );
    expect([400, 422]).toContain(answer.status);
    expect(message(answer.body)).toMatchInlineSnapshot(
      `"CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["yes"]: supported values: "All""`,
    );
  });
});
