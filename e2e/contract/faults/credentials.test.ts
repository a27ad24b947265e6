import { TestDatabases } from '@backstage/backend-test-utils';
import {
  openStores,
  type OpenStores,
} from '../../../plugins/inference-backend/src/record/__testUtils__/openStores';
import { ok } from '../cluster/KubeHttp';
import { RealCluster } from '../cluster/RealCluster';
import { until } from '../cluster/until';
import { ClientCertificate } from './ClientCertificate';
import { Fleet } from './Fleet';
import { Portal } from './Portal';
import { TcpProxy } from './TcpProxy';
import { TokenFile } from './TokenFile';

const USER = 'portal-reader';
const BINDING = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings';
/** Long enough for the first look at the cluster. */
const SHORT_LIFE_MS = 12_000;
const LONG_LIFE_MS = 3_600_000;

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
let cluster: RealCluster;
let network: TcpProxy;
let stores: OpenStores;
let fleet: Fleet;
let portal: Portal | undefined;

beforeAll(async () => {
  cluster = await RealCluster.open();
});
beforeEach(async () => {
  network = await TcpProxy.start(cluster.kube.server);
  stores = await openStores(databases, 'SQLITE_3');
  fleet = await Fleet.begin(cluster, stores);
  await fleet.create('chat');
  await fleet.create('rerank');
});
afterEach(async () => {
  await portal?.stop();
  await network?.stop();
});
afterAll(async () => {
  await cluster?.close();
});

async function changeUnseen(): Promise<void> {
  await fleet.roll('chat');
  await fleet.roll('chat');
  await fleet.remove('rerank');
  await fleet.create('ocr');
  await fleet.roll('ocr');
}

describe('a client certificate', () => {
  let certificate: ClientCertificate;
  beforeEach(async () => {
    const { pki } = cluster;
    certificate = await ClientCertificate.prepare({
      pki,
      user: USER,
      server: network.url,
    });
    const answer = await cluster.kube.create(BINDING, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: USER },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'inference-portal-observe',
      },
      subjects: [{ kind: 'User', name: USER }],
    });
    if (answer.status !== 409) ok(answer);
  });
  afterEach(async () => {
    await certificate.remove();
    await cluster.kube.remove(`${BINDING}/${USER}`);
  });

  it('that expired is named with its end, and a renewed one is taken up as soon as both of its files are there', async () => {
    await certificate.renew(SHORT_LIFE_MS);
    portal = await Portal.start(stores, { access: certificate.access });
    await portal.healthy();
    await until(
      'the certificate to expire',
      async () => (await certificate.status(cluster.kube.server)) === 401,
    );
    network.cut();
    const expired = await portal.complains('unauthorized', {
      about: /certificate of portal-reader expired at \d{4}-/,
      status: 'misconfigured',
    });
    expect(expired.fix).toMatch(/[Rr]enew/);
    expect(expired.fix).toMatch(/tls\.crt/);
    await changeUnseen();
    await certificate.renew(LONG_LIFE_MS, async () => {
      await portal?.complains('unauthorized', { about: /does not belong to/ });
    });
    await portal.healthy();
    await fleet.recorded(portal);
  });

  it('that is renewed before its end is exchanged without a word', async () => {
    await certificate.renew(SHORT_LIFE_MS);
    portal = await Portal.start(stores, { access: certificate.access });
    await portal.healthy();
    await fleet.roll('chat');
    await certificate.renew(LONG_LIFE_MS);
    network.cut();
    await changeUnseen();
    await portal.healthy();
    await fleet.recorded(portal);
  });
});

describe('a token file', () => {
  let token: TokenFile;
  beforeEach(async () => {
    token = await TokenFile.write(cluster);
    const access = network.through(cluster.productAccess);
    if (access.kind !== 'url') throw new Error('no URL');
    portal = await Portal.start(stores, {
      access: {
        ...access,
        credential: { kind: 'token-file', path: token.path },
      },
    });
    await portal.healthy();
  });
  afterEach(() => token.remove());

  it('whose token was revoked is named, and read again when it changed', async () => {
    const { kube } = cluster;
    await token.revoke();
    await until(
      'the token to be refused',
      async () =>
        (await kube.withToken(token.token).get('/api/v1/nodes')).status === 401,
    );
    network.cut();
    const refused = await portal?.complains('unauthorized', {
      about: /HTTP 401/,
      status: 'misconfigured',
    });
    expect(refused?.fix).toContain(token.path);
    await changeUnseen();
    await token.rotate();
    await portal?.healthy();
    if (portal) await fleet.recorded(portal);
  });
});
