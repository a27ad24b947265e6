import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  inferencePermissions,
  type DataSource,
} from '@inference-portal/plugin-inference-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import inferencePlugin from './index';

jest.setTimeout(60_000);

const data = {
  backend: { baseUrl: 'http://localhost:7007' },
  inference: {
    clusters: [
      // Nothing listens on port 1.
      { name: 'gone', url: 'http://127.0.0.1:1' },
      { name: 'wrong', url: 'no address' },
    ],
    prometheus: [
      { name: 'main', url: 'http://127.0.0.1:1' },
      { name: 'typo', url: 'http://127.0.0.1:1', token: 'hunter2' },
    ],
  },
};

function start(result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) {
  return startTestBackend({
    features: [
      inferencePlugin,
      mockServices.rootConfig.factory({ data }),
      mockServices.permissions.factory({ result }),
      catalogServiceMock.factory(),
    ],
  });
}

describe('inferencePlugin', () => {
  const paths = [
    '/model-servers',
    '/model-servers/x',
    '/model-servers/x/revisions',
    '/summary',
    '/data-sources',
    '/models',
    '/models/a/b',
    '/model-versions',
    '/registry-conflicts',
  ].map(path => `/api/inference${path}`);

  it('answers nobody without a token', async () => {
    const { server } = await start(AuthorizeResult.ALLOW);
    for (const path of paths) {
      const response = await request(server)
        .get(path)
        .set('authorization', mockCredentials.none.header());
      expect([path, response.status]).toEqual([path, 401]);
    }
  });

  it('shows nothing to users that may read nothing', async () => {
    const { server } = await start(AuthorizeResult.DENY);
    for (const path of paths) {
      const response = await request(server).get(path);
      expect([path, [403, 404].includes(response.status)]).toEqual([
        path,
        true,
      ]);
    }
  });

  it('starts with a wrong and an unreachable cluster and tells what is wrong with each source', async () => {
    const { server } = await start(AuthorizeResult.ALLOW);
    const { status, body, text } = await request(server).get(
      '/api/inference/data-sources',
    );
    expect(status).toBe(200);
    const sources = new Map(
      (body.items as DataSource[]).map(source => [source.id, source]),
    );
    expect([...sources.keys()].sort()).toEqual([
      'cluster:gone',
      'cluster:wrong',
      'prometheus:main',
      'prometheus:typo',
      'registry:catalog',
    ]);
    expect(sources.get('cluster:wrong')).toMatchObject({
      status: 'misconfigured',
      issues: [{ message: expect.stringContaining('inference.clusters[1]') }],
    });
    expect(sources.get('prometheus:typo')).toMatchObject({
      status: 'misconfigured',
      issues: [{ message: expect.stringContaining('token') }],
    });
    expect(['starting', 'unreachable']).toContain(
      sources.get('cluster:gone')?.status,
    );
    expect(text).not.toContain('hunter2');
    const servers = await request(server).get('/api/inference/model-servers');
    expect(servers.body).toEqual({ items: [] });
  });

  it('tells the permission system its rules', async () => {
    const { server } = await start(AuthorizeResult.ALLOW);
    const { body } = await request(server).get(
      '/api/inference/.well-known/backstage/permissions/metadata',
    );
    expect(
      body.permissions
        .map((permission: { name: string }) => permission.name)
        .sort(),
    ).toEqual(inferencePermissions.map(({ name }) => name).sort());
    expect(
      body.rules.map((rule: { name: string }) => rule.name).sort(),
    ).toEqual([
      'IN_CLUSTER',
      'IN_CLUSTER',
      'IN_NAMESPACE',
      'IN_NAMESPACE',
      'IS_OWNER',
      'IS_OWNER',
      'IS_OWNER',
    ]);
  });
});
