import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { serverId } from '../../record/__testUtils__/observations';
import { startRouter } from '../__testUtils__/startRouter';

jest.setTimeout(120_000);

const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const DENY = { result: AuthorizeResult.DENY } as const;
const CHAT = serverId('eu-west', 'support', 'chat');

describe('GET /model-servers/{id}/gpu-plan', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('answers plan and cache of a server, each with a reason where it is not known', async () => {
    const app = await startRouter(databases, {
      servers: ALLOW,
      dataSources: ALLOW,
    });
    const { status, body } = await request(app)
      .get(`/model-servers/${CHAT}/gpu-plan`)
      .set('authorization', mockCredentials.user.header());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      serverId: CHAT,
      actual: null,
      actualReason: expect.stringMatching(/^No Prometheus/),
      differencePercent: null,
    });
    expect((body.planned === null) === (body.plannedReason !== null)).toBe(
      true,
    );
    const unknown = await request(app)
      .get('/model-servers/nobody/gpu-plan')
      .set('authorization', mockCredentials.user.header());
    expect(unknown.status).toBe(404);
  });

  it('is closed to those who may not read the server', async () => {
    const app = await startRouter(databases, {
      servers: DENY,
      dataSources: DENY,
    });
    const { status } = await request(app)
      .get(`/model-servers/${CHAT}/gpu-plan`)
      .set('authorization', mockCredentials.user.header());
    expect(status).toBe(403);
  });
});
