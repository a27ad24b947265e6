import { TestDatabases } from '@backstage/backend-test-utils';
import { ALL_CHANGES, changePlan } from '../__testUtils__/changes';
import { at, serverId } from '../__testUtils__/observations';
import { openChanges, step } from '../__testUtils__/openChanges';
import { DATABASE_IDS } from '../__testUtils__/openStores';
import type { ChangeFilter } from './ChangeStore';

jest.setTimeout(60_000);

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('KnexChangeStore on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  const open = (...names: readonly string[]) =>
    openChanges(databases, databaseId, names);

  it('remembers a plan as it was shown, and what was begun with it', async () => {
    const { store, begin } = await open();
    const plan = changePlan('p-1');
    await store.savePlan(plan);
    expect(await store.findPlan('p-1')).toEqual(plan);
    expect(await store.findPlan('p-2')).toBeUndefined();

    const outcome = await begin(plan);
    expect(outcome).toMatchObject({
      status: 'begun',
      again: false,
      change: {
        plan,
        state: 'applying',
        progress: {},
        actor: 'user:default/ada',
        reason: 'Nobody has used it since March',
        startedAt: at(0),
        finishedAt: null,
      },
    });
    const { items } = await store.list({ filter: ALL_CHANGES, limit: 10 });
    expect(items).toMatchObject([
      { plan, server: { name: 'support-chat', cluster: 'eu-west' } },
    ]);
    const [{ id }] = items;
    expect(await store.find(id)).toEqual(items[0]);
    expect(await store.listEvents(id)).toEqual([
      { at: at(0), state: 'applying', message: 'Ada began it.' },
    ]);
  });

  it('begins one change however often the same key comes, at once or later', async () => {
    const { store, begin } = await open();
    const plan = changePlan('p-1');
    await store.savePlan(plan);
    const outcomes = await Promise.all([begin(plan), begin(plan)]);
    expect(
      outcomes.map(one => one.status === 'begun' && one.again).sort(),
    ).toEqual([false, true]);
    expect(await begin(plan)).toMatchObject({ status: 'begun', again: true });
    const { items } = await store.list({ filter: ALL_CHANGES, limit: 10 });
    expect(items).toHaveLength(1);
    expect(await store.listEvents(items[0].id)).toHaveLength(1);
  });

  it('does not begin another plan with a used key, nor a used plan with another key', async () => {
    const { store, begin, begun } = await open('rerank');
    const { id, plan } = await begun('p-1');
    const other = changePlan('p-2', 'rerank');
    await store.savePlan(other);
    expect(await begin(other, 'p-1')).toMatchObject({
      status: 'key-reused',
      change: { id },
    });
    expect(await begin(plan, 'another')).toMatchObject({
      status: 'plan-used',
      change: { id },
    });
  });

  it('lets one of two changes of a server begin at once, and the next when it is over', async () => {
    const { store, begin, claimOne } = await open();
    const plans = [changePlan('p-1'), changePlan('p-2')];
    for (const plan of plans) {
      await store.savePlan(plan);
    }
    const outcomes = await Promise.all(plans.map(plan => begin(plan)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      'begun',
      'busy',
    ]);
    const loser = plans[outcomes.findIndex(({ status }) => status === 'busy')];
    await store.saveStep(await claimOne(0), step(null), at(10));
    expect(await begin(loser)).toMatchObject({ status: 'begun', again: false });
  });

  it('ends a change that makes room for another one in the same moment, and refuses its late step', async () => {
    const { store, begun, claimOne } = await open();
    const { id } = await begun('p-1');
    const late = await claimOne(0);
    const plan = changePlan('p-2');
    await store.savePlan(plan);
    const wish = {
      plan,
      key: 'k-2',
      state: 'planned',
      message: 'Ada began it.',
      actor: 'user:default/ada',
      reason: 'Needed again',
      progress: { autoUndo: true },
      now: at(50),
    };
    expect(await store.begin({ ...wish, endOf: () => null })).toMatchObject({
      status: 'busy',
      running: { id },
    });
    const outcome = await store.begin({
      ...wish,
      endOf: ({ state }) => ({ state: 'undone', message: `Was ${state}.` }),
    });
    expect(outcome).toMatchObject({
      status: 'begun',
      change: { state: 'planned', progress: { autoUndo: true } },
    });
    expect(await store.find(id)).toMatchObject({
      state: 'undone',
      finishedAt: at(50),
    });
    expect((await store.listEvents(id)).at(-1)?.message).toBe('Was applying.');
    expect(await store.saveStep(late, step(9_000), at(60))).toBe(false);
    expect(await store.findByKey('user:default/ada', 'k-2')).toMatchObject({
      plan,
    });
    expect(await store.findByKey('user:default/bob', 'k-2')).toBeUndefined();
  });

  it('lists the newest first, by pages, as the filter says', async () => {
    const { store, begun, claimOne } = await open('rerank', 'ocr');
    await begun('p-1', 'support-chat', 100);
    await store.saveStep(await claimOne(100), step(null), at(110));
    await begun('p-2', 'rerank', 200);
    await begun('p-3', 'ocr', 200);
    const names = async (filter: Partial<ChangeFilter>, limit = 10) => {
      const all: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.list({
          filter: { ...ALL_CHANGES, ...filter },
          limit,
          cursor,
        });
        all.push(...page.items.map(({ server }) => server.name));
        cursor = page.nextCursor;
      } while (cursor);
      return all;
    };
    const all = await names({});
    expect(all.slice(0, 2).sort()).toEqual(['ocr', 'rerank']);
    expect(all[2]).toBe('support-chat');
    expect(await names({}, 1)).toEqual(all);
    expect(await names({ running: false })).toEqual(['support-chat']);
    expect(await names({ running: true })).toHaveLength(2);
    expect(await names({ states: ['applying'] })).toHaveLength(2);
    expect(await names({ kinds: ['rollback'] })).toEqual([]);
    expect(
      await names({ serverIds: [serverId('eu-west', 'support', 'ocr')] }),
    ).toEqual(['ocr']);
    expect(
      await names({ servers: { kind: 'owner', anyOf: ['group:default/x'] } }),
    ).toEqual([]);
  });

  it('forgets plans that expired and were never done', async () => {
    const { store, begun } = await open();
    await begun('p-1');
    await store.savePlan(changePlan('p-2'));
    await store.savePlan(changePlan('p-3', 'ocr', { expiresAt: at(2e9) }));
    expect(await store.prunePlans(at(1e9))).toBe(1);
    expect(await store.findPlan('p-1')).toBeDefined();
    expect(await store.findPlan('p-2')).toBeUndefined();
    expect(await store.findPlan('p-3')).toBeDefined();
  });
});
