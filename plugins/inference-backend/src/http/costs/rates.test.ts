import { TestDatabases } from '@backstage/backend-test-utils';
import {
  inferenceCostReadPermission,
  type CostRates,
} from '@inference-portal/plugin-inference-common';
import { startCosts, type StartedCosts } from '../../__testUtils__/startCosts';
import {
  createInferenceCostConditionalDecision,
  inferenceCostConditions,
} from '../../permissions';

jest.setTimeout(120_000);

const DOLLAR = 1_000_000;

describe('GET /costs/rates', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fleet: StartedCosts;

  beforeAll(async () => {
    fleet = await startCosts(databases);
  });

  const ratesOf = async (path: string) => {
    const { status, body } = await fleet.as('ada').get(path);
    expect([status, body.error]).toEqual([200, undefined]);
    const { items }: CostRates = body;
    return Object.fromEntries(
      items.map(({ serverId, perDay }) => [serverId, perDay.micros / DOLLAR]),
    );
  };

  it('tells what the servers that hold GPUs now cost a day', async () => {
    // One of two GPUs at 16 dollars an hour for both, and the only one of a node at a dollar.
    expect(await ratesOf('/costs/rates')).toEqual({ chat: 192, ocr: 24 });
    const { body } = await fleet.as('ada').get('/costs/rates');
    expect(body.at).toBe('2026-11-20T12:00:00.000Z');
    expect(body.items[0].perDay.currency).toBe('USD');
  });

  it('tells of the servers that were asked for', async () => {
    expect(await ratesOf('/costs/rates?server=ocr&server=rerank')).toEqual({
      ocr: 24,
    });
  });

  it('refuses more servers than one question may name', async () => {
    const many = Array.from({ length: 201 }, (_, i) => `server=s${i}`);
    const { status, body } = await fleet
      .as('ada')
      .get(`/costs/rates?${many.join('&')}`);
    expect(status).toBe(400);
    expect(body.error.message).toContain('server');
  });

  it('tells owners of their own only', async () => {
    fleet.decide(
      inferenceCostReadPermission.name,
      createInferenceCostConditionalDecision(
        inferenceCostReadPermission,
        inferenceCostConditions.isOwner({ owners: ['group:default/search'] }),
      ),
    );
    expect(await ratesOf('/costs/rates')).toEqual({});
  });
});
