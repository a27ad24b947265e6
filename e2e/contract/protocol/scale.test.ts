import { paths } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { normalised } from '../cluster/normalised';
import { until } from '../cluster/until';
import {
  cluster,
  create,
  message,
  namespace,
  read,
  status,
  useNamespaces,
} from './testNamespace';

useNamespaces();

describe('the scale of a Deployment', () => {
  it('is read and replaced apart from the rest', async () => {
    await create('llama', 0);
    const path = `${paths.deployments(namespace, 'llama')}/scale`;
    const scale = ok(await cluster.kube.get<object>(path));
    expect(status(normalised(scale))).toMatchInlineSnapshot(`
      {
        "apiVersion": "autoscaling/v1",
        "kind": "Scale",
        "metadata": {
          "creationTimestamp": "<time>",
          "name": "llama",
          "namespace": "<namespace>",
          "resourceVersion": "<version>",
          "uid": "<uid>",
        },
        "spec": {},
        "status": {
          "replicas": 0,
          "selector": "app=llama",
        },
      }
    `);
    const replaced = await until('the scale to be replaced', async () => {
      // The controller writes the status meanwhile, which makes another version.
      const present = ok(await cluster.kube.get<object>(path));
      const answer = await cluster.kube.replace(path, {
        ...present,
        spec: { replicas: 2 },
      });
      return answer.status !== 409 && answer;
    });
    expect(replaced).toMatchObject({
      status: 200,
      body: { spec: { replicas: 2 } },
    });
    const after = await read('llama');
    expect(after.spec?.replicas).toBe(2);
    expect(after.metadata?.generation).toBe(2);
  });

  it('is patched, and refuses negative numbers and outdated versions', async () => {
    await create('llama', 0);
    const path = `${paths.deployments(namespace, 'llama')}/scale`;
    const scale = ok(await cluster.kube.get<object>(path));
    expect(
      await cluster.kube.patch('merge', path, { spec: { replicas: 1 } }),
    ).toMatchObject({
      status: 200,
      body: { kind: 'Scale', spec: { replicas: 1 } },
    });
    const negative = await cluster.kube.patch('merge', path, {
      spec: { replicas: -1 },
    });
    expect(negative.status).toBe(422);
    expect(message(negative.body)).toMatchInlineSnapshot(
      `"Scale.autoscaling "llama" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0"`,
    );
    expect((await cluster.kube.replace(path, scale)).status).toBe(409);
  });
});
