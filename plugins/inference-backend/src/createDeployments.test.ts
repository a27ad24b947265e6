import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { DeploymentObject } from '@inference-portal/plugin-inference-common';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import { createTestDeployments } from './__testUtils__/createTestDeployments';
import { FakeApplyCluster } from './act/deployments/__testUtils__/FakeApplyCluster';
import { ClusterRequestError } from './observe/clusters/connection/ClusterRequestError';
import { inferenceServerConditions } from './permissions/conditionExports';
import type { Caller } from './permissions/registry/Caller';
import { registryWithRules } from './permissions/__testUtils__/registry';

const SUPPORT = 'group:default/support';
const ns = (name: string, owner?: string, extra: JsonObject = {}) => ({
  metadata: {
    name,
    ...(owner && { annotations: { 'inference-portal/owner': owner } }),
  },
  ...extra,
});
const quota = (namespace: string, hard: number, used: number) => ({
  metadata: { name: 'gpus', namespace },
  spec: { hard: { 'requests.nvidia.com/gpu': String(hard) } },
  status: { used: { 'requests.nvidia.com/gpu': String(used) } },
});
const account = (name = 'chat') => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name },
});
const workload = (change: { gpus?: number; pod?: object } = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'chat',
    annotations: { 'inference-portal/owner': SUPPORT },
  },
  spec: {
    replicas: 2,
    template: {
      spec: {
        serviceAccountName: 'chat',
        containers: [
          {
            name: 'engine',
            resources: {
              limits: { 'nvidia.com/gpu': String(change.gpus ?? 1) },
            },
          },
        ],
        ...change.pod,
      },
    },
  },
});
const scaler = (maxReplicaCount: number) => ({
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  metadata: { name: 'chat' },
  spec: {
    scaleTargetRef: { name: 'chat' },
    minReplicaCount: 1,
    maxReplicaCount,
  },
});

function setUp(
  options: {
    owns?: readonly string[];
    kind?: Caller['kind'];
    create?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
    read?: PolicyDecision;
    admins?: readonly string[];
  } = {},
) {
  const cluster = new FakeApplyCluster([
    ns('support', SUPPORT),
    ns('search', 'search'),
    ns('sandbox'),
    ns('old', SUPPORT, { status: { phase: 'Terminating' } }),
    ns('kube-system'),
  ]);
  const permissions = mockServices.permissions.mock();
  permissions.authorize.mockResolvedValue([
    { result: options.create ?? AuthorizeResult.ALLOW },
  ]);
  permissions.authorizeConditional.mockResolvedValue([
    options.read ?? { result: AuthorizeResult.ALLOW },
  ]);
  const deployments = createTestDeployments({
    inventory: { getCapacity: async () => new Map() },
    permissions,
    permissionsRegistry: registryWithRules(),
    clusters: new Map([['eu', cluster]]),
    rules: { ownersOnly: true, admins: options.admins ?? [] },
    now: () => 0,
  });
  const caller: Caller = {
    kind: options.kind ?? 'person',
    actor: 'user:default/ada',
    owns: options.owns ?? [SUPPORT],
    origin: 'portal',
    credentials: mockCredentials.user('user:default/ada'),
  };
  const deploy = (
    objects: readonly object[] = [workload(), account()],
    change: { namespace?: string; owner?: string; dryRun?: boolean } = {},
  ) =>
    deployments.deploy(
      {
        cluster: 'eu',
        namespace: 'support',
        owner: SUPPORT,
        objects: objects as DeploymentObject[],
        ...change,
      },
      caller,
    );
  return { cluster, deploy, list: () => deployments.listTargets(caller) };
}

