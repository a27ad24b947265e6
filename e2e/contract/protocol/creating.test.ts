import type { V1ConfigMap, V1Deployment } from '@kubernetes/client-node';
import { configMap, gpuNode, paths } from '../cluster/fixtures';
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
