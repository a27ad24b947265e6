import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { usageHour } from '../__testUtils__/createTestUsage';
import { buildCatalogView } from '../decide/catalogView';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../durations';
import { createScalingReader } from '../observe/clusters/scaling/ScalingReader';
import { KnexUsageStore } from '../record';
import {
  at,
  batch,
  observation,
  watched,
} from '../record/__testUtils__/observations';
import { openStores } from '../record/__testUtils__/openStores';
import type { InstantMs } from '../types';
import { FleetReadiness } from './FleetReadiness';

jest.setTimeout(60_000);

describe('FleetReadiness', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const chat = observation();
  const rerank = observation({ name: 'rerank' });

  async function open(observed = [chat, rerank]) {
    const stores = await openStores(databases, 'SQLITE_3');
    const { db, inventory } = stores;
    await stores.apply(batch(30_000, observed));
    const usage = await KnexUsageStore.create({
      database: mockServices.database({ knex: db }),
    });
    const calls = {
      servers: jest.spyOn(inventory, 'listServers'),
      setups: jest.spyOn(inventory, 'listSetups'),
      specifications: jest.spyOn(inventory, 'listSpecifications'),
      memory: jest.spyOn(usage, 'memory'),
    };
    const logger = mockServices.logger.mock();
    const clock = { now: at(3 * DAY_MS) as number };
    const fleet = new FleetReadiness({
      inventory,
      usage,
      scaling: createScalingReader([], () => clock.now),
      catalog: { view: buildCatalogView([]) },
      logger,
      now: () => clock.now,
    });
    return { ...stores, usage, calls, logger, clock, fleet };
  }

  it('reads many servers at once, and only once for all who ask meanwhile', async () => {
    const { fleet, calls } = await open();
    const [first, second] = await Promise.all([fleet.read(), fleet.read()]);
    expect(second).toBe(first);
    expect(first.servers.map(({ server }) => server.name)).toEqual([
      'rerank',
      'support-chat',
    ]);
    for (const call of Object.values(calls)) {
      expect(call).toHaveBeenCalledTimes(1);
    }
  });

  it('lets others have their turn between portions of many servers, on SQLite too', async () => {
    const { fleet } = await open(
      Array.from({ length: 1_050 }, (_, index) =>
        observation({ name: `server-${index}` }),
      ),
    );
    let turns = 0;
    const pass = fleet.read();
    let ended = false;
    const end = () => {
      ended = true;
    };
    pass.then(end, end);
    while (!ended) {
      await new Promise(resolve => {
        setImmediate(resolve);
      });
      turns += 1;
    }
    expect((await pass).servers).toHaveLength(1_050);
    // Two pages are read, and eleven portions judged.
    expect(turns).toBeGreaterThanOrEqual(12);
  });

  it('answers with what it found before while it judges anew', async () => {
    const { fleet, clock, calls } = await open();
    const first = await fleet.read();
    clock.now += 9 * SECOND_MS;
    expect(await fleet.read()).toBe(first);
    expect(calls.servers).toHaveBeenCalledTimes(1);
    clock.now += 2 * SECOND_MS;
    expect(await fleet.read()).toBe(first);
    expect(calls.servers).toHaveBeenCalledTimes(2);
  });

  it('judges less often where that takes long', async () => {
    const { fleet, clock, calls } = await open();
    calls.memory.mockImplementationOnce(async () => {
      clock.now += SECOND_MS / 2;
      return new Map();
    });
    const first = await fleet.read();
    clock.now = first.checkedAt + 49 * SECOND_MS;
    await fleet.read();
    expect(calls.servers).toHaveBeenCalledTimes(1);
    clock.now = first.checkedAt + 51 * SECOND_MS;
    await fleet.read();
    expect(calls.servers).toHaveBeenCalledTimes(2);
  });

  it('lets who asks wait when what it found is two minutes old', async () => {
    const { fleet, clock } = await open();
    await fleet.read();
    clock.now += 2 * MINUTE_MS;
    expect((await fleet.read()).checkedAt).toBe(clock.now);
  });

  it('reads a specification again only when the server has a new revision', async () => {
    const { fleet, clock, calls, apply } = await open();
    await fleet.read();
    const change = watched('vllm/vllm-openai:v0.12.0', {
      startedAt: at(3 * DAY_MS),
    });
    await apply(batch(3 * DAY_MS, [observation({ current: change })]));
    clock.now += 11 * MINUTE_MS;
    await fleet.read();
    clock.now += 11 * MINUTE_MS;
    await fleet.read();
    expect(calls.specifications.mock.calls.map(([ids]) => ids.length)).toEqual([
      2, 1,
    ]);
  });

  it('follows the GPU memory, which it reads once an hour', async () => {
    const { fleet, clock, usage, calls } = await open();
    const first = Math.ceil(at(0) / HOUR_MS) * HOUR_MS;
    await usage.saveHours(
      Array.from({ length: 60 }, (_, index) => ({
        ...usageHour(chat.server.id, 0),
        hour: (first + index * HOUR_MS) as InstantMs,
        gpuMemoryBytes: (70 + index / 2) * 2 ** 30,
      })),
    );
    const growthOf = async () => {
      const { servers } = await fleet.read();
      return servers.map(({ results }) => results.get('memory-growth'));
    };
    expect(await growthOf()).toEqual(['unknown', 'fail']);
    clock.now += 11 * MINUTE_MS;
    await growthOf();
    expect(calls.memory).toHaveBeenCalledTimes(1);
    clock.now += HOUR_MS;
    await growthOf();
    expect(calls.memory).toHaveBeenCalledTimes(2);
  });

  it('goes on with what it found before when it cannot read', async () => {
    const { fleet, clock, calls, logger } = await open();
    const first = await fleet.read();
    const warned = new Promise(resolve => {
      logger.warn.mockImplementation(resolve);
    });
    calls.servers.mockRejectedValueOnce(new Error('the database is away'));
    clock.now += MINUTE_MS;
    expect(await fleet.read()).toBe(first);
    await warned;
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the database is away'),
    );
  });

  it('rejects when there is nothing to show', async () => {
    const { fleet, calls } = await open();
    calls.servers.mockRejectedValueOnce(new Error('the database is away'));
    await expect(fleet.read()).rejects.toThrow('the database is away');
    expect((await fleet.read()).servers).toHaveLength(2);
  });
});
