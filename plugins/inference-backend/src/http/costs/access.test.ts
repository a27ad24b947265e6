import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  inferenceBudgetManagePermission,
  inferenceCostReadPermission,
  type CostLine,
} from '@inference-portal/plugin-inference-common';
import request from 'supertest';
import { startCosts, type StartedCosts } from '../../__testUtils__/startCosts';
import {
  createInferenceCostConditionalDecision,
  inferenceCostConditions,
} from '../../permissions';

jest.setTimeout(120_000);

const WINDOW = 'from=2026-11-01&to=2026-11-11';
const DENY = { result: AuthorizeResult.DENY } as const;
const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const budgetOf = (ref: string) => ({
  scope: { kind: 'owner', ref },
  monthly: { currency: 'USD', micros: 5_000_000_000 },
});
const READS = [
  `/costs?${WINDOW}`,
  `/costs/evidence?${WINDOW}`,
  `/costs/export?${WINDOW}&format=csv`,
  `/costs/export?${WINDOW}&format=focus`,
  '/costs/prices',
  '/costs/rates',
  '/budgets',
  '/budgets/status',
];

describe('access to the cost ledger', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fleet: StartedCosts;

  beforeAll(async () => {
    fleet = await startCosts(databases);
  });

  afterEach(() => {
    fleet.decide(inferenceCostReadPermission.name, ALLOW);
    fleet.decide(inferenceBudgetManagePermission.name, ALLOW);
  });

  const keys = async (path: string) =>
    (await fleet.as('eve').get(path)).body.lines.map(
      ({ key }: CostLine) => key,
    );

  it('is closed to callers without credentials', async () => {
    for (const path of READS) {
      const { status } = await request(fleet.app)
        .get(path)
        .set('authorization', mockCredentials.none.header());
      expect([path, status]).toEqual([path, 401]);
    }
    const put = await request(fleet.app)
      .put('/budgets')
      .set('authorization', mockCredentials.none.header())
      .send(budgetOf('group:default/support'));
    expect(put.status).toBe(401);
  });

  it('names the permission to who may read no costs', async () => {
    fleet.decide(inferenceCostReadPermission.name, DENY);
    for (const path of READS) {
      const { status, body } = await fleet.as('eve').get(path);
      expect([path, status]).toEqual([path, 403]);
      expect(body.error.message).toContain('inference.cost.read');
    }
  });

  it('shows owners their own costs only, in whatever view and file', async () => {
    fleet.decide(
      inferenceCostReadPermission.name,
      createInferenceCostConditionalDecision(
        inferenceCostReadPermission,
        inferenceCostConditions.isOwner({ owners: ['group:default/search'] }),
      ),
    );
    const { body } = await fleet.as('eve').get(`/costs?${WINDOW}`);
    expect(body.lines.map(({ key }: CostLine) => key)).toEqual([
      'group:default/search',
    ]);
    expect([body.total, body.gpuHours]).toEqual([640_000_000, 80]);
    expect(body.buckets).toHaveLength(1);
    for (const query of ['groupBy=node', 'groupBy=cluster']) {
      const { body: hardware } = await fleet
        .as('eve')
        .get(`/costs?${WINDOW}&${query}`);
      expect(hardware.total).toBe(640_000_000);
    }
    expect(await keys(`/costs?${WINDOW}&groupBy=model&idle=weighted`)).toEqual([
      'search/rerank',
    ]);
    expect(await keys(`/costs?${WINDOW}&owner=group:default/support`)).toEqual(
      [],
    );
    for (const path of READS.slice(1, 4)) {
      const response = await fleet.as('eve').get(path);
      const text = JSON.stringify([response.text, response.body]);
      expect(text).toContain('search');
      expect(text).not.toContain('support');
      expect(text).not.toContain('idle');
    }
  });

  it('shows all of the clusters that a condition lets through, idle GPUs among it', async () => {
    fleet.decide(
      inferenceCostReadPermission.name,
      createInferenceCostConditionalDecision(inferenceCostReadPermission, {
        anyOf: [
          inferenceCostConditions.inCluster({ clusters: ['us-east'] }),
          { not: inferenceCostConditions.inCluster({ clusters: ['eu-west'] }) },
        ],
      }),
    );
    const { body } = await fleet
      .as('eve')
      .get(`/costs?${WINDOW}&groupBy=cluster`);
    expect(body).toMatchObject({
      lines: [{ key: 'us-east' }],
      total: 240_000_000,
    });
  });

  it('lets set budgets only who may, and audits it', async () => {
    fleet.decide(
      inferenceBudgetManagePermission.name,
      createInferenceCostConditionalDecision(
        inferenceBudgetManagePermission,
        inferenceCostConditions.isOwner({ owners: ['group:default/search'] }),
      ),
    );
    const own = await fleet
      .as('eve')
      .put('/budgets', budgetOf('group:default/search'));
    expect([own.status, own.body.createdBy]).toEqual([200, 'user:default/eve']);
    expect(fleet.audit.at(-1)).toEqual({
      eventId: 'budget-set',
      meta: { scope: { kind: 'owner', ref: 'group:default/search' } },
      outcome: 'succeeded',
      error: null,
    });
    const other = await fleet
      .as('eve')
      .put('/budgets', budgetOf('group:default/support'));
    expect([other.status, other.body.error.message]).toEqual([
      403,
      expect.stringContaining('inference.budget.manage'),
    ]);
    expect(fleet.audit.at(-1)).toMatchObject({
      eventId: 'budget-set',
      outcome: 'failed',
    });
    fleet.decide(inferenceBudgetManagePermission.name, DENY);
    for (const id of [own.body.id, 'unknown']) {
      const { status } = await fleet.as('eve').delete(`/budgets/${id}`);
      expect(status).toBe(403);
    }
    fleet.decide(inferenceBudgetManagePermission.name, ALLOW);
    const gone = await fleet.as('eve').delete(`/budgets/${own.body.id}`);
    expect(gone.status).toBe(204);
    expect(fleet.audit.at(-1)).toMatchObject({
      eventId: 'budget-delete',
      outcome: 'succeeded',
    });
    const again = await fleet.as('eve').delete(`/budgets/${own.body.id}`);
    expect(again.status).toBe(404);
  });

  it('hides budgets of others', async () => {
    await fleet.as('ada').put('/budgets', budgetOf('group:default/support'));
    await fleet.as('ada').put('/budgets', budgetOf('group:default/search'));
    fleet.decide(
      inferenceCostReadPermission.name,
      createInferenceCostConditionalDecision(
        inferenceCostReadPermission,
        inferenceCostConditions.isOwner({ owners: ['group:default/search'] }),
      ),
    );
    for (const path of ['/budgets', '/budgets/status']) {
      const { text } = await fleet.as('eve').get(path);
      expect(text).toContain('group:default/search');
      expect(text).not.toContain('group:default/support');
    }
  });
});
