import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  CostCaveat,
  CostLine,
} from '@inference-portal/plugin-inference-common';
import {
  instant,
  startCosts,
  type StartedCosts,
} from '../../__testUtils__/startCosts';

jest.setTimeout(120_000);

const DOLLAR = 1_000_000;
const TEN_DAYS = 'from=2026-11-01&to=2026-11-11';

const money = (lines: readonly CostLine[]) =>
  Object.fromEntries(lines.map(({ key, micros }) => [key, micros]));
const codes = (caveats: readonly CostCaveat[]) =>
  caveats.map(({ code }) => code);

describe('GET /costs with filters', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  /** Of which nobody rolls anything up. */
  let fleet: StartedCosts;
  let rolledUp: StartedCosts;

  beforeAll(async () => {
    fleet = await startCosts(databases);
    rolledUp = await startCosts(databases);
    for (const { ledger } of [fleet, rolledUp]) {
      // A new version of one model, from the fifth day of ten on.
      await ledger.setOwnership(instant('2026-11-05T00:00:00Z'), [
        {
          subject: 'chat',
          owner: 'group:default/support',
          model: 'support/chat',
          version: '1.1.0',
        },
      ]);
    }
    await rolledUp.rollUp();
  });

  it.each([
    ['version=1.1.0', { 'support/chat@1.1.0': 1152 }],
    ['version=1.0.0&model=support/chat', { 'support/chat@1.0.0': 768 }],
    [
      'version=1.0.0',
      {
        'support/chat@1.0.0': 768,
        'support/ocr@1.0.0': 240,
        'search/rerank@1.0.0': 640,
      },
    ],
    [
      'version=1.1.0&version=1.0.0&owner=group:default/support',
      {
        'support/chat@1.0.0': 768,
        'support/chat@1.1.0': 1152,
        'support/ocr@1.0.0': 240,
      },
    ],
    ['version=2.0.0', {}],
  ])(
    'counts for %s what ran that version, and no idle GPUs, from intervals and from roll-ups alike',
    async (filter, dollars) => {
      const path = `/costs?${TEN_DAYS}&groupBy=version&${filter}`;
      const { body } = await fleet.as('ada').get(path);
      expect([body.error, money(body.lines ?? [])]).toEqual([
        undefined,
        Object.fromEntries(
          Object.entries(dollars).map(([key, sum]) => [key, sum * DOLLAR]),
        ),
      ]);
      expect((await rolledUp.as('ada').get(path)).body).toEqual(body);
    },
  );

  it.each([
    ['from=2026-10-01&to=2026-11-01', 'before the first node'],
    ['from=2026-10-05&to=2026-10-15', 'in which the first node came'],
  ])(
    'says of %s that the period before is known in part only, as it is one %s',
    async window => {
      const { as } = fleet;
      const compared = await as('ada').get(`/costs?${window}&compare=previous`);
      expect(codes(compared.body.caveats)).toContain('previous-incomplete');
      const alone = await as('ada').get(`/costs?${window}`);
      expect(codes(alone.body.caveats)).not.toContain('previous-incomplete');
    },
  );

  it('says nothing of a period before that is known as a whole', async () => {
    const { body } = await fleet
      .as('ada')
      .get(`/costs?${TEN_DAYS}&compare=previous`);
    expect(codes(body.caveats)).toEqual(['stale-prices']);
  });
});
