import type { V1Secret } from '@kubernetes/client-node';
import { createScalingReader } from '../../../plugins/inference-backend/src/observe/clusters/scaling/ScalingReader';
import type { ContractCluster } from '../cluster/ContractCluster';
import { installMinimalCrds } from '../cluster/minimalCrds';
import { openCluster } from '../cluster/openCluster';
import { shippedRules } from '../cluster/RealCluster';
import { until } from '../cluster/until';
import { Observation } from './Observation';
import { RecordingProxy } from './RecordingProxy';

let cluster: ContractCluster;
let proxy: RecordingProxy;
let observation: Observation;
/** Definitions that this file made, to be taken away again. */
let made: readonly string[] = [];
/** Kinds that scorecards ask for, beside those that are watched; not every cluster has them. */
const ASKED_FOR = [
  {
    group: 'keda.sh',
    version: 'v1alpha1',
    plural: 'scaledobjects',
    kind: 'ScaledObject',
  },
  {
    group: 'monitoring.coreos.com',
    version: 'v1',
    plural: 'prometheusrules',
    kind: 'PrometheusRule',
  },
];
/** Groups of the product's resources that every cluster serves. */
const BUILTIN_GROUPS = ['', 'apps', 'resource.k8s.io'];

beforeAll(async () => {
  cluster = await openCluster();
  proxy = await RecordingProxy.start(cluster.productAccess);
  observation = await Observation.begin(proxy.access, { notInstalledMs: 500 });
});
afterAll(async () => {
  await observation?.stop();
  await proxy?.stop();
  for (const name of made) await cluster.uninstallCrd(name);
  await cluster?.close();
});

/** `list apps/deployments`, from a request that succeeded. */
function permissionsUsed(): Set<string> {
  const used = new Set<string>();
  for (const { path, query, status } of proxy.requests) {
    const match =
      /^\/(?:api|apis\/(?<group>[^/]+))\/v[^/]+\/(?<plural>[^/]+)$/.exec(path);
    if (match?.groups && status === 200) {
      const { group = '', plural } = match.groups;
      const verb = query.get('watch') === 'true' ? 'watch' : 'list';
      used.add(`${verb} ${group}/${plural}`);
    }
  }
  return used;
}

function permissionsGranted(): string[] {
  return shippedRules().flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap(group =>
      resources.flatMap(plural =>
        verbs.map(verb => `${verb} ${group}/${plural}`),
      ),
    ),
  );
}

describe('the shipped role', () => {
  it('grants exactly what the product asks for', async () => {
    const custom = observation.inventory.resources.filter(
      ({ group }) => !BUILTIN_GROUPS.includes(group),
    );
    made = await installMinimalCrds(cluster, [
      ...ASKED_FOR,
      ...custom.flatMap(({ versions, ...kind }) =>
        versions.slice(0, 1).map(version => ({ ...kind, version })),
      ),
    ]);
    // An API server drops the first watches of a kind while it still takes its definition in: that passes, a refusal does not.
    await until('every resource to be watched', async () =>
      observation.source?.resources.every(
        ({ status }) => status === 'watching',
      ),
    ).catch(error => {
      throw new Error(
        `${error}; the data source says ${JSON.stringify(observation.source)}`,
      );
    });
    const scaling = await createScalingReader(
      [{ name: 'watched', access: proxy.access }],
      Date.now,
    ).read('watched');
    expect(Object.values(scaling).map(({ unseen }) => unseen)).toEqual([
      null,
      null,
      null,
    ]);
    const refused = proxy.requests.filter(({ status }) => status === 403);
    expect(refused.map(({ path }) => path)).toEqual([]);
    expect([...permissionsUsed()].sort()).toEqual(permissionsGranted().sort());
  });

  it('lets the product do nothing else', async () => {
    if (cluster.productAccess.kind !== 'url') throw new Error('no URL');
    const { credential } = cluster.productAccess;
    if (credential.kind !== 'token') throw new Error('no token');
    // The simulation knows no roles: whoever is let in may do everything.
    if (cluster.kind === 'simulated') return;
    const product = cluster.kube.withToken(credential.token);
    for (const path of [
      '/api/v1/secrets',
      '/api/v1/configmaps',
      '/api/v1/namespaces/default/pods/any/log',
    ]) {
      expect((await product.get(path)).status).toBe(403);
    }
    expect(
      await product.create('/api/v1/namespaces/default/pods', {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'any' },
        spec: { containers: [{ name: 'any', image: 'any' }] },
      }),
    ).toMatchObject({
      status: 403,
      body: {
        reason: 'Forbidden',
        message:
          'pods is forbidden: User "system:serviceaccount:inference-portal:inference-portal" cannot create resource "pods" in API group "" in the namespace "default"',
      },
    });
  });

  it('comes with a secret whose token works', async () => {
    if (cluster.kind === 'simulated') return;
    const token = await until('the token in the secret', async () => {
      const secret = await cluster.kube.get<V1Secret>(
        '/api/v1/namespaces/inference-portal/secrets/inference-portal-token',
      );
      return secret.body.data?.token;
    });
    const product = cluster.kube.withToken(
      Buffer.from(token, 'base64').toString('utf8'),
    );
    expect((await product.get('/api/v1/nodes')).status).toBe(200);
  });

  it('does not help who comes with a wrong token', async () => {
    const stranger = cluster.kube.withToken('not-a-token');
    expect(await stranger.get('/api/v1/nodes')).toMatchObject({
      status: 401,
      body: { kind: 'Status', reason: 'Unauthorized', code: 401 },
    });
  });
});
