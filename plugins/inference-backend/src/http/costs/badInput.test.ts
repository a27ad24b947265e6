import { TestDatabases } from '@backstage/backend-test-utils';
import { startCosts, type StartedCosts } from '../../__testUtils__/startCosts';

jest.setTimeout(120_000);

const WINDOW = 'from=2026-11-01&to=2026-11-11';
const SCOPE = { kind: 'owner', ref: 'group:default/support' };
const MONTHLY = { currency: 'USD', micros: 1_000_000 };

describe('bad input to the cost ledger', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fleet: StartedCosts;

  beforeAll(async () => {
    fleet = await startCosts(databases);
  });

  it.each([
    [`/costs?${WINDOW}&timezone=Mars/Base`, 'timezone', 'Mars/Base'],
    [`/costs?${WINDOW}&timezone=%2B02:00`, 'timezone', 'IANA'],
    ['/costs?from=1990-01-01&to=2490-01-01', 'to', '500 years'],
    ['/costs?from=2026-11-11&to=2026-11-01', 'to', 'not later than from'],
    ['/costs?from=2026-11-01&to=2026-11-01', 'to', 'not later than from'],
    ['/costs?from=yesterday&to=2026-11-01', 'from', 'yesterday'],
    ['/costs?from=2026-02-30&to=2026-11-01', 'from', '2026-02-30'],
    ['/costs?from=2026-11-01', 'to', 'required'],
    [`/costs?${WINDOW}&groupBy=colour`, 'groupBy', 'gpu-product'],
    [`/costs?${WINDOW}&granularity=week`, 'granularity', 'month'],
    [`/costs?${WINDOW}&idle=hidden`, 'idle', 'weighted'],
    [`/costs?${WINDOW}&groupBy=label`, 'label', 'name the pod label'],
    [`/costs?${WINDOW}&label=team`, 'label', 'groupBy=label'],
    [`/costs?${WINDOW}&owner=robot:default/x`, 'owner', 'robot'],
    [`/costs?${WINDOW}&rollUp=-1`, 'rollUp', '0'],
    [`/costs?${WINDOW}&compare=future`, 'compare', 'previous'],
    [`/costs?${WINDOW}&colour=red`, 'colour', ''],
    [
      '/costs?from=2025-11-01&to=2026-11-01&granularity=hour',
      'granularity',
      '93 days',
    ],
    ['/costs/evidence?from=2025-11-01&to=2026-11-01', 'to', '92 days'],
    [`/costs/evidence?${WINDOW}&cursor=x`, 'cursor', 'nextCursor'],
    [`/costs/export?${WINDOW}`, 'format', 'required'],
    [`/costs/export?${WINDOW}&format=pdf`, 'format', 'focus'],
    [
      `/costs/export?${WINDOW}&format=csv&timezone=Mars/Base`,
      'timezone',
      'Mars/Base',
    ],
    ['/costs/prices?from=2026-11-01&to=2026-10-01', 'to', 'not later'],
    ['/budgets/status?month=november', 'month', '2026-11'],
    ['/budgets/status?month=2026-13', 'month', '2026-13'],
  ])(
    'in %s is answered with 400 that names the field',
    async (path, field, words) => {
      const { status, body } = await fleet.as('ada').get(path);
      expect([status, body.error?.name]).toEqual([400, 'InputError']);
      expect(body.error.message).toContain(field);
      expect(body.error.message).toContain(words);
    },
  );

  it.each([
    [
      { scope: SCOPE, monthly: { currency: 'XYZ', micros: 1 } },
      'monthly.currency',
    ],
    [
      { scope: SCOPE, monthly: { currency: 'usd', micros: 1 } },
      'monthly.currency',
    ],
    [
      { scope: SCOPE, monthly: { currency: 'USD', micros: 0 } },
      'monthly.micros',
    ],
    [
      { scope: SCOPE, monthly: { currency: 'USD', micros: -5 } },
      'monthly.micros',
    ],
    [
      { scope: SCOPE, monthly: { currency: 'USD', micros: 1.5 } },
      'monthly.micros',
    ],
    [
      { scope: SCOPE, monthly: { currency: 'USD', micros: 1e300 } },
      'monthly.micros',
    ],
    [
      { scope: { kind: 'owner', ref: 'robot:default/x' }, monthly: MONTHLY },
      'scope.ref',
    ],
    [{ scope: { kind: 'model', ref: 'chat' }, monthly: MONTHLY }, 'scope.ref'],
    [
      { scope: { kind: 'planet', ref: 'mars' }, monthly: MONTHLY },
      'scope.kind',
    ],
    [{ scope: SCOPE, monthly: MONTHLY, timezone: 'Mars/Base' }, 'timezone'],
    [{ scope: SCOPE, monthly: MONTHLY, colour: 'red' }, 'colour'],
    [{ scope: SCOPE }, 'monthly'],
  ])(
    'in the budget %j is answered with 400 that names the field',
    async (budget, field) => {
      const { status, body } = await fleet.as('ada').put('/budgets', budget);
      expect([status, body.error?.name]).toEqual([400, 'InputError']);
      expect(body.error.message).toContain(field);
      expect((await fleet.as('ada').get('/budgets')).body.items).toEqual([]);
    },
  );
});
