import { TestDatabases } from '@backstage/backend-test-utils';
import { startCosts, type StartedCosts } from '../../__testUtils__/startCosts';

jest.setTimeout(120_000);

const DOLLAR = 1_000_000;

describe('budgets', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fleet: StartedCosts;

  beforeAll(async () => {
    fleet = await startCosts(databases);
    await fleet.rollUp();
  });

  async function statusOf(
    scope: { kind: string; ref: string },
    dollars: number,
    query: { currency?: string; timezone?: string; month?: string } = {},
  ) {
    const { currency = 'USD', timezone = 'UTC', month } = query;
    const set = await fleet.as('ada').put('/budgets', {
      scope,
      monthly: { currency, micros: dollars * DOLLAR },
      timezone,
      note: ' agreed in October ',
    });
    expect([set.status, set.body.error]).toEqual([200, undefined]);
    const { body } = await fleet
      .as('ada')
      .get(
        `/budgets/status?${scope.kind}=${encodeURIComponent(scope.ref)}${
          month ? `&month=${month}` : ''
        }`,
      );
    expect(body.items).toHaveLength(1);
    return body.items[0];
  }

  it('stand beside what was spent so far, and what it will be if it goes on like the last seven days', async () => {
    // 19.5 days at 9 dollars an hour; 10.5 days are left.
    const status = await statusOf(
      { kind: 'owner', ref: 'group:default/support' },
      5000,
    );
    expect(status).toMatchObject({
      budget: { note: 'agreed in October', createdBy: 'user:default/ada' },
      month: '2026-11',
      spent: 4212 * DOLLAR,
      forecast: 6480 * DOLLAR,
      state: 'at-risk',
    });
    expect(status.burnDown).toHaveLength(20);
    expect(status.burnDown[0]).toEqual({
      day: '2026-11-01',
      micros: 216 * DOLLAR,
    });
    expect(status.burnDown[19]).toEqual({
      day: '2026-11-20',
      micros: 4212 * DOLLAR,
    });
  });

  it('are on track up to the micro-unit, and exceeded beyond it', async () => {
    const scope = { kind: 'model', ref: 'support/ocr' };
    const october = { month: '2026-10' };
    expect(await statusOf(scope, 744, october)).toMatchObject({
      spent: 744 * DOLLAR,
      forecast: 744 * DOLLAR,
      state: 'on-track',
    });
    expect(await statusOf(scope, 743.999999, october)).toMatchObject({
      state: 'exceeded',
    });
  });

  it('of a group count all groups below it', async () => {
    const scope = { kind: 'owner', ref: 'group:default/engineering' };
    expect(await statusOf(scope, 5000)).toMatchObject({
      spent: 4852 * DOLLAR,
    });
  });

  it('begin and end their months in their own zone', async () => {
    const scope = { kind: 'model', ref: 'support/ocr' };
    // October of Berlin is an hour longer than 31 days, of which the ledger knows all but the first two hours.
    expect(
      await statusOf(scope, 5000, {
        timezone: 'Europe/Berlin',
        month: '2026-10',
      }),
    ).toMatchObject({ month: '2026-10', spent: 743 * DOLLAR });
  });

  it('say that nobody knows where the costs are in another currency', async () => {
    const scope = { kind: 'owner', ref: 'group:default/search' };
    expect(await statusOf(scope, 5000, { currency: 'EUR' })).toMatchObject({
      spent: null,
      forecast: null,
      state: 'unknown',
    });
  });

  it('are replaced by the next one of the same scope, and deleted by id', async () => {
    const scope = { kind: 'model', ref: 'search/rerank' };
    const set = (micros: number) =>
      fleet
        .as('ada')
        .put('/budgets', { scope, monthly: { currency: 'USD', micros } });
    const first = await set(1);
    const second = await set(2);
    expect(second.body.id).toBe(first.body.id);
    const list = () => fleet.as('ada').get('/budgets?model=search/rerank');
    expect((await list()).body.items).toEqual([second.body]);
    await fleet.as('ada').delete(`/budgets/${first.body.id}`).expect(204);
    expect((await list()).body.items).toEqual([]);
  });
});
