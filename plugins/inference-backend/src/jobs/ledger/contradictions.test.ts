import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { CostPrice } from '@inference-portal/plugin-inference-common';
import {
  hold,
  node,
  NOW,
  price,
  startCosts,
  type StartedCosts,
} from '../../__testUtils__/startCosts';
import { createLoadPrices } from './loadPrices';
import { readCostSettings } from '../../observe/prices';

jest.setTimeout(120_000);

/** Ten days of November. */
const WINDOW = 'from=2026-11-01&to=2026-11-11';
const HOURS = 240;

describe('a fleet that contradicts itself', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fleet: StartedCosts;
  const get = async (query: string) =>
    (await fleet.as('ada').get(`/costs?${WINDOW}&${query}`)).body;

  beforeEach(async () => {
    fleet = await startCosts(databases);
  });

  it('shows what is held beyond what there is as a line below zero, and the sum stays the price of the nodes', async () => {
    const before = await get('groupBy=owner');
    // gpu-c has one GPU, which is held already.
    await fleet.tell('us-east', {
      nodes: [],
      allocations: [
        hold('second-0', 'gpu-c', {
          cluster: 'us-east',
          serverId: 'ocr',
          weight: { numerator: 1, denominator: 2 },
        }),
      ],
    });
    const { total, lines, caveats, buckets } = await get('groupBy=owner');
    expect(total).toBe(before.total);
    expect(
      lines.find(({ key }: { key: string }) => key === '__overcommit__'),
    ).toMatchObject({ micros: -120_000_000, gpuHours: -120 });
    expect(
      lines.reduce(
        (sum: number, one: { micros: number }) => sum + one.micros,
        0,
      ),
    ).toBe(total);
    expect(caveats.map(({ code }: { code: string }) => code)).toContain(
      'overcommit',
    );
    expect(
      buckets.find(({ bucket }: { bucket: string }) => bucket === 'overcommit'),
    ).toMatchObject({ gpuHours: -120 });
    const { text } = await fleet
      .as('ada')
      .get(`/costs/export?${WINDOW}&format=csv&granularity=total`);
    expect(text).toContain('__overcommit__,');
    expect(text).toContain(',-120.000000,');
  });

  it('shows the cost of a node that reports no GPU', async () => {
    const before = await get('groupBy=node');
    await fleet.tell('eu-west', {
      nodes: [node('gpu-z', { physicalGpus: 0 })],
      allocations: [],
    });
    const after = await get('groupBy=node');
    const line = after.lines.find(
      ({ key }: { key: string }) => key === 'uid-gpu-z',
    );
    expect(line).toMatchObject({ micros: 16 * HOURS * 1_000_000, gpuHours: 0 });
    expect(after.total - before.total).toBe(line.micros);
  });

  it('says what is wrong with prices, and uses none that contradict each other', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'prices-'));
    const file = join(folder, 'prices.csv');
    await writeFile(
      file,
      '\uFEFFinstanceType;capacityType;currency;perNodeHour;from\r\np4d.24xlarge;on-demand;EUR;21,957642;2026-01-01\r\n',
    );
    const rule = { instanceType: 'p5.48xlarge', perNodeHour: 20 };
    const { settings, problems } = readCostSettings(
      new ConfigReader({
        inference: {
          costs: {
            priceFiles: [file],
            shippedPrices: { enabled: false },
            prices: [
              { ...rule, from: '2026-01-01' },
              { ...rule, from: '2026-06-01' },
              { instanceType: 'g6.xlarge', perNodeHour: -1 },
              { instanceType: 'g5.xlarge', perNodeHour: 1, currency: 'XYZ' },
            ],
          },
        },
      }),
    );
    const said = problems.join('\n');
    for (const words of [
      'inference.costs.prices[1]',
      'overlap',
      'inference.costs.prices[2]',
      'negative',
      'inference.costs.prices[3]',
      'XYZ',
    ]) {
      expect(said).toContain(words);
    }
    const logger = mockServices.logger.mock();
    await createLoadPrices({
      settings,
      sources: [],
      ledger: fleet.ledger,
      logger,
      now: () => NOW,
    })(new AbortController().signal);
    await rm(folder, { recursive: true });
    expect(logger.warn).not.toHaveBeenCalled();
    const { items } = (
      await fleet.as('ada').get('/costs/prices?from=2026-11-01&to=2026-11-11')
    ).body;
    expect(
      items
        .map(({ source, instanceType, currency, micros }: CostPrice) =>
          [source, instanceType, currency, micros].join(' '),
        )
        .sort(),
    ).toEqual([
      'config p5.48xlarge USD 20000000',
      'csv p4d.24xlarge EUR 21957642',
    ]);
  });

  it('tells currencies apart where there is no rate', async () => {
    await fleet.ledger.replacePrices('config', [
      price('g6', {
        source: 'config',
        match: { ...price('', {}).match, instanceType: 'g6.xlarge' },
        currency: 'EUR',
        micros: 1_000_000,
      }),
    ]);
    const { total, currency, lines, caveats } = await get('groupBy=cluster');
    expect([total, currency]).toEqual([null, null]);
    expect(
      lines.map((line: { key: string; currency: string }) => [
        line.key,
        line.currency,
      ]),
    ).toEqual([
      ['eu-west', 'USD'],
      ['us-east', 'EUR'],
    ]);
    expect(caveats.map(({ code }: { code: string }) => code)).toContain(
      'several-currencies',
    );
  });
});
