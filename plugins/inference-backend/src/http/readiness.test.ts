import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  inferenceServerReadPermission,
  type ReadinessItem,
} from '@inference-portal/plugin-inference-common';
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

describe('readiness of a server', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const get = async (id: string, servers: PolicyDecision = ALLOW) =>
    request(await startRouter(databases, { servers, dataSources: ALLOW })).get(
      `/model-servers/${id}/readiness`,
    );
  const resultOf = (items: ReadinessItem[], code: string) =>
    items.find(item => item.code === code)?.result;

  it('is told rule by rule, with evidence and where it is said how to fix it', async () => {
    const { status, body } = await get(CHAT);
    expect({ status, error: body.error }).toEqual({ status: 200 });
    expect(body).toMatchObject({ serverId: CHAT, revision: 2 });
    expect(resultOf(body.items, 'startup-budget')).toBe('fail');
    expect(resultOf(body.items, 'autoscaling')).toBe('unknown');
    // The revision before is known, and its image has a version.
    expect(
      body.items.find(({ code }: ReadinessItem) => code === 'rollback-target'),
    ).toMatchObject({
      result: 'pass',
      fix: 'readiness.md#rollback-target',
      evidence: expect.arrayContaining([
        {
          name: 'previousImage',
          value: 'vllm/vllm-openai:v0.10.2',
          source: 'revisions',
        },
      ]),
    });
    expect(body.counts.fail + body.counts.unknown).toBeGreaterThan(0);
  });

  it('looks for the model on other clusters among the servers that the caller may read', async () => {
    const all = await get(CHAT);
    expect(resultOf(all.body.items, 'second-cluster')).not.toBe('unknown');
    const own = await get(CHAT, OWN_ONLY);
    expect(own.status).toBe(200);
    expect(resultOf(own.body.items, 'second-cluster')).toBe('unknown');
  });

  it('is refused to those who may not read the server', async () => {
    const { status, body } = await get(RERANK, OWN_ONLY);
    expect(status).toBe(403);
    expect(body.error.message).toContain('You may not read model server');
  });

  it('is answered with 404 for an id that nobody recorded', async () => {
    expect((await get('nobody')).status).toBe(404);
  });
});
