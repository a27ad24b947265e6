import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  inferenceServerReadPermission,
  type ReadinessItem,
  type ReadinessScores,
  type ReadinessServer,
  type ReadinessTeam,
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

describe('readiness of all servers', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const start = async (servers: PolicyDecision = ALLOW) =>
    request(await startRouter(databases, { servers, dataSources: ALLOW }));

  it('says of every server what its own scorecard says', async () => {
    const api = await start();
    const { status, body } = await api.get('/readiness/servers');
    expect({ status, error: body.error }).toEqual({ status: 200 });
    expect(body.items).toHaveLength(3);
    for (const item of body.items as ReadinessServer[]) {
      const own = await api.get(`/model-servers/${item.server.id}/readiness`);
      const rules = own.body.items as ReadinessItem[];
      const codesOf = (wanted: string) =>
        rules.filter(({ result }) => result === wanted).map(({ code }) => code);
      expect({ name: item.server.name, ...item.counts }).toEqual({
        name: item.server.name,
        ...own.body.counts,
      });
      expect(item.fail).toEqual(codesOf('fail'));
      expect(item.unknown).toEqual(codesOf('unknown'));
    }
  });

  it('counts its rules, of all servers or of those that are named', async () => {
    const api = await start();
    const listed = await api.get('/readiness/servers');
    const servers = listed.body.items as ReadinessServer[];
    const { status, body } = await api.get('/readiness/scores');
    expect({ status, error: body.error }).toEqual({ status: 200 });
    const sorted = (scores: ReadinessScores['items']) =>
      [...scores].sort((a, b) => (a.serverId < b.serverId ? -1 : 1));
    expect(sorted(body.items)).toEqual(
      sorted(
        servers.map(({ server, counts }) => ({ serverId: server.id, counts })),
      ),
    );
    const one = await api.get(`/readiness/scores?server=${CHAT}&server=nobody`);
    expect(one.body.items).toEqual([
      expect.objectContaining({ serverId: CHAT }),
    ]);
  });

  it('adds them up by owner, and over all', async () => {
    const api = await start();
    const { status, body } = await api.get('/readiness?groupBy=owner');
    expect({ status, error: body.error }).toEqual({ status: 200 });
    const teams = body.items as ReadinessTeam[];
    expect(new Set(teams.map(({ owner }) => owner))).toEqual(
      new Set(['group:default/support', 'group:default/documents', null]),
    );
    expect(body.servers).toBe(3);
    expect(body.counts.fail).toBe(
      teams.reduce((sum, { counts }) => sum + counts.fail, 0),
    );
    expect(body.rules).toHaveLength(23);
    const fails = teams.map(({ counts }) => counts.fail);
    expect(fails).toEqual([...fails].sort((a, b) => b - a));
  });

  it('narrows to owners, clusters and the answer of a rule', async () => {
    const api = await start();
    const names = async (query: string) => {
      const { body } = await api.get(`/readiness/servers?${query}`);
      return (body.items as ReadinessServer[]).map(({ server }) => server.name);
    };
    expect(await names('owner=none')).toEqual(['rerank']);
    expect(await names('cluster=us-east')).toEqual(['ocr']);
    expect(await names('rule=startup-budget')).toHaveLength(3);
    expect(await names('rule=startup-budget&result=pass')).toEqual([]);
    expect(await names('result=unknown')).toHaveLength(3);
  });

  it('goes through all of them page by page, the worst first', async () => {
    const api = await start();
    const whole = await api.get('/readiness/servers');
    const paged: ReadinessServer[] = [];
    let cursor = '';
    do {
      const { body } = await api.get(`/readiness/servers?limit=1${cursor}`);
      paged.push(...body.items);
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
    } while (cursor !== '' && paged.length < 10);
    expect(paged).toEqual(whole.body.items);
    const fails = paged.map(({ counts }) => counts.fail);
    expect(fails).toEqual([...fails].sort((a, b) => b - a));
  });

  it('shows only servers that the caller may read, and judges by those alone', async () => {
    const api = await start(OWN_ONLY);
    const { body } = await api.get('/readiness');
    expect(body).toMatchObject({
      servers: 1,
      items: [{ owner: 'group:default/support', servers: 1 }],
    });
    const { body: page } = await api.get(
      '/readiness/servers?rule=second-cluster&result=unknown',
    );
    expect(page.items).toHaveLength(1);
    const { body: scores } = await api.get('/readiness/scores');
    expect(scores.items).toEqual([expect.objectContaining({ serverId: CHAT })]);
  });

  it('is refused to those who may read no server', async () => {
    const api = await start({ result: AuthorizeResult.DENY });
    for (const path of [
      '/readiness',
      '/readiness/servers',
      '/readiness/scores',
    ]) {
      expect((await api.get(path)).status).toBe(403);
    }
  });

  it('refuses more servers than one question may name', async () => {
    const many = Array.from({ length: 201 }, (_, i) => `server=s${i}`);
    const { status, body } = await (
      await start()
    ).get(`/readiness/scores?${many.join('&')}`);
    expect(status).toBe(400);
    expect(body.error.message).toContain('server');
  });

  it.each([
    ['/readiness?owner=a%20b', 'owner'],
    ['/readiness?groupBy=color', 'groupBy'],
    ['/readiness?rollUp=-1', 'rollUp'],
    ['/readiness/servers?rule=nothing', 'rule'],
    ['/readiness/servers?cursor=x', 'cursor'],
  ])('refuses %s and names the field', async (path, field) => {
    const { status, body } = await (await start()).get(path);
    expect(status).toBe(400);
    expect(body.error.message).toContain(field);
  });
});
