import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
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
const ALLOW: DefinitivePolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: DefinitivePolicyDecision = { result: AuthorizeResult.DENY };
const OWN_ONLY = createInferenceServerConditionalDecision(
  inferenceServerReadPermission,
  inferenceServerConditions.isOwner({ owners: ['group:default/support'] }),
);

describe('createRouter', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  const start = (
    servers: PolicyDecision = ALLOW,
    sources: DefinitivePolicyDecision = ALLOW,
  ) => startRouter(databases, { servers, dataSources: sources });

  const names = (response: request.Response) =>
    response.body.items.map((item: { name: string }) => item.name);

  it('lists model servers a page at a time', async () => {
    const server = await start();
    const first = await request(server).get('/model-servers?limit=2');
    expect(first.status).toBe(200);
    expect(names(first)).toEqual(['chat', 'ocr']);
    const second = await request(server)
      .get('/model-servers')
      .query({ limit: 2, cursor: first.body.nextCursor });
    expect(names(second)).toEqual(['rerank']);
    expect(second.body).not.toHaveProperty('nextCursor');
  });

  it('takes query parameters once or repeated', async () => {
    const server = await start();
    const list = async (query: string) =>
      names(await request(server).get(`/model-servers?${query}`));
    expect(await list('owner=group:default/support')).toEqual(['chat']);
    expect(await list('owner=group:default/support&owner=none')).toEqual([
      'chat',
      'rerank',
    ]);
    expect(await list('cluster=us-east&state=crash-looping')).toEqual(['ocr']);
    expect(await list('namespace=search')).toEqual(['rerank']);
    expect(await list('runtime=vllm&model=Qwen%2FQwen3-32B&q=OCR')).toEqual([
      'ocr',
    ]);
    expect(await list('entityRef=component:default/nobody')).toEqual([]);
    expect(await list('q=%20')).toEqual(['chat', 'ocr', 'rerank']);
  });

  it('gives one server with its pods, and its revisions', async () => {
    const server = await start();
    const one = await request(server).get(`/model-servers/${CHAT}`);
    expect(one.body).toMatchObject({ name: 'chat', pods: [{ gpus: 2 }] });
    const revisions = await request(server).get(
      `/model-servers/${CHAT}/revisions`,
    );
    expect(revisions.body.items).toMatchObject([
      { number: 2, current: true },
      { number: 1, source: 'cluster-history' },
    ]);
  });

  it('answers 400 to requests that do not fit the document', async () => {
    const server = await start();
    for (const path of [
      '/model-servers?limit=0',
      '/model-servers?limit=1001',
      '/model-servers?limit=ten',
      '/model-servers?runtime=abacus',
      '/model-servers?colour=red',
      '/model-servers?cursor=nonsense',
      `/model-servers/${CHAT}/revisions?cursor=nonsense`,
      `/model-servers/${'x'.repeat(65)}`,
    ]) {
      const { status, body } = await request(server).get(path);
      expect([path, status, body.error.name]).toEqual([
        path,
        400,
        'InputError',
      ]);
    }
  });

  it('says where ids come from when it answers 404', async () => {
    const server = await start();
    for (const path of ['ms-nobody', 'ms-nobody/revisions', '%00']) {
      const { status, body } = await request(server).get(
        `/model-servers/${path}`,
      );
      expect([path, status]).toEqual([path, 404]);
      expect(body.error).toMatchObject({
        name: 'NotFoundError',
        message: expect.stringContaining('GET /model-servers'),
      });
    }
  });

  it('answers 401 to nobody and 200 to users and services', async () => {
    const server = await start();
    for (const path of [
      '/model-servers',
      `/model-servers/${CHAT}`,
      `/model-servers/${CHAT}/revisions`,
      '/summary',
      '/data-sources',
    ]) {
      const statuses: number[] = [];
      for (const as of [
        mockCredentials.none,
        mockCredentials.user,
        mockCredentials.service,
      ]) {
        const response = await request(server)
          .get(path)
          .set('Authorization', as.header());
        statuses.push(response.status);
      }
      expect([path, ...statuses]).toEqual([path, 401, 200, 200]);
    }
  });

  it('answers 403 when a policy denies reading servers', async () => {
    const server = await start(DENY);
    for (const path of [
      '/model-servers',
      `/model-servers/${CHAT}`,
      '/model-servers/ms-nobody',
      '/summary',
    ]) {
      const { status, body } = await request(server).get(path);
      expect([path, status]).toEqual([path, 403]);
      expect(body.error.message).toContain('inference.server.read');
    }
  });

  it('shows only what a condition lets through', async () => {
    const server = await start(OWN_ONLY);
    expect(names(await request(server).get('/model-servers'))).toEqual([
      'chat',
    ]);
    expect(
      names(await request(server).get('/model-servers?owner=none')),
    ).toEqual([]);
    expect((await request(server).get(`/model-servers/${CHAT}`)).status).toBe(
      200,
    );
    for (const path of [
      `/model-servers/${RERANK}`,
      `/model-servers/${RERANK}/revisions`,
    ]) {
      expect((await request(server).get(path)).status).toBe(403);
    }
    expect((await request(server).get('/summary')).body).toMatchObject({
      servers: 1,
      byOwner: [{ owner: 'group:default/support', servers: 1, gpusHeld: 2 }],
      gpus: [{ product: 'H100' }],
      needsAttention: [],
    });
  });

  it('sums up the fleet and tells which clusters it could not read', async () => {
    const server = await start();
    const summary = await request(server).get('/summary');
    expect(summary.body).toMatchObject({
      servers: 3,
      gpus: [
        { product: 'H100', free: 3 },
        { product: 'L4', free: 2 },
      ],
      needsAttention: [{ name: 'ocr', state: 'crash-looping' }],
      coverage: {
        clustersTotal: 2,
        clustersReadable: 1,
        reasons: [
          'Cluster eu-west is only partly readable.',
          'Cluster us-east cannot be reached.',
        ],
      },
    });
    const one = await request(server).get('/summary?cluster=eu-west');
    expect(one.body).toMatchObject({
      servers: 2,
      gpus: [{ product: 'H100' }],
    });
  });

  it('shows data sources to those who may read them', async () => {
    const allowed = await request(await start()).get('/data-sources');
    expect(names(allowed)).toEqual(['eu-west', 'us-east', 'fleet']);
    const denied = await request(await start(ALLOW, DENY)).get('/data-sources');
    expect(denied.status).toBe(403);
    expect(denied.body.error.message).toContain('inference.data-source.read');
  });
});
