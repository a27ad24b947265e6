import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DATABASE_IDS } from '../__testUtils__/openStores';
import { at } from '../__testUtils__/observations';
import type { BudgetWish } from './BudgetStore';
import { KnexBudgetStore } from './KnexBudgetStore';

jest.setTimeout(60_000);

const SUPPORT: BudgetWish = {
  scope: { kind: 'owner', ref: 'group:default/support' },
  monthly: { currency: 'USD', micros: 12_000_000_000 },
  timezone: 'Europe/Berlin',
  note: 'Agreed with finance in October',
  setBy: 'user:default/ada',
  setAt: at(1_000),
};

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('KnexBudgetStore on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function open() {
    const db = await databases.init(databaseId);
    return KnexBudgetStore.create({
      database: mockServices.database({ knex: db }),
    });
  }

  it('remembers a budget with its money to the micro-unit', async () => {
    const store = await open();
    const largest = Number.MAX_SAFE_INTEGER;
    const budget = await store.set({
      ...SUPPORT,
      monthly: { currency: 'EUR', micros: largest },
    });
    expect(budget).toMatchObject({
      scope: SUPPORT.scope,
      monthly: { currency: 'EUR', micros: largest },
      timezone: 'Europe/Berlin',
      note: 'Agreed with finance in October',
      createdBy: 'user:default/ada',
    });
    expect(await store.find(budget.id)).toEqual(budget);
  });

  it('has one budget for a scope, and the newer one keeps the id', async () => {
    const store = await open();
    const first = await store.set(SUPPORT);
    const second = await store.set({
      ...SUPPORT,
      monthly: { currency: 'USD', micros: 1 },
      note: null,
      setBy: 'user:default/bob',
      setAt: at(2_000),
    });
    expect(second.id).toBe(first.id);
    expect(await store.list()).toEqual([second]);
  });

  it('tells owners and models of the same name apart, and lists in order', async () => {
    const store = await open();
    const ref = 'support/chat';
    await store.set({ ...SUPPORT, scope: { kind: 'owner', ref } });
    await store.set({ ...SUPPORT, scope: { kind: 'model', ref } });
    await store.set(SUPPORT);
    expect((await store.list()).map(({ scope }) => scope)).toEqual([
      { kind: 'model', ref },
      SUPPORT.scope,
      { kind: 'owner', ref },
    ]);
  });

  it('deletes once', async () => {
    const store = await open();
    const { id } = await store.set(SUPPORT);
    expect(await store.delete(id)).toBe(true);
    expect(await store.delete(id)).toBe(false);
    expect(await store.find(id)).toBeUndefined();
  });
});
