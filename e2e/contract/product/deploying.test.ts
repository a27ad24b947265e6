import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { V1Deployment } from '@kubernetes/client-node';
import { createTestDeployments } from '../../../plugins/inference-backend/src/__testUtils__/createTestDeployments';
import { ClusterConnection } from '../../../plugins/inference-backend/src/observe/clusters/connection/ClusterConnection';
import type { ClusterAccess } from '../../../plugins/inference-backend/src/observe/clusters/config/ClusterConfig';
import type { Caller } from '../../../plugins/inference-backend/src/permissions';
import { registryWithRules } from '../../../plugins/inference-backend/src/permissions/__testUtils__/registry';
import type { InstantMs } from '../../../plugins/inference-backend/src/types';
import { supportChat } from '../../../plugins/scaffolder-backend-module-inference/src/render/__testUtils__/requests';
import { renderFiles } from '../../../plugins/scaffolder-backend-module-inference/src/render/__testUtils__/rendered';
import { buildOverlay } from '../../../plugins/scaffolder-backend-module-inference/src/apply/buildOverlay';
import { parseAllDocuments } from 'yaml';
import { clusterKind, root } from '../cluster/environment';
import { gpuNode, paths } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { installMinimalCrds } from '../cluster/minimalCrds';
import { until } from '../cluster/until';
import { cluster, namespace, useNamespaces } from '../protocol/testNamespace';

jest.setTimeout(120_000);

/** The simulation knows no roles. */
const onReal = clusterKind() === 'real' ? it : it.skip;
const OWNER = 'group:default/support';
const opened: ClusterConnection[] = [];
let made: readonly string[] = [];
const volumes: string[] = [];

// Before the cluster is closed.
afterAll(async () => {
  opened.forEach(one => one.close());
  for (const name of volumes) {
    await cluster.kube.remove(`/api/v1/persistentvolumes/${name}`);
  }
  for (const name of made) await cluster.uninstallCrd(name);
});
useNamespaces();

beforeAll(async () => {
  made = await installMinimalCrds(cluster, [
    {
      group: 'monitoring.coreos.com',
      version: 'v1',
      plural: 'podmonitors',
      kind: 'PodMonitor',
    },
    {
      group: 'monitoring.coreos.com',
      version: 'v1',
      plural: 'prometheusrules',
      kind: 'PrometheusRule',
    },
    {
      group: 'gateway.networking.k8s.io',
      version: 'v1',
      plural: 'httproutes',
      kind: 'HTTPRoute',
    },
    {
      group: 'keda.sh',
      version: 'v1alpha1',
      plural: 'scaledobjects',
      kind: 'ScaledObject',
    },
  ]);
  ok(await cluster.kube.create(paths.nodes(), gpuNode('deploying-gpu')));
});
beforeEach(() => own(OWNER));
/** Writes an owner on the namespace of the test. */
async function own(owner: string) {
  ok(
    await cluster.kube.patch('merge', `/api/v1/namespaces/${namespace}`, {
      metadata: { annotations: { 'inference-portal/owner': owner } },
    }),
  );
}

/** What the template renders for the namespace of the test, as the action reads it. */
async function rendered(change: object = {}): Promise<readonly any[]> {
  const files = renderFiles({ ...supportChat, ...change, namespace });
  return buildOverlay(supportChat.cluster, async path => files.get(path));
}

/** The product as a member of `groups` uses it. */
function startApi(
  options: { access?: ClusterAccess; groups?: readonly string[] } = {},
) {
  const connection = new ClusterConnection({
    access: options.access ?? {
      kind: 'kubeconfig',
      path: cluster.kubeconfig,
      context: null,
    },
    now: () => Date.now() as InstantMs,
  });
  opened.push(connection);
  const permissions = mockServices.permissions.mock();
  permissions.authorize.mockResolvedValue([{ result: AuthorizeResult.ALLOW }]);
  permissions.authorizeConditional.mockResolvedValue([
    { result: AuthorizeResult.ALLOW },
  ]);
  const deployments = createTestDeployments({
    inventory: {
      getCapacity: async () =>
        new Map([
          [
            'contract',
            [
              {
                product: 'H100',
                capacity: 8,
                heldByServers: 2,
                heldByOthers: 0,
              },
            ],
          ],
        ]),
    },
    permissions,
    permissionsRegistry: registryWithRules(),
    clusters: new Map([['contract', connection]]),
    now: Date.now,
  });
  const caller: Caller = {
    kind: 'person',
    actor: 'user:default/ada',
    owns: ['user:default/ada', ...(options.groups ?? [OWNER])],
    origin: 'portal',
    credentials: mockCredentials.user('user:default/ada'),
  };
  const deploy = async (
    change: { objects?: readonly object[]; dryRun?: boolean } = {},
  ) =>
    deployments.deploy(
      {
        cluster: 'contract',
        namespace,
        owner: OWNER,
        dryRun: change.dryRun ?? false,
        objects: (change.objects ?? (await rendered())) as never,
      },
      caller,
    );
  return { deploy, listTargets: () => deployments.listTargets(caller) };
}