describe('targets of deployments', () => {
  it('are the namespaces of the clusters, with why not where not', async () => {
    const { cluster, list } = setUp();
    cluster.put(
      '/api/v1/namespaces/support/resourcequotas/gpus',
      quota('support', 8, 5),
    );
    const { items, problems } = await list();
    expect(problems).toEqual([]);
    expect(
      items.map(({ gpuQuota, namespace, owner, reason }) => [
        namespace,
        owner,
        gpuQuota,
        reason,
      ]),
    ).toEqual([
      ['old', SUPPORT, null, expect.stringContaining('is being deleted')],
      [
        'sandbox',
        null,
        null,
        expect.stringMatching(
          /Nobody owns namespace sandbox on eu: .*annotate/,
        ),
      ],
      [
        'search',
        'group:default/search',
        null,
        'Namespace search on eu belongs to group:default/search: ask them, or choose a namespace of yours',
      ],
      ['support', SUPPORT, { hard: 8, used: 5 }, null],
    ]);
  });

  it('are only those whose servers the caller may see', async () => {
    const { list } = setUp({
      read: {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'inference',
        resourceType: 'inference-model-server',
        conditions: inferenceServerConditions.isOwner({ owners: [SUPPORT] }),
      },
    });
    const { items } = await list();
    expect(items.map(({ namespace }) => namespace)).toEqual(['old', 'support']);
  });

  it('say why nothing is allowed to who lacks the permission', async () => {
    const { deploy, list } = setUp({ create: AuthorizeResult.DENY });
    const { items } = await list();
    expect(items.map(({ allowed }) => allowed)).not.toContain(true);
    expect(items[0]?.reason).toMatch(
      /ask an administrator for inference\.server\.create/,
    );
    await expect(deploy()).rejects.toMatchObject({ name: 'NotAllowedError' });
  });

  it('tell of a cluster that does not answer, and of quotas that may not be read', async () => {
    const silent = setUp();
    silent.cluster.failReading(
      /namespaces/,
      new ClusterRequestError('timeout', 'eu did not answer within 15 s.'),
    );
    expect(await silent.list()).toEqual({
      items: [],
      problems: [expect.stringContaining('Namespaces of eu cannot be read')],
    });
    const narrow = setUp();
    narrow.cluster.failReading(
      /resourcequotas/,
      new ClusterRequestError('forbidden', 'HTTP 403: no right.'),
    );
    expect((await narrow.list()).problems).toEqual([
      expect.stringContaining('may not read ResourceQuotas on eu'),
    ]);
    expect((await narrow.deploy()).warnings).toEqual([
      expect.stringContaining('cannot tell whether the GPUs are allowed'),
    ]);
  });
});

