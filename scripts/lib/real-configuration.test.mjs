import assert from 'node:assert/strict';
import { test } from 'node:test';
import { realConfiguration, tokenVariable } from './real-configuration.mjs';

const planes = [
  {
    cluster: 'demo-eu-west',
    access: { url: 'https://127.0.0.1:21000', token: 'secret', caData: 'Q0E=' },
  },
];

test('points a cluster of the demo at a control plane', () => {
  const [{ clusters }] =
    realConfiguration(planes).kubernetes.clusterLocatorMethods;
  assert.deepEqual(clusters, [
    {
      name: 'demo-eu-west',
      url: 'https://127.0.0.1:21000',
      authProvider: 'serviceAccount',
      serviceAccountToken: '${PORTAL_TOKEN_DEMO_EU_WEST}',
      caData: 'Q0E=',
    },
  ]);
});

test('names the environment variable of a token and never the token', () => {
  assert.equal(tokenVariable('demo-us-east'), 'PORTAL_TOKEN_DEMO_US_EAST');
  assert.equal(
    JSON.stringify(realConfiguration(planes)).includes('secret'),
    false,
  );
});