const resultsOf = ({
  objects,
}: {
  objects: readonly { kind: string; result: string }[];
}) => objects.map(({ kind, result }) => `${kind} ${result}`);

const ORDER = [
  'ServiceAccount',
  'ConfigMap',
  'PersistentVolumeClaim',
  'NetworkPolicy',
  'Service',
  'PodDisruptionBudget',
  'PodMonitor',
  'PrometheusRule',
  'Deployment',
  'HTTPRoute',
  'ScaledObject',
];
const allOf = (result: string) => ORDER.map(kind => `${kind} ${result}`);
const deploymentOf = (name = supportChat.name) =>
  cluster.kube.get<V1Deployment>(paths.deployments(namespace, name));

describe('a deployment', () => {
  it('is tried without a trace, applied in order, and applied again without a change', async () => {
    const { deploy } = startApi();
    const tried = await deploy({ dryRun: true });
    expect(resultsOf(tried)).toEqual(allOf('created'));
    expect((await deploymentOf()).status).toBe(404);

    expect(resultsOf(await deploy())).toEqual(allOf('created'));
    const first = ok(await deploymentOf());
    expect(resultsOf(await deploy({ dryRun: true }))).toEqual(
      allOf('unchanged'),
    );
    expect(resultsOf(await deploy())).toEqual(allOf('unchanged'));
    expect(ok(await deploymentOf()).metadata?.generation).toBe(
      first.metadata?.generation,
    );
  });

  it('says in the dry run and after it which objects another version changes', async () => {
    const { deploy } = startApi();
    await deploy();
    const objects = await rendered({
      settings: { ...supportChat.settings, maxModelLen: 16_384 },
    });
    const changed = (outcome: Awaited<ReturnType<typeof deploy>>) =>
      resultsOf(outcome).filter(line => !line.endsWith('unchanged'));
    const tried = changed(await deploy({ objects, dryRun: true }));
    expect(tried).toContain('Deployment configured');
    expect(changed(await deploy({ objects }))).toEqual(tried);
  });

  it('gets its pods, which become ready', async () => {
    const { deploy } = startApi();
    const objects = await rendered({
      autoscaling: { kind: 'none' },
    });
    // What a provisioner of volumes would make.
    volumes.push(`cache-${namespace}`);
    ok(
      await cluster.kube.create('/api/v1/persistentvolumes', {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: `cache-${namespace}` },
        spec: {
          accessModes: ['ReadWriteMany'],
          capacity: { storage: '1Ti' },
          nfs: { server: 'files.example.com', path: '/cache' },
          claimRef: { namespace, name: `${supportChat.name}-model-cache` },
        },
      }),
    );
    await deploy({ objects });
    await until('the server to be ready', async () => {
      const { status } = ok(await deploymentOf());
      return status?.readyReplicas === 1;
    });
  });

  it('stops at fields that somebody else wrote since, and names them and who', async () => {
    const { deploy } = startApi();
    await deploy();
    ok(
      await cluster.kube.patch(
        'merge',
        `${paths.deployments(
          namespace,
          supportChat.name,
        )}?fieldManager=night-shift`,
        { spec: { revisionHistoryLimit: 3 } },
      ),
    );
    await expect(deploy()).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(
        /Deployment support-chat: .*"night-shift".*\.spec\.revisionHistoryLimit[^]*nothing was applied/,
      ),
    });
  });

  it('takes over nothing that somebody else made', async () => {
    const { deploy } = startApi();
    ok(
      await cluster.kube.create(
        `/api/v1/namespaces/${namespace}/services?fieldManager=helm`,
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: supportChat.name },
          spec: { ports: [{ port: 80 }], selector: { app: 'old' } },
        },
      ),
    );
    await expect(deploy()).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(
        /Service support-chat is there already and not from the portal \(written by helm\)/,
      ),
    });
    expect((await deploymentOf()).status).toBe(404);
  });

  it('is refused before anything is stored when the GPU quota is full', async () => {
    const { deploy, listTargets } = startApi();
    ok(
      await cluster.kube.create(
        `/api/v1/namespaces/${namespace}/resourcequotas`,
        {
          apiVersion: 'v1',
          kind: 'ResourceQuota',
          metadata: { name: 'gpus' },
          spec: { hard: { 'requests.nvidia.com/gpu': '1' } },
        },
      ),
    );
    await expect(deploy()).rejects.toMatchObject({
      statusCode: 422,
      message: expect.stringMatching(
        /may hold 1 GPU \(ResourceQuota gpus, requests\.nvidia\.com\/gpu\) and holds 0: 2 GPUs more do not fit/,
      ),
    });
    expect((await deploymentOf()).status).toBe(404);
    const { items } = await listTargets();
    expect(items.find(one => one.namespace === namespace)).toMatchObject({
      cluster: 'contract',
      owner: OWNER,
      allowed: true,
      reason: null,
      gpuQuota: { hard: 1, used: 0 },
      gpus: [
        {
          product: 'H100',
          memoryGiB: 79.19,
          free: 6,
          total: 8,
          nodeLabels: [supportChat.gpu.product],
        },
      ],
    });
  });

  it('is refused in the namespace of another team, which the list of targets says before', async () => {
    await own('group:default/search');
    const { deploy, listTargets } = startApi();
    const reason = `Namespace ${namespace} on contract belongs to group:default/search: ask them, or choose a namespace of yours`;
    await expect(deploy()).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: reason,
    });
    const { items } = await listTargets();
    expect(items.find(one => one.namespace === namespace)).toMatchObject({
      owner: 'group:default/search',
      allowed: false,
      reason,
    });
    expect(items.map(one => one.namespace)).not.toContain('kube-system');
  });

  it('says what the API server finds wrong with an object, and applies none', async () => {
    const { deploy } = startApi();
    const objects = (await rendered()).map(object =>
      object.kind === 'Deployment'
        ? { ...object, spec: { ...object.spec, revisionHistoryLimit: -1 } }
        : object,
    );
    await expect(deploy({ objects })).rejects.toMatchObject({
      statusCode: 422,
      message: expect.stringMatching(
        /Deployment support-chat: .*revisionHistoryLimit.*must be greater than or equal to 0/,
      ),
    });
    const accounts = await cluster.kube.get(
      `/api/v1/namespaces/${namespace}/serviceaccounts/${supportChat.name}`,
    );
    expect(accounts.status).toBe(404);
  });

  it('names the definition that is not installed', async () => {
    const { deploy } = startApi();
    const objects = [
      ...(await rendered()),
      {
        apiVersion: 'serving.kserve.io/v1beta9',
        kind: 'InferenceService',
        metadata: { name: 'chat' },
        spec: {},
      },
    ];
    await expect(deploy({ objects })).rejects.toMatchObject({
      statusCode: 422,
      message: expect.stringMatching(
        /CRD inferenceservices\.serving\.kserve\.io \(v1beta9\) is not installed on the cluster contract, and InferenceService chat needs it/,
      ),
    });
  });

  onReal(
    'names the rule that the portal lacks, and needs no more than the shipped role, bound in the namespace alone',
    async () => {
      const { deploy, listTargets } = startApi({
        access: cluster.productAccess,
      });
      await expect(deploy()).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringMatching(
          /serviceaccounts.*forbidden[^]*deploy\/cluster-role-deploy\.yaml[^]*resources: \["serviceaccounts"\][^]*verbs: \["get", "create", "patch"\]/,
        ),
      });
      const [role] = parseAllDocuments(
        readFileSync(join(root, 'deploy/cluster-role-deploy.yaml'), 'utf8'),
      ).map(document => document.toJS());
      const rbac = '/apis/rbac.authorization.k8s.io/v1';
      await cluster.kube.create(`${rbac}/clusterroles`, role);
      ok(
        await cluster.kube.create(
          `${rbac}/namespaces/${namespace}/rolebindings`,
          {
            apiVersion: 'rbac.authorization.k8s.io/v1',
            kind: 'RoleBinding',
            metadata: { name: 'portal' },
            roleRef: {
              apiGroup: 'rbac.authorization.k8s.io',
              kind: 'ClusterRole',
              name: role.metadata.name,
            },
            subjects: [
              {
                kind: 'ServiceAccount',
                name: 'inference-portal',
                namespace: 'inference-portal',
              },
            ],
          },
        ),
      );
      const outcome = await until('the role to be known', () =>
        deploy().catch(error => {
          if (error.name === 'NotAllowedError') return false;
          throw error;
        }),
      );
      expect([resultsOf(outcome), outcome.warnings]).toEqual([
        expect.arrayContaining(['Deployment created']),
        [],
      ]);
      const { items, problems } = await listTargets();
      expect(items.find(one => one.namespace === namespace)).toMatchObject({
        allowed: true,
        gpuQuota: null,
      });
      expect(problems).toEqual([
        expect.stringContaining('may not read ResourceQuotas on contract'),
      ]);
    },
  );
});