describe('a deployment', () => {
  it('is applied in the order in which objects need each other, and again without a change', async () => {
    const { cluster, deploy } = setUp();
    const objects = [scaler(2), workload(), account()];
    const first = await deploy(objects);
    expect(first.objects.map(({ kind, result }) => [kind, result])).toEqual([
      ['ServiceAccount', 'created'],
      ['Deployment', 'created'],
      ['ScaledObject', 'created'],
    ]);
    expect(cluster.stored).toEqual([
      'ServiceAccount chat',
      'Deployment chat',
      'ScaledObject chat',
    ]);
    const again = await deploy(objects);
    expect(again.objects.map(({ result }) => result)).toEqual([
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
  });

  it('stores nothing in a dry run', async () => {
    const { cluster, deploy } = setUp();
    expect(await deploy(undefined, { dryRun: true })).toMatchObject({
      dryRun: true,
      objects: [{ result: 'created' }, { result: 'created' }],
    });
    expect(cluster.stored).toEqual([]);
  });

  it('stores nothing when one object of the dry run is refused, and names them all', async () => {
    const { cluster, deploy } = setUp();
    cluster.refuse(
      /deployments/,
      new ClusterRequestError(
        'conflict',
        'HTTP 409: conflict with "night-shift": .spec.replicas',
      ),
    );
    cluster.refuse(
      /serviceaccounts/,
      new ClusterRequestError(
        'rejected',
        'HTTP 422: metadata.labels: Invalid value',
      ),
    );
    await expect(deploy()).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(
        /ServiceAccount chat: HTTP 422[^]*Deployment chat: HTTP 409: conflict with "night-shift"[^]*nothing was applied/,
      ),
    });
    expect(cluster.stored).toEqual([]);
  });

  it('says what was applied when the cluster changes its mind in the middle', async () => {
    const { cluster, deploy } = setUp();
    cluster.refuse(
      /deployments/,
      new ClusterRequestError('timeout', 'eu did not answer within 30 s.'),
      false,
    );
    await expect(deploy()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        /Applied: ServiceAccount chat\. Not applied: Deployment chat\. Applying the same again is safe/,
      ),
    });
    expect(cluster.stored).toEqual(['ServiceAccount chat']);
  });

  it('counts the GPUs that it holds already, and warns of an autoscaler that wants more than there are', async () => {
    const { cluster, deploy } = setUp();
    const path = '/api/v1/namespaces/support/resourcequotas/gpus';
    cluster.put(path, quota('support', 4, 2));
    await deploy([workload(), account()]);
    cluster.put(path, quota('support', 4, 4));
    expect((await deploy([workload(), account()])).warnings).toEqual([]);
    expect((await deploy([workload(), account(), scaler(8)])).warnings).toEqual(
      [expect.stringContaining('The autoscaler may want 8 GPUs')],
    );
    await expect(
      deploy([workload({ gpus: 2 }), account()]),
    ).rejects.toMatchObject({
      statusCode: 422,
      message: expect.stringMatching(
        /may hold 4 GPUs .* and holds 4: 2 GPUs more do not fit/,
      ),
    });
  });

  it('does not take over the object of another team', async () => {
    const { deploy } = setUp({ owns: [SUPPORT, 'group:default/search'] });
    await deploy();
    const other = [
      {
        ...workload(),
        metadata: {
          name: 'chat',
          annotations: { 'inference-portal/owner': 'group:default/search' },
        },
      },
      account(),
    ];
    await expect(
      deploy(other, { owner: 'group:default/search' }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(
        'Deployment chat belongs to group:default/support',
      ),
    });
  });

  it.each<[string, Parameters<ReturnType<typeof setUp>['deploy']>, string]>([
    [
      'the namespace of another team',
      [undefined, { namespace: 'search' }],
      'belongs to group:default/search',
    ],
    [
      'a namespace of nobody',
      [undefined, { namespace: 'sandbox' }],
      'Nobody owns namespace sandbox',
    ],
    [
      'a namespace of Kubernetes',
      [undefined, { namespace: 'kube-system' }],
      'belongs to Kubernetes itself',
    ],
    [
      'a namespace that is not there',
      [undefined, { namespace: 'nowhere' }],
      'there is no nowhere on eu',
    ],
    [
      'an owner who would pay for it unasked',
      [[account()], { owner: 'group:default/search' }],
      'you may not deploy for group:default/search',
    ],
    [
      'an owner that is none',
      [undefined, { owner: 'service:x' }],
      'owner: "service:x" is not an owner',
    ],
    [
      'an owner beside the one of the objects',
      [
        [
          {
            ...workload(),
            metadata: {
              name: 'chat',
              annotations: { 'inference-portal/owner': 'other' },
            },
          },
          account(),
        ],
      ],
      'names other, and the request group:default/support',
    ],
    [
      'a kind that no server is made of',
      [[{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } }]],
      'objects[0] (Secret x): v1 is not among what the portal applies',
    ],
    [
      'a kind of another group',
      [[{ ...workload(), apiVersion: 'evil.io/v1' }]],
      'evil.io/v1 is not among',
    ],
    [
      'a version that is none',
      [[{ ...workload(), apiVersion: 'apps/v1/../../x' }]],
      'is not among',
    ],
    [
      'another namespace in an object',
      [[{ ...account(), metadata: { name: 'chat', namespace: 'search' } }]],
      'metadata.namespace must be support',
    ],
    [
      'a name that is a path',
      [[account('../nodes/x')]],
      'metadata.name must be a name',
    ],
    [
      'the same object twice',
      [[account(), account()]],
      'ServiceAccount chat is there twice',
    ],
    [
      'a finalizer',
      [[{ ...account(), metadata: { name: 'chat', finalizers: ['x/y'] } }]],
      'metadata.finalizers must not be given',
    ],
    [
      'pods on the network of their node',
      [[workload({ pod: { hostNetwork: true } }), account()]],
      'hostNetwork: pods of the portal stay off their node',
    ],
    [
      'pods that read files of their node',
      [
        [
          workload({
            pod: { volumes: [{ name: 'root', hostPath: { path: '/' } }] },
          }),
          account(),
        ],
      ],
      'volume root: hostPath reaches into the node',
    ],
    [
      'privileged containers',
      [
        [
          workload({
            pod: {
              initContainers: [
                { name: 'setup', securityContext: { privileged: true } },
              ],
            },
          }),
          account(),
        ],
      ],
      'container setup: privileged',
    ],
    [
      'the account of somebody else',
      [[workload()]],
      'serviceAccountName chat: its rights are not known here',
    ],
  ])('refuses %s', async (_, [objects, change], words) => {
    const { cluster, deploy } = setUp();
    await expect(deploy(objects, change)).rejects.toThrow(words);
    expect(cluster.stored).toEqual([]);
  });

  it.each<[string, Parameters<typeof setUp>[0]]>([
    [
      'administrators',
      { owns: ['group:default/admins'], admins: ['group:default/admins'] },
    ],
    ['services', { owns: [], kind: 'service' }],
  ])('of %s may go anywhere', async (_, options) => {
    const { deploy } = setUp(options);
    expect(
      (await deploy(undefined, { namespace: 'sandbox' })).objects,
    ).toHaveLength(2);
  });
});
