import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type express from 'express';
import request from 'supertest';
import { startRouter } from '../__testUtils__/startRouter';

jest.setTimeout(120_000);

const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const DENY = { result: AuthorizeResult.DENY } as const;

const body = {
  cluster: 'eu-west',
  namespace: 'support',
  owner: 'group:default/support',
  dryRun: true,
  objects: [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'chat' } },
  ],
};

describe('/deployments', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let app: express.Express;
  let closed: express.Express;

  beforeAll(async () => {
    app = await startRouter(databases, { servers: ALLOW, dataSources: ALLOW });
    closed = await startRouter(databases, { servers: DENY, dataSources: DENY });
  });

  const post = (given: object, to = app) =>
    request(to)
      .post('/deployments')
      .set('authorization', mockCredentials.user.header())
      .send(given);
  const list = (to = app) =>
    request(to)
      .get('/deployment-targets')
      .set('authorization', mockCredentials.user.header());

  it('has no targets where no cluster is configured', async () => {
    const { body: answer, status } = await list();
    expect([status, answer]).toEqual([200, { items: [], problems: [] }]);
  });

  it('names the clusters that there are when asked for another', async () => {
    const { body: answer, status } = await post(body);
    expect([status, answer.error?.message]).toEqual([
      404,
      'cluster: eu-west is not configured; there are none',
    ]);
  });

  it('is a dry run only when asked for', async () => {
    const { dryRun: _dryRun, ...rest } = body;
    expect((await post(rest)).status).toBe(404);
  });

  it.each<[string, object, string]>([
    ['no cluster', { cluster: undefined }, 'cluster'],
    ['no owner', { owner: '' }, 'owner'],
    ['no objects', { objects: [] }, 'objects'],
    ['an object without a kind', { objects: [{ apiVersion: 'v1' }] }, 'kind'],
    [
      'an object without a name',
      { objects: [{ apiVersion: 'v1', kind: 'Service', metadata: {} }] },
      'objects.0.metadata.name',
    ],
    ['a field that does not exist', { force: true }, 'force'],
    ['a long namespace', { namespace: 'n'.repeat(64) }, 'namespace'],
  ])('refuses %s and names the field', async (_, change, named) => {
    const { body: answer, status } = await post({ ...body, ...change });
    expect([status, answer.error?.message]).toEqual([
      400,
      expect.stringContaining(named),
    ]);
  });

  it('is closed to callers without credentials, and to those who may not', async () => {
    for (const anonymous of [
      request(app).post('/deployments').send(body),
      request(app).get('/deployment-targets'),
    ]) {
      const { status } = await anonymous.set(
        'authorization',
        mockCredentials.none.header(),
      );
      expect(status).toBe(401);
    }
    const listed = await list(closed);
    expect([listed.status, listed.body.error.message]).toEqual([
      403,
      expect.stringContaining('inference.server.read'),
    ]);
    const tried = await post(body, closed);
    expect([tried.status, tried.body.error.message]).toEqual([
      403,
      'You may not deploy: ask an administrator for inference.server.create',
    ]);
  });
});
