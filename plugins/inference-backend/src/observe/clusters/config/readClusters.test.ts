import { ConfigReader } from '@backstage/config';
import { readClusters } from './readClusters';

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const CA_DATA = Buffer.from(PEM).toString('base64');

function read(data: object) {
  return readClusters(new ConfigReader(JSON.parse(JSON.stringify(data))));
}

function readOne(entry: object) {
  return read({ inference: { clusters: [entry] } });
}

describe('readClusters', () => {
  it('reads the three ways in', () => {
    const { clusters, problems } = read({
      inference: {
        clusters: [
          {
            name: 'eu-west',
            title: 'Europe West',
            labels: { 'topology.kubernetes.io/region': 'eu-west-1' },
            url: 'https://203.0.113.7:6443/',
            serviceAccountToken: 'secret',
            caData: CA_DATA,
          },
          { name: 'us-east', kubeconfig: '/etc/kube/config', context: 'us' },
          { name: 'own', inCluster: true, paused: true },
        ],
      },
    });
    expect(problems).toEqual([]);
    expect(clusters).toEqual([
      {
        name: 'eu-west',
        title: 'Europe West',
        labels: { 'topology.kubernetes.io/region': 'eu-west-1' },
        paused: false,
        configKey: 'inference.clusters[0]',
        warnings: [],
        access: {
          kind: 'url',
          url: 'https://203.0.113.7:6443',
          credential: { kind: 'token', token: 'secret' },
          caData: CA_DATA,
          caFile: null,
          skipTlsVerify: false,
        },
      },
      expect.objectContaining({
        name: 'us-east',
        access: { kind: 'kubeconfig', path: '/etc/kube/config', context: 'us' },
      }),
      expect.objectContaining({
        name: 'own',
        paused: true,
        access: { kind: 'in-cluster' },
      }),
    ]);
  });

  it('takes a PEM certificate in caData as well', () => {
    const { clusters } = readOne({ name: 'a', url: 'https://a', caData: PEM });
    expect(clusters[0]?.access).toMatchObject({ caData: CA_DATA });
  });

  it.each([
    [
      { name: 'a' },
      'inference.clusters[0].url is missing',
      'exactly one way in',
    ],
    [
      { name: 'a', url: 'https://a', inCluster: true },
      'inference.clusters[0].inCluster stands beside url',
      'exactly one way in',
    ],
    [{ name: 'a', url: 'a:6443:1' }, 'inference.clusters[0].url', 'https://'],
    [
      { name: 'a', url: 'https://me:hunter2@a' },
      'inference.clusters[0].url contains a user name or password',
      'serviceAccountToken',
    ],
    [
      { name: 'a', url: 'https://a', caData: 'hunter2' },
      'inference.clusters[0].caData is not a PEM certificate in base64',
      'certificate-authority-data',
    ],
    [
      { name: 'a', url: 'https://a', skipTlsVerify: true },
      'inference.clusters[0].skipTlsVerify is not a known key',
      'Write skipTLSVerify.',
    ],
    [
      { name: 'a', url: 'https://a', bearer: 'hunter2' },
      'inference.clusters[0].bearer is not a known key',
      'known keys are name,',
    ],
    [
      { name: 'a', url: 'https://a', serviceAccountToken: '' },
      'inference.clusters[0].serviceAccountToken is empty',
      'environment variable',
    ],
    [
      { name: 'a', url: 'https://a', serviceAccountToken: 12345 },
      'inference.clusters[0].serviceAccountToken is missing or not of type string',
      'type string',
    ],
    [
      { name: 'a', url: 'https://a', serviceAccountToken: 'hunter2 x' },
      'inference.clusters[0].serviceAccountToken contains white space',
      'one line',
    ],
    [
      { name: 'a', kubeconfig: '/k', serviceAccountToken: 'hunter2' },
      'inference.clusters[0].serviceAccountToken has no effect with kubeconfig',
      'Remove it',
    ],
    [
      { name: 'a', url: 'https://a', context: 'x' },
      'inference.clusters[0].context needs kubeconfig',
      'use kubeconfig',
    ],
  ])(
    'names the key and the fix of %j, and no secret',
    (entry, message, fix) => {
      const { clusters, problems } = readOne(entry);
      expect(clusters).toEqual([]);
      expect(problems).toEqual([
        {
          name: 'a',
          configKey: 'inference.clusters[0]',
          code: 'config',
          message: expect.stringContaining(message),
          fix: expect.stringContaining(fix),
        },
      ]);
      expect(JSON.stringify(problems)).not.toContain('hunter2');
      expect(JSON.stringify(problems)).not.toContain('12345');
    },
  );

  it('keeps good clusters beside wrong entries, each of which has a name of its own', () => {
    const { clusters, problems } = read({
      inference: {
        clusters: [
          { name: 'good', url: 'https://good' },
          { url: 'https://nameless' },
          { name: 'good', url: 'https://other' },
          { name: 'good', url: 'nonsense' },
          'text',
        ],
      },
    });
    expect(clusters.map(({ name }) => name)).toEqual(['good']);
    expect(problems.map(({ name }) => name)).toEqual([
      'inference.clusters[1]',
      'inference.clusters[2]',
      'inference.clusters[3]',
      'inference.clusters[4]',
    ]);
    expect(problems[1]?.message).toBe(
      'inference.clusters[2].name is good, which inference.clusters[0] has already.',
    );
  });

  it('warns of TLS without verification and of plain http beyond this machine', () => {
    const warnings = (entry: object) =>
      readOne({ name: 'a', ...entry }).clusters[0]?.warnings;
    expect(warnings({ url: 'https://a', skipTLSVerify: true })).toMatchObject([
      { code: 'tls', fix: expect.stringContaining('caData') },
    ]);
    expect(warnings({ url: 'http://10.0.0.1:8080' })).toMatchObject([
      { code: 'tls' },
    ]);
    expect(warnings({ url: 'http://127.0.0.1:8001' })).toEqual([]);
    expect(warnings({ url: 'https://a' })).toEqual([]);
  });

  it('says that a list is wanted', () => {
    const { problems } = read({ inference: { clusters: { name: 'a' } } });
    expect(problems).toMatchObject([
      {
        name: 'inference.clusters',
        message: 'inference.clusters is not a list.',
      },
    ]);
  });

  it('finds no clusters where none are configured', () => {
    const nothing = { clusters: [], problems: [] };
    expect(read({})).toEqual(nothing);
    expect(read({ kubernetes: null })).toEqual(nothing);
    expect(read({ inference: { clusters: [] } })).toEqual(nothing);
  });

  describe("with the clusters of Backstage's Kubernetes plugin", () => {
    function readPlugin(...methods: object[]) {
      return read({ kubernetes: { clusterLocatorMethods: methods } });
    }

    it('reads clusters with a service account', () => {
      const { clusters, problems } = readPlugin({
        type: 'config',
        clusters: [
          {
            name: 'eu-west',
            url: 'https://eu',
            authProvider: 'serviceAccount',
            serviceAccountToken: 'secret',
            caFile: '/ca.crt',
            skipMetricsLookup: true,
          },
          {
            name: 'own',
            url: 'https://own',
            authMetadata: { 'kubernetes.io/auth-provider': 'serviceAccount' },
          },
        ],
      });
      expect(problems).toEqual([]);
      expect(clusters).toMatchObject([
        {
          name: 'eu-west',
          configKey: 'kubernetes.clusterLocatorMethods[0].clusters[0]',
          access: {
            credential: { kind: 'token', token: 'secret' },
            caFile: '/ca.crt',
          },
        },
        {
          name: 'own',
          access: {
            credential: {
              kind: 'token-file',
              path: '/var/run/secrets/kubernetes.io/serviceaccount/token',
            },
          },
        },
      ]);
    });

    it('reads the local kubectl proxy', () => {
      const { clusters } = readPlugin({ type: 'localKubectlProxy' });
      expect(clusters).toMatchObject([
        { name: 'local', access: { url: 'http://localhost:8001' } },
      ]);
    });

    it('names the key and the fix for what it cannot use, and keeps the rest', () => {
      const { clusters, problems } = readPlugin(
        {
          type: 'config',
          clusters: [
            { name: 'gke', url: 'https://g', authProvider: 'google' },
            { name: 'bare', url: 'https://b' },
            { name: 'good', url: 'https://c', authProvider: 'serviceAccount' },
            { name: 'odd', url: 7, authProvider: 'serviceAccount' },
          ],
        },
        { type: 'catalog' },
      );
      expect(clusters.map(({ name }) => name)).toEqual(['good']);
      expect(problems.map(({ message }) => message)).toEqual([
        'kubernetes.clusterLocatorMethods[0].clusters[0].authProvider is google, with which clusters cannot be watched.',
        'kubernetes.clusterLocatorMethods[0].clusters[1].authProvider is missing.',
        'kubernetes.clusterLocatorMethods[0].clusters[3].url is not of the expected type.',
        'kubernetes.clusterLocatorMethods[1].type is catalog; clusters are read from entries of type config only.',
      ]);
      for (const { fix } of problems) {
        expect(fix).toContain('inference.clusters');
      }
    });

    it('prefers inference.clusters', () => {
      const { clusters } = read({
        inference: { clusters: [{ name: 'a', url: 'https://a' }] },
        kubernetes: { clusterLocatorMethods: [{ type: 'localKubectlProxy' }] },
      });
      expect(clusters.map(({ name }) => name)).toEqual(['a']);
    });
  });
});
