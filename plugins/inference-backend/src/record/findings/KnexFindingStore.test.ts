import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { HOUR_MS } from '../../durations';
import type { FindingFilter } from './FindingStore';
import { content, opening, stakes } from '../__testUtils__/findings';
import {
  at,
  batch,
  joinsOf,
  observation,
  serverId,
} from '../__testUtils__/observations';
import { DATABASE_IDS, openStores } from '../__testUtils__/openStores';
import { KnexFindingStore } from './KnexFindingStore';

jest.setTimeout(60_000);

const ALL: FindingFilter = {
  states: null,
  causes: null,
  confidences: null,
  serverIds: null,
  servers: null,
};

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('KnexFindingStore on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function open(...names: readonly string[]) {
    const stores = await openStores(databases, databaseId);
    const servers = ['support-chat', ...names].map(name =>
      observation({ name }),
    );
    await stores.apply(batch(1_000, servers));
    const store = await KnexFindingStore.create({
      database: mockServices.database({ knex: stores.db }),
    });
    const only = async () => {
      const { items } = await store.list({ filter: ALL, limit: 10 });
      expect(items).toHaveLength(1);
      return items[0];
    };
    return { ...stores, store, only };
  }

  it('remembers a finding with its evidence, its stakes and its server', async () => {
    const { store, only } = await open();
    await store.applyChanges([opening()], at(5_000));

    const finding = await only();
    expect(finding).toMatchObject({
      ...content(),
      cause: 'zombie',
      state: 'open',
      openedAt: at(5_000),
      checkedAt: at(5_000),
      resolvedAt: null,
      silence: null,
      toTell: true,
      toldAt: null,
      server: {
        name: 'support-chat',
        cluster: 'eu-west',
        namespace: 'support',
        owner: 'group:default/support',
        model: 'Qwen/Qwen3-32B',
      },
    });
    expect(await store.find(finding.id)).toEqual(finding);
    expect(await store.listEvents(finding.id)).toMatchObject([
      { at: at(5_000), kind: 'opened', by: null, confidence: 'high' },
    ]);
  });

  it('has one finding for a server and a cause, whoever opens it at the same time', async () => {
    const { store, only } = await open();
    await Promise.all([
      store.applyChanges([opening()], at(5_000)),
      store.applyChanges([opening()], at(5_000)),
    ]);
    const { id } = await only();
    expect(await store.listEvents(id)).toHaveLength(1);
  });

  it('follows the evidence, and leaves a mark when the confidence changes', async () => {
    const { store, only } = await open();
    await store.applyChanges([opening()], at(0));
    const { id } = await only();
    const later = content({
      confidence: 'medium',
      stakes: stakes({ microsPerMonth: 1 }),
    });
    await store.applyChanges(
      [
        {
          kind: 'update',
          id,
          cause: 'zombie',
          content: later,
          confidenceChanged: true,
        },
      ],
      at(HOUR_MS),
    );
    expect(await only()).toMatchObject({ ...later, checkedAt: at(HOUR_MS) });
    expect(await store.listEvents(id)).toMatchObject([
      { kind: 'opened' },
      { kind: 'confidence-changed', confidence: 'medium' },
    ]);
  });

  it('resolves once, and takes back what is found again', async () => {
    const { store, only } = await open();
    await store.applyChanges([opening()], at(0));
    const { id } = await only();
    const resolve = { kind: 'resolve', id, resolution: 'in-use' } as const;
    await store.applyChanges([resolve], at(1_000));
    await store.applyChanges([resolve], at(2_000));
    expect(await only()).toMatchObject({
      state: 'resolved',
      resolution: 'in-use',
      resolvedAt: at(1_000),
    });
    expect(await store.silence(id, snooze(at(HOUR_MS)))).toBe(false);

    await store.applyChanges(
      [
        {
          kind: 'reopen',
          id,
          cause: 'zombie',
          content: content(),
          silence: null,
        },
      ],
      at(3_000),
    );
    expect(await only()).toMatchObject({
      state: 'open',
      resolution: null,
      resolvedAt: null,
      openedAt: at(0),
    });
    expect((await store.listEvents(id)).map(({ kind }) => kind)).toEqual([
      'opened',
      'resolved',
      'reopened',
    ]);
  });

  it('is silent until the end of a snooze, and then raised again', async () => {
    const { store, only } = await open();
    await store.applyChanges([opening()], at(0));
    const { id } = await only();
    expect(await store.claimTelling(id, at(10))).toBe(true);
    expect(await store.silence(id, snooze(at(HOUR_MS)))).toBe(true);
    expect(await only()).toMatchObject({
      state: 'snoozed',
      silence: snooze(at(HOUR_MS)),
    });

    const end = { kind: 'end-silence', id } as const;
    await store.applyChanges([end], at(HOUR_MS - 1));
    expect(await only()).toMatchObject({ state: 'snoozed', toTell: false });
    await store.applyChanges([end], at(HOUR_MS));
    expect(await only()).toMatchObject({
      state: 'open',
      silence: null,
      toTell: true,
    });
  });

  it('lets one of two tell the owner, and gives a failed telling back', async () => {
    const { store, only } = await open();
    await store.applyChanges([opening()], at(0));
    const { id } = await only();
    const due = () =>
      store.listToTell({
        causes: ['zombie'],
        confidences: ['high'],
        limit: 10,
      });
    expect(await due()).toHaveLength(1);
    const claims = await Promise.all([
      store.claimTelling(id, at(1)),
      store.claimTelling(id, at(1)),
    ]);
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await due()).toEqual([]);

    await store.returnTelling(id, null);
    expect(await due()).toMatchObject([{ id, toldAt: null }]);
    expect(await store.listEvents(id)).toMatchObject([{ kind: 'opened' }]);
  });

  it('notes what was done to the server, once for each moment', async () => {
    const { store, only } = await open();
    await store.applyChanges([opening()], at(0));
    const { id } = await only();
    const note = (ms: number) =>
      store.note(id, {
        kind: 'scaled-to-zero',
        at: at(ms),
        by: 'user:default/ada',
        reason: 'Unused',
      });
    await note(10);
    await note(10);
    await note(20);
    expect(await store.listEvents(id)).toMatchObject([
      { kind: 'opened' },
      { kind: 'scaled-to-zero', at: at(10), by: 'user:default/ada' },
      { kind: 'scaled-to-zero', at: at(20), reason: 'Unused' },
    ]);
    await store.note('f-9', {
      kind: 'restored',
      at: at(30),
      by: null,
      reason: null,
    });
    expect(await store.listEvents('f-9')).toEqual([]);
  });

  it('lists the most avoidable cost first, by pages, and sums over all of them', async () => {
    const { store } = await open('rerank', 'ocr', 'unpriced', 'unowned');
    const priced = (microsPerMonth: number | null) =>
      content({
        stakes: stakes({
          microsPerMonth,
          currency: microsPerMonth === null ? null : 'USD',
        }),
      });
    await store.applyChanges(
      [
        opening('support-chat', { content: priced(1_000) }),
        opening('rerank', { content: priced(3_000) }),
        opening('rerank', { cause: 'duplicate', content: priced(2_000) }),
        opening('unpriced', { content: priced(null) }),
        // It may well be used: nothing of it counts as avoidable.
        opening('unowned', { cause: 'orphaned', content: priced(9_000) }),
      ],
      at(0),
    );
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.list({ filter: ALL, limit: 2, cursor });
      names.push(
        ...page.items.map(({ server, cause }) => `${server.name} ${cause}`),
      );
      cursor = page.nextCursor;
    } while (cursor);
    expect(names.slice(0, 3)).toEqual([
      'rerank zombie',
      'rerank duplicate',
      'support-chat zombie',
    ]);
    expect(names.slice(3).sort()).toEqual([
      'unowned orphaned',
      'unpriced zombie',
    ]);
    expect(await store.sumByOwner(ALL)).toEqual([
      {
        owner: 'group:default/support',
        count: 5,
        gpus: 6,
        avoidable: new Map([['USD', 4_000]]),
        unpriced: 1,
      },
    ]);
  });

  it('filters by state, cause, confidence and server, and as permissions limit servers', async () => {
    const { store } = await open('rerank');
    await store.applyChanges(
      [
        opening('support-chat'),
        opening('rerank', {
          cause: 'idle',
          content: content({ confidence: 'medium' }),
        }),
      ],
      at(0),
    );
    const names = async (filter: Partial<FindingFilter>) => {
      const { items } = await store.list({
        filter: { ...ALL, ...filter },
        limit: 10,
      });
      return items.map(({ server }) => server.name).sort();
    };
    const everyone = ['rerank', 'support-chat'];
    expect(await names({})).toEqual(everyone);
    expect(await names({ states: ['snoozed'] })).toEqual([]);
    expect(await names({ causes: ['idle'] })).toEqual(['rerank']);
    expect(await names({ confidences: ['high'] })).toEqual(['support-chat']);
    expect(
      await names({ serverIds: [serverId('eu-west', 'support', 'rerank')] }),
    ).toEqual(['rerank']);
    expect(
      await names({
        servers: { kind: 'owner', anyOf: ['group:default/support'] },
      }),
    ).toEqual(everyone);
    expect(
      await names({ servers: { kind: 'owner', anyOf: ['group:default/x'] } }),
    ).toEqual([]);
  });

  it('keeps findings of servers that were removed', async () => {
    const { store, only, inventory, fence } = await open();
    await store.applyChanges([opening()], at(0));
    const gone = batch(2_000, [], {
      removed: [serverId('eu-west', 'support', 'support-chat')],
    });
    await inventory.applyBatch(gone, joinsOf(gone), fence);
    expect(await only()).toMatchObject({ server: { name: 'support-chat' } });
  });
});

function snooze(until: ReturnType<typeof at>) {
  return {
    kind: 'snoozed',
    until,
    reason: 'Load test next week',
    by: 'user:default/ada',
    at: at(20),
  } as const;
}
