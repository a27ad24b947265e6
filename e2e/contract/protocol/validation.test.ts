import type { V1ConfigMap, V1Status } from '@kubernetes/client-node';
import { configMap, paths } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import {
  cluster,
  create,
  deployment,
  message,
  namespace,
  useNamespaces,
} from './testNamespace';

useNamespaces();

describe('validation', () => {
  it('refuses a Deployment without selector and containers with 422 and every cause', async () => {
    const answer = await cluster.kube.create(paths.deployments(namespace), {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'llama', namespace },
      spec: { template: { metadata: { labels: { app: 'llama' } }, spec: {} } },
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchInlineSnapshot(`
      {
        "apiVersion": "v1",
        "code": 422,
        "details": {
          "causes": [
            {
              "field": "spec.selector",
              "message": "Required value",
              "reason": "FieldValueRequired",
            },
            {
              "field": "spec.template.metadata.labels",
              "message": "Invalid value: {"app":"llama"}: \`selector\` does not match template \`labels\`",
              "reason": "FieldValueInvalid",
            },
            {
              "field": "spec.template.spec.containers",
              "message": "Required value",
              "reason": "FieldValueRequired",
            },
          ],
          "group": "apps",
          "kind": "Deployment",
          "name": "llama",
        },
        "kind": "Status",
        "message": "Deployment.apps "llama" is invalid: [spec.selector: Required value, spec.template.metadata.labels: Invalid value: {"app":"llama"}: \`selector\` does not match template \`labels\`, spec.template.spec.containers: Required value]",
        "metadata": {},
        "reason": "Invalid",
        "status": "Failure",
      }
    `);
  });

  it('refuses a selector that its own template does not meet', async () => {
    const body = deployment('llama');
    if (body.spec?.template) {
      body.spec.template.metadata = { labels: { app: 'other' } };
    }
    const answer = await cluster.kube.create(
      paths.deployments(namespace),
      body,
    );
    expect(answer.status).toBe(422);
    expect(message(answer.body)).toMatchInlineSnapshot(
      `"Deployment.apps "llama" is invalid: spec.template.metadata.labels: Invalid value: {"app":"other"}: \`selector\` does not match template \`labels\`"`,
    );
  });

  it.each([
    ['a name with capitals', { metadata: { name: 'Llama' } }],
    ['negative replicas', { spec: { replicas: -1 } }],
    ['a label that is none', { metadata: { labels: { team: 'not valid!' } } }],
  ])('refuses %s', async (_, change: { metadata?: object; spec?: object }) => {
    const body = deployment('llama');
    const answer = await cluster.kube.create(paths.deployments(namespace), {
      ...body,
      metadata: { ...body.metadata, ...change.metadata },
      spec: { ...body.spec, ...change.spec },
    });
    expect(answer.status).toBe(422);
    expect(message(answer.body)).toMatchSnapshot();
  });

  it('refuses a limit below its request and half a GPU', async () => {
    const body = deployment('llama');
    const [container] = body.spec?.template.spec?.containers ?? [];
    if (!container) throw new Error('no container');
    container.resources = {
      requests: { cpu: '2', 'nvidia.com/gpu': '0.5' },
      limits: { cpu: '1', 'nvidia.com/gpu': '1' },
    };
    const answer = await cluster.kube.create(
      paths.deployments(namespace),
      body,
    );
    expect(answer.status).toBe(422);
    const path = 'spec.template.spec.containers[0].resources';
    // Go walks the map of resources in no order.
    expect(
      (answer.body as V1Status).details?.causes
        ?.map(cause => `${cause.field}: ${cause.message}`)
        .sort(),
    ).toEqual([
      `${path}.requests: Invalid value: "2": must be less than or equal to cpu limit of 1`,
      `${path}.requests: Invalid value: "500m": must be equal to nvidia.com/gpu limit of 1`,
      `${path}.requests[nvidia.com/gpu]: Invalid value: "500m": must be an integer`,
    ]);
  });

  it('refuses two containers of one name and an unknown pull policy', async () => {
    const body = deployment('llama');
    const pod = body.spec?.template.spec;
    const [container] = pod?.containers ?? [];
    if (!pod || !container) throw new Error('no container');
    pod.containers = [
      { ...container, ports: [] },
      { ...container, ports: [], imagePullPolicy: 'Sometimes' },
    ];
    const answer = await cluster.kube.create(
      paths.deployments(namespace),
      body,
    );
    expect(answer.status).toBe(422);
    expect(message(answer.body)).toMatchInlineSnapshot(
      `"Deployment.apps "llama" is invalid: [spec.template.spec.containers[1].imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never", spec.template.spec.containers[1].name: Duplicate value: "vllm"]"`,
    );
  });

  it('refuses a change of the selector, which is immutable', async () => {
    await create('llama');
    const answer = await cluster.kube.patch(
      'merge',
      paths.deployments(namespace, 'llama'),
      {
        spec: {
          selector: { matchLabels: { app: 'llama', team: 'search' } },
          template: { metadata: { labels: { team: 'search' } } },
        },
      },
    );
    expect(answer.status).toBe(422);
    expect(message(answer.body)).toMatchInlineSnapshot(
      `"Deployment.apps "llama" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"llama","team":"search"}}: field is immutable"`,
    );
  });

  it('refuses a field of a wrong type, and the patch gets the blame', async () => {
    await create('llama');
    const answer = await cluster.kube.patch(
      'merge',
      paths.deployments(namespace, 'llama'),
      { spec: { replicas: 'three' } },
    );
    expect(answer.status).toBe(422);
    expect(message(answer.body)).toMatch(
      /^ "" is invalid: patch: Invalid value: .*json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32$/,
    );
  });

  it('reports unknown fields when told to be strict', async () => {
    // The simulation knows no schemas of the kinds, and keeps what it is given.
    if (cluster.kind === 'simulated') return;
    const body = { ...configMap('a', namespace), modell: 'x' };
    const strict = await cluster.kube.create(
      `${paths.configMaps(namespace)}?fieldValidation=Strict`,
      body,
    );
    expect(strict.status).toBe(400);
    expect(message(strict.body)).toMatchInlineSnapshot(
      `"ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "modell""`,
    );
    const lenient = ok(
      await cluster.kube.create<V1ConfigMap>(paths.configMaps(namespace), body),
    );
    expect(lenient).not.toHaveProperty('modell');
  });
});
