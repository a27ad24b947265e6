import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { inferenceServerReadPermission } from '@inference-portal/plugin-inference-common';
import request from 'supertest';
import {
  createInferenceServerConditionalDecision,
  inferenceServerConditions,
} from '../permissions';
import { serverId } from '../record/__testUtils__/observations';
import { startRouter } from './__testUtils__/startRouter';

jest.setTimeout(60_000);

const CHAT = serverId('eu-west', 'support', 'chat');
const RERANK = serverId('eu-west', 'search', 'rerank');
const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const OWN_ONLY = createInferenceServerConditionalDecision(
  inferenceServerReadPermission,
  inferenceServerConditions.isOwner({ owners: ['group:default/support'] }),
);

describe('the release of a server', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const get = async (path: string, servers: PolicyDecision = ALLOW) =>
    request(await startRouter(databases, { servers, dataSources: ALLOW })).get(
      path,
    );

  it('is told with its revision, unjudged where it is old', async () => {
    const { status, body } = await get(`/model-servers/${CHAT}/release`);
    expect({ status, error: body.error }).toEqual({ status: 200 });
    expect(body).toMatchObject({
      server: { id: CHAT, name: 'chat', cluster: 'eu-west' },
      revision: 2,
      judgement: null,
    });
  });

  it('is told to those who may read the server', async () => {
    const own = await get(`/model-servers/${CHAT}/release`, OWN_ONLY);
    expect(own.status).toBe(200);
    const other = await get(`/model-servers/${RERANK}/release`, OWN_ONLY);
    expect(other.status).toBe(403);
    expect((await get('/model-servers/nobody/release')).status).toBe(404);
  });

  it('is not listed while nothing is worse', async () => {
    const { status, body } = await get('/failing-releases');
    expect({ status, body }).toEqual({ status: 200, body: { items: [] } });
  });
});
