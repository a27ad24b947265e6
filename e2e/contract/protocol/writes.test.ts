import type {
  V1ConfigMap,
  V1Deployment,
  V1StatefulSet,
  V1Status,
} from '@kubernetes/client-node';
import type { ContractCluster } from '../cluster/ContractCluster';
import {
  configMap,
  gpuNode,
  paths,
  vllmDeployment,
  vllmStatefulSet,
} from '../cluster/fixtures';
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

const deployment = (name: string, replicas = 0) =>
  vllmDeployment({ name, namespace, replicas });
const create = async (name: string, replicas = 0) =>
  ok(
    await cluster.kube.create<V1Deployment>(
      paths.deployments(namespace),
      deployment(name, replicas),
    ),
  );
const read = async (name: string) =>
  ok(await cluster.kube.get<V1Deployment>(paths.deployments(namespace, name)));
const message = (body: unknown) =>
  (body as V1Status).message?.replaceAll(namespace, '<namespace>');
/** A Status with the namespace replaced. */
const status = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body).replaceAll(namespace, '<namespace>'));

describe('creating', () => {
  it('answers 201 with uid, version, time and generation', async () => {
    const answer = await cluster.kube.create<V1Deployment>(
      paths.deployments(namespace),
      deployment('llama'),
    );
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'llama', namespace, generation: 1 },
      status: {},
    });
    const { metadata } = answer.body;
    expect(metadata?.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(metadata?.resourceVersion).toMatch(/^\d+$/);
    expect(metadata?.creationTimestamp).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
    );
  });

  it('fills in the defaults of a Deployment', async () => {
    const { spec } = await create('llama');
    expect(spec).toMatchInlineSnapshot(`
      {
        "progressDeadlineSeconds": 600,
        "replicas": 0,
        "revisionHistoryLimit": 10,
        "selector": {
          "matchLabels": {
            "app": "llama",
          },
        },
        "strategy": {
          "rollingUpdate": {
            "maxSurge": "25%",
            "maxUnavailable": "25%",
          },
          "type": "RollingUpdate",
        },
        "template": {
          "metadata": {
            "labels": {
              "app": "llama",
            },
          },
          "spec": {
            "containers": [
              {
                "args": [
                  "--model=meta-llama/Llama-3.1-8B-Instruct",
                  "--port=8000",
                ],
                "image": "vllm/vllm-openai:v0.30.0",
                "imagePullPolicy": "IfNotPresent",
                "name": "vllm",
                "ports": [
                  {
                    "containerPort": 8000,
                    "name": "http",
                    "protocol": "TCP",
                  },
                ],
                "resources": {
                  "limits": {
                    "nvidia.com/gpu": "1",
                  },
                },
                "terminationMessagePath": "/dev/termination-log",
                "terminationMessagePolicy": "File",
              },
            ],
            "dnsPolicy": "ClusterFirst",
            "restartPolicy": "Always",
            "schedulerName": "default-scheduler",
            "securityContext": {},
            "terminationGracePeriodSeconds": 1,
          },
        },
      }
    `);
  });

  it('fills in the defaults of probes, volumes, ports and references', async () => {
    const body = deployment('llama');
    const pod = body.spec?.template.spec;
    if (!pod) throw new Error('no pod');
    pod.containers = [
      {
        name: 'triton',
        image: 'nvcr.io/nvidia/tritonserver',
        livenessProbe: { httpGet: { path: '/v2/health/live', port: 8000 } },
        env: [
          {
            name: 'HF_TOKEN',
            valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } },
          },
          {
            name: 'POD',
            valueFrom: { fieldRef: { fieldPath: 'metadata.name' } },
          },
        ],
        resources: {
          limits: { 'nvidia.com/gpu': '1', memory: '1024Mi', cpu: '1500m' },
        },
        volumeMounts: [{ name: 'models', mountPath: '/models' }],
      },
    ];
    pod.initContainers = [{ name: 'fetch', image: 'registry.local/fetch:1.2' }];
    pod.volumes = [
      { name: 'models', configMap: { name: 'models' } },
      { name: 'shm', emptyDir: { medium: 'Memory' } },
      { name: 'key', secret: { secretName: 'key' } },
    ];
    const created = ok(
      await cluster.kube.create<V1Deployment>(
        paths.deployments(namespace),
        body,
      ),
    );
    expect(created.spec?.template.spec).toMatchInlineSnapshot(`
      {
        "containers": [
          {
            "env": [
              {
                "name": "HF_TOKEN",
                "valueFrom": {
                  "secretKeyRef": {
                    "key": "token",
                    "name": "hf",
                  },
                },
              },
              {
                "name": "POD",
                "valueFrom": {
                  "fieldRef": {
                    "apiVersion": "v1",
                    "fieldPath": "metadata.name",
                  },
                },
              },
            ],
            "image": "nvcr.io/nvidia/tritonserver",
            "imagePullPolicy": "Always",
            "livenessProbe": {
              "failureThreshold": 3,
              "httpGet": {
                "path": "/v2/health/live",
                "port": 8000,
                "scheme": "HTTP",
              },
              "periodSeconds": 10,
              "successThreshold": 1,
              "timeoutSeconds": 1,
            },
            "name": "triton",
            "resources": {
              "limits": {
                "cpu": "1500m",
                "memory": "1Gi",
                "nvidia.com/gpu": "1",
              },
            },
            "terminationMessagePath": "/dev/termination-log",
            "terminationMessagePolicy": "File",
            "volumeMounts": [
              {
                "mountPath": "/models",
                "name": "models",
              },
            ],
          },
        ],
        "dnsPolicy": "ClusterFirst",
        "initContainers": [
          {
            "image": "registry.local/fetch:1.2",
            "imagePullPolicy": "IfNotPresent",
            "name": "fetch",
            "resources": {},
            "terminationMessagePath": "/dev/termination-log",
            "terminationMessagePolicy": "File",
          },
        ],
        "restartPolicy": "Always",
        "schedulerName": "default-scheduler",
        "securityContext": {},
        "terminationGracePeriodSeconds": 1,
        "volumes": [
          {
            "configMap": {
              "defaultMode": 420,
              "name": "models",
            },
            "name": "models",
          },
          {
            "emptyDir": {
              "medium": "Memory",
            },
            "name": "shm",
          },
          {
            "name": "key",
            "secret": {
              "defaultMode": 420,
              "secretName": "key",
            },
          },
        ],
      }
    `);
  });

  it('refuses a name that is taken', async () => {
    await create('llama');
    const answer = await cluster.kube.create(
      paths.deployments(namespace),
      deployment('llama'),
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
        "message": "deployments.apps "llama" already exists",
        "metadata": {},
        "reason": "AlreadyExists",
        "status": "Failure",
      }
    `);
  });

  it('makes a name from generateName', async () => {
    const { body } = await cluster.kube.create<V1ConfigMap>(
      paths.configMaps(namespace),
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { generateName: 'model-' },
      },
    );
    expect(body.metadata?.name).toMatch(
      /^model-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
    );
  });

  it('refuses an object of another namespace than the path', async () => {
    const answer = await cluster.kube.create(
      paths.configMaps(namespace),
      configMap('a', 'elsewhere'),
    );
    expect(answer.status).toBe(400);
    expect(message(answer.body)).toMatchInlineSnapshot(
      `"the namespace of the provided object does not match the namespace sent on the request"`,
    );
  });

  it('refuses a namespace that does not exist', async () => {
    const answer = await cluster.kube.create(
      paths.configMaps('no-such-namespace'),
      configMap('a', 'no-such-namespace'),
    );
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchInlineSnapshot(`
      {
        "apiVersion": "v1",
        "code": 404,
        "details": {
          "kind": "namespaces",
          "name": "no-such-namespace",
        },
        "kind": "Status",
        "message": "namespaces "no-such-namespace" not found",
        "metadata": {},
        "reason": "NotFound",
        "status": "Failure",
      }
    `);
  });

  it('refuses an object of another kind than the path', async () => {
    const answer = await cluster.kube.create(
      paths.deployments(namespace),
      configMap('a', namespace),
    );
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ reason: 'BadRequest' });
  });

  it('refuses what is no JSON', async () => {
    const answer = await cluster.kube.create(
      paths.configMaps(namespace),
      'models: [',
    );
    expect(answer).toMatchObject({
      status: 400,
      body: { reason: 'BadRequest' },
    });
  });

  it('keeps the status of a node, but not of a Deployment', async () => {
    const name = `${namespace}-node`;
    const node = ok(await cluster.kube.create(paths.nodes(), gpuNode(name)));
    expect(node).toMatchObject({
      status: { capacity: { 'nvidia.com/gpu': '8' } },
    });
    const created = ok(
      await cluster.kube.create<V1Deployment>(paths.deployments(namespace), {
        ...deployment('llama'),
        status: { readyReplicas: 3, replicas: 3 },
      }),
    );
    expect(created.status?.readyReplicas).toBeUndefined();
  });
});

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
    body.spec?.template &&
      (body.spec.template.metadata = { labels: { app: 'other' } });
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

describe('a dry run', () => {
  it.each(['create', 'patch', 'replace', 'delete'])(
    'of %s answers like the real thing and changes nothing',
    async verb => {
      const before = await create('llama');
      const path = paths.deployments(namespace, 'llama');
      const changed = { ...before, spec: { ...before.spec, replicas: 7 } };
      switch (verb) {
        case 'create': {
          const answer = await cluster.kube.create<V1Deployment>(
            `${paths.deployments(namespace)}?dryRun=All`,
            deployment('qwen'),
          );
          expect(answer.status).toBe(201);
          expect(answer.body.metadata?.uid).toBeDefined();
          expect(
            (await cluster.kube.get(paths.deployments(namespace, 'qwen')))
              .status,
          ).toBe(404);
          break;
        }
        case 'patch':
          expect(
            await cluster.kube.patch('merge', `${path}?dryRun=All`, {
              spec: { replicas: 7 },
            }),
          ).toMatchObject({
            status: 200,
            body: { spec: { replicas: 7 }, metadata: { generation: 2 } },
          });
          break;
        case 'replace':
          delete changed.metadata?.resourceVersion;
          expect(
            await cluster.kube.replace(`${path}?dryRun=All`, changed),
          ).toMatchObject({ status: 200, body: { spec: { replicas: 7 } } });
          break;
        default:
          expect((await cluster.kube.remove(`${path}?dryRun=All`)).status).toBe(
            200,
          );
      }
      expect((await read('llama')).spec).toEqual(before.spec);
      expect((await read('llama')).metadata?.generation).toBe(1);
      expect((await read('llama')).metadata?.deletionTimestamp).toBeUndefined();
    },
  );

  it('refuses what the real thing refuses', async () => {
    await create('llama');
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
