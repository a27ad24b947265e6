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
} from '../../permissions';
import { serverId } from '../../record/__testUtils__/observations';
import { startRouter } from '../__testUtils__/startRouter';

jest.setTimeout(60_000);

const CHAT = serverId('eu-west', 'support', 'chat');
const RERANK = serverId('eu-west', 'search', 'rerank');
const OCR = serverId('us-east', 'support', 'ocr');
const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const OWN_ONLY = createInferenceServerConditionalDecision(
  inferenceServerReadPermission,
  inferenceServerConditions.isOwner({ owners: ['group:default/support'] }),
);
const WINDOW = 'from=2026-11-16T22:00:00Z&to=2026-11-17T04:00:00Z';

describe('usage of a server', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const get = async (path: string, servers: PolicyDecision = ALLOW) =>
    request(await startRouter(databases, { servers, dataSources: ALLOW })).get(
      `/model-servers/${path}`,
    );

  it('is told by the hour; what no sample told is null or left out, never 0', async () => {
    const { status, body } = await get(`${CHAT}/usage?${WINDOW}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      granularity: 'hour',
      from: '2026-11-16T22:00:00.000Z',
      to: '2026-11-17T04:00:00.000Z',
      completeFrom: '2026-11-16T22:00:00.000Z',
      completeTo: '2026-11-17T04:00:00.000Z',
    });
    expect(
      body.items.map((item: { start: string; requests: number | null }) => [
        item.start,
        item.requests,
      ]),
    ).toEqual([
      ['2026-11-16T22:00:00.000Z', 120],
      ['2026-11-16T23:00:00.000Z', null],
      ['2026-11-17T02:00:00.000Z', 0],
    ]);
    expect(body.items[0]).toMatchObject({
      latencyMs: { p50: 900, p95: 2_100, p99: 3_000 },
      firstTokenMs: null,
      activeHours: null,
      coverage: { traffic: 1, gpu: 1, gateway: null },
    });
  });

  it('is told by the day, with the hours that saw activity', async () => {
    const { body } = await get(
      `${CHAT}/usage?from=2026-11-16&to=2026-11-18&granularity=day`,
    );
    expect(
      body.items.map(
        (item: { start: string; requests: number; activeHours: number }) => [
          item.start,
          item.requests,
          item.activeHours,
        ],
      ),
    ).toEqual([
      ['2026-11-16T00:00:00.000Z', 120, 2],
      ['2026-11-17T00:00:00.000Z', 0, 0],
    ]);
  });

  it('is told to those who may read the server', async () => {
    expect((await get(`${CHAT}/usage?${WINDOW}`, OWN_ONLY)).status).toBe(200);
    expect((await get(`${RERANK}/usage?${WINDOW}`, OWN_ONLY)).status).toBe(403);
    expect((await get('unheard-of/usage')).status).toBe(404);
  });

  it.each([
    ['from=2026-11-18&to=2026-11-16', 'not later than from'],
    ['from=2026-01-01&to=2026-11-16', '101 days'],
    ['from=2020-01-01&to=2026-11-16&granularity=day', '800'],
    ['from=yesterday', 'from'],
    ['granularity=week', 'granularity'],
  ])('of %s is refused with words', async (query, words) => {
    const { status, body } = await get(`${CHAT}/usage?${query}`);
    expect(status).toBe(400);
    expect(body.error.message).toContain(words);
  });
});

describe('usage of many servers', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const get = async (query: string, servers: PolicyDecision = ALLOW) =>
    request(await startRouter(databases, { servers, dataSources: ALLOW })).get(
      `/usage?${query}`,
    );
  const idsOf = async (query: string, servers?: PolicyDecision) =>
    (await get(query, servers)).body.items.map(
      ({ serverId: id }: { serverId: string }) => id,
    );

  it('is added up over the window; servers of which nobody told anything are left out', async () => {
    const { status, body } = await get(WINDOW);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      from: '2026-11-16T22:00:00.000Z',
      to: '2026-11-17T04:00:00.000Z',
    });
    expect(body.items).toHaveLength(2);
    expect(body.items).toContainEqual({
      serverId: CHAT,
      requests: 120,
      errors: 3,
      latencyMs: { p50: 900, p95: 2_100, p99: 3_000 },
    });
  });

  it('is told of servers that the caller may read, and of those that were asked for', async () => {
    expect(await idsOf(WINDOW, OWN_ONLY)).toEqual([CHAT]);
    expect(await idsOf(`${WINDOW}&server=${RERANK}`)).toEqual([RERANK]);
    expect(await idsOf(`${WINDOW}&server=${OCR}`)).toEqual([]);
    expect(await idsOf(`${WINDOW}&server=${RERANK}`, OWN_ONLY)).toEqual([]);
    const { status } = await get(WINDOW, { result: AuthorizeResult.DENY });
    expect(status).toBe(403);
  });

  it.each([
    ['from=2026-01-01&to=2026-11-16', '31 days'],
    ['to=tomorrow', 'to'],
  ])('of %s is refused with words', async (query, words) => {
    const { status, body } = await get(query);
    expect(status).toBe(400);
    expect(body.error.message).toContain(words);
  });
});
