import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  startRegistry,
  type StartedRegistry,
} from '../../__testUtils__/startRegistry';
import {
  createInferenceServerConditionalDecision,
  inferenceServerConditions,
} from '../../permissions';
import { inferenceFindingReadPermission } from '@inference-portal/plugin-inference-common';
import { KnexDetectionRunStore, KnexFindingStore } from '../../record';
import { content, opening } from '../../record/__testUtils__/findings';
import {
  at,
  batch,
  observation,
  ownedBy,
} from '../../record/__testUtils__/observations';

jest.setTimeout(60_000);

const SUPPORT = 'group:default/support';

describe('findings', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let api: StartedRegistry;
  let ids: { chat: string; rerank: string; ocr: string };

  beforeEach(async () => {
    api = await startRegistry(databases);
    const { stores } = api;
    const owners = { chat: SUPPORT, rerank: 'group:default/search', ocr: null };
    const servers = Object.keys(owners).map(name => observation({ name }));
    await stores.inventory.applyBatch(
      batch(1_000, servers),
      new Map(
        servers.map(({ server }, index) => [
          server.id,
          ownedBy(Object.values(owners)[index] ?? null),
        ]),
      ),
      stores.fence,
    );
    const database = mockServices.database({ knex: stores.db });
    const store = await KnexFindingStore.create({ database });
    await store.applyChanges(
      [
        opening('chat'),
        opening('rerank', {
          cause: 'crash-looping',
          content: content({ confidence: 'medium' }),
        }),
        opening('ocr', { cause: 'orphaned' }),
      ],
      at(5_000),
    );
    const runs = await KnexDetectionRunStore.create({ database });
    await runs.save({
      ranAt: at(5_000),
      paused: [
        {
          kind: 'outage',
          cluster: 'us-east',
          since: at(0),
          message: 'No metrics arrive.',
        },
      ],
      completeFrom: [],
    });
    const { body } = await api.as('ada').get('/findings');
    const idOf = (name: string): string =>
      body.items.find((one: { server: { name: string } }) => {
        return one.server.name === name;
      }).id;
    ids = { chat: idOf('chat'), rerank: idOf('rerank'), ocr: idOf('ocr') };
  });

  const limitToSupport = (permission: string) =>
    api.decide(
      permission,
      createInferenceServerConditionalDecision(
        inferenceFindingReadPermission,
        inferenceServerConditions.isOwner({ owners: [SUPPORT] }),
      ),
    );

  it('tells the open ones with their sum, by owner, and where nobody can tell', async () => {
    const { status, body } = await api.as('ada').get('/findings');
    expect([status, body.error]).toEqual([200, undefined]);
    expect(body.totals).toEqual({
      count: 3,
      gpus: 4,
      avoidable: [{ currency: 'USD', micros: 8_620_000_000 }],
      unpriced: 0,
    });
    expect(
      body.byOwner.map((one: { owner: string | null; count: number }) => [
        one.owner,
        one.count,
      ]),
    ).toEqual([
      ['group:default/search', 1],
      [SUPPORT, 1],
      [null, 1],
    ]);
    expect(body.detection).toEqual({
      lastRunAt: new Date(at(5_000)).toISOString(),
      paused: [
        {
          kind: 'outage',
          cluster: 'us-east',
          since: new Date(at(0)).toISOString(),
          readBackTo: null,
          message: 'No metrics arrive.',
        },
      ],
    });
  });

  it('filters, and names a wrong field', async () => {
    const names = async (query: string) => {
      const { status, body } = await api.as('ada').get(`/findings?${query}`);
      return status === 200
        ? body.items.map((one: { server: { name: string } }) => one.server.name)
        : body.error.message;
    };
    expect(await names(`owner=${SUPPORT}`)).toEqual(['chat']);
    expect(await names('owner=none')).toEqual(['ocr']);
    expect(await names('cause=crash-looping&confidence=medium')).toEqual([
      'rerank',
    ]);
    expect(await names('state=resolved')).toEqual([]);
    expect(await names('owner=somebody%3A')).toContain('owner: ');
    expect(await names('state=closed')).toContain('state');
    expect(await names('cursor=x')).toContain('cursor');
  });

  it('tells one with what happened to it', async () => {
    const { body } = await api.as('ada').get(`/findings/${ids.chat}`);
    expect(body).toMatchObject({
      id: ids.chat,
      cause: 'zombie',
      avoidable: true,
      owner: SUPPORT,
      summary: 'Nobody has used it for 23 days, after daily use.',
      stakes: { gpus: 2, nodes: [{ node: 'gpu-node-3', empties: false }] },
      silence: null,
      history: [{ kind: 'opened', by: null }],
    });
    const unknown = await api.as('ada').get('/findings/nowhere');
    expect(unknown.status).toBe(404);
  });

  it('is snoozed, waived and accepted with name, words and end, and every time audited', async () => {
    const snooze = await api
      .as('ada')
      .post(`/findings/${ids.chat}/snooze`, { until: '2026-12-01' });
    expect(snooze.body).toMatchObject({
      state: 'snoozed',
      silence: {
        kind: 'snoozed',
        until: '2026-12-01T00:00:00.000Z',
        reason: null,
        by: 'user:default/ada',
      },
    });
    const waive = await api.as('ada').post(`/findings/${ids.chat}/waive`, {
      until: '2027-02-01T00:00:00Z',
      reason: ' Failover of the first region ',
    });
    expect(waive.body.silence).toMatchObject({
      kind: 'waived',
      reason: 'Failover of the first region',
    });
    const accept = await api.as('ada').post(`/findings/${ids.chat}/accept`, {});
    expect(accept.body).toMatchObject({
      state: 'accepted',
      silence: { until: null },
    });
    expect(
      accept.body.history.map(({ kind }: { kind: string }) => kind),
    ).toEqual(['opened', 'snoozed', 'waived', 'accepted']);
    expect(api.audit).toMatchObject(
      ['snooze', 'waive', 'accept'].map(queryType => ({
        eventId: 'finding-answer',
        meta: { queryType, finding: ids.chat },
        outcome: 'succeeded',
      })),
    );
    const { body } = await api.as('ada').get('/findings');
    expect(body.totals.count).toBe(2);
  });

  it.each([
    ['snooze', { until: '2026-12-25' }, 'more than 30 days'],
    ['snooze', { until: '2026-11-01' }, 'is over'],
    ['snooze', { until: 'soon' }, 'until: '],
    ['snooze', {}, 'until'],
    ['waive', { until: '2027-03-01', reason: 'x' }, 'more than 90 days'],
    ['waive', { until: '2026-12-01' }, 'reason'],
    ['waive', { until: '2026-12-01', reason: '  ' }, 'reason: '],
    ['accept', { until: '2026-12-01' }, 'until is not a known field'],
  ])('is not answered by %s with %j', async (verb, body, message) => {
    const answer = await api
      .as('ada')
      .post(`/findings/${ids.chat}/${verb}`, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(message);
  });

  it('is snoozed with many others, of which some may fail', async () => {
    limitToSupport('inference.finding.update');
    const { body } = await api.as('ada').post('/findings/snooze', {
      ids: [ids.chat, ids.rerank, 'nowhere'],
      until: '2026-12-01',
    });
    expect(body.items).toMatchObject([{ id: ids.chat, state: 'snoozed' }]);
    expect(body.failed).toMatchObject([
      { id: ids.rerank, message: expect.stringContaining('You may not') },
      { id: 'nowhere', message: expect.stringContaining('No finding') },
    ]);
  });

  it('is told and answered as far as permissions on its server go', async () => {
    limitToSupport('inference.finding.read');
    const { body } = await api.as('ada').get('/findings');
    expect(body.items).toMatchObject([{ server: { name: 'chat' } }]);
    expect(body.totals.count).toBe(1);
    // No server of theirs is there.
    expect(body.detection.paused).toEqual([]);
    const other = await api.as('ada').get(`/findings/${ids.rerank}`);
    expect(other.status).toBe(403);

    api.decide('inference.finding.update', { result: AuthorizeResult.DENY });
    const answer = await api.as('ada').post(`/findings/${ids.chat}/accept`, {});
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain('inference.finding.update');
    expect(api.audit).toMatchObject([{ outcome: 'failed' }]);

    api.decide('inference.finding.read', { result: AuthorizeResult.DENY });
    const nothing = await api.as('ada').get('/findings');
    expect(nothing.status).toBe(403);
  });

  it('is no longer answered once it is resolved', async () => {
    const store = await KnexFindingStore.create({
      database: mockServices.database({ knex: api.stores.db }),
    });
    await store.applyChanges(
      [{ kind: 'resolve', id: ids.chat, resolution: 'in-use' }],
      at(9_000),
    );
    const answer = await api.as('ada').post(`/findings/${ids.chat}/accept`, {});
    expect(answer.status).toBe(409);
  });
});
