import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import type { GpuPriceSource } from '@inference-portal/plugin-inference-node';
import { readCostSettings } from '../../observe/prices';
import { createLoadPrices } from './loadPrices';

describe('loadPrices', () => {
  let folder: string;
  let file: string;
  let time: number;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'prices-'));
    file = join(folder, 'prices.csv');
    time = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  function start(options: { costs?: object; sources?: GpuPriceSource[] }) {
    const logger = mockServices.logger.mock();
    const ledger = {
      replacePrices: jest.fn(async () => undefined),
      replaceCommitments: jest.fn(async () => undefined),
    };
    const { settings, problems } = readCostSettings(
      new ConfigReader({ inference: { costs: options.costs ?? {} } }),
    );
    const load = createLoadPrices({
      settings,
      sources: options.sources ?? [],
      ledger,
      logger,
      now: () => time,
    });
    return {
      problems,
      logger,
      ledger,
      load: () => load(new AbortController().signal),
      /** Rows of the last write of a source. */
      written: (source: string) =>
        (ledger.replacePrices.mock.calls as unknown[][]).findLast(
          ([name]) => name === source,
        )?.[1],
    };
  }

  it('writes each source once, and again only when it changed', async () => {
    await writeFile(file, 'instanceType,perNodeHour\np5,1\n');
    const { load, ledger, written } = start({ costs: { priceFiles: [file] } });
    await load();
    await load();
    expect(ledger.replacePrices).toHaveBeenCalledTimes(5);
    expect(ledger.replaceCommitments).toHaveBeenCalledTimes(1);
    await writeFile(file, 'instanceType,perNodeHour\np5,2\n');
    await load();
    expect(ledger.replacePrices).toHaveBeenCalledTimes(6);
    expect(written('csv')).toMatchObject([{ micros: 2_000_000 }]);
  });

  it('keeps the prices of a file that breaks, and tells each mistake once', async () => {
    await writeFile(file, 'instanceType,perNodeHour\np5,1\n');
    const { load, logger, written } = start({ costs: { priceFiles: [file] } });
    await load();
    await writeFile(file, 'instanceType,perNodeHour\np5,much\n');
    await load();
    await load();
    expect(written('csv')).toMatchObject([{ micros: 1_000_000 }]);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringMatching(/prices\.csv line 2, perNodeHour: must be a/)],
    ]);
  });

  it('says which file is missing, and where it is named', async () => {
    const { load, logger } = start({ costs: { priceFiles: [file] } });
    await load();
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('inference.costs.priceFiles'),
    );
  });

  it('asks sources of modules once an hour, and keeps what it has when one fails', async () => {
    const read = jest.fn(async () => [
      {
        match: { gpuProduct: 'H100' },
        currency: 'USD',
        unit: 'gpu-hour' as const,
        amount: '2.10',
      },
    ]);
    const { load, logger, written } = start({
      sources: [{ name: 'list', read }],
    });
    await load();
    time = 3_599_000;
    await load();
    expect(read).toHaveBeenCalledTimes(1);
    expect(written('extension')).toMatchObject([{ micros: 2_100_000 }]);
    read.mockRejectedValue(new Error('the list is away'));
    time = 3_600_000;
    await load();
    expect(read).toHaveBeenCalledTimes(2);
    expect(written('extension')).toMatchObject([{ micros: 2_100_000 }]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the list is away'),
    );
  });

  it('ships no prices when the configuration wants none', async () => {
    const { load, written } = start({
      costs: { shippedPrices: { enabled: false } },
    });
    await load();
    expect(written('shipped')).toEqual([]);
  });

  it('reads commitments, and names what is wrong with them', async () => {
    const plan = { instanceType: 'p5.48xlarge', perNodeHour: 30 };
    const { load, ledger, problems } = start({
      costs: {
        commitments: [
          { ...plan, id: 'plan', nodes: 4 },
          { ...plan, id: 'plan', nodes: 0 },
        ],
      },
    });
    await load();
    expect(ledger.replaceCommitments).toHaveBeenCalledWith([
      expect.objectContaining({
        id: 'plan',
        nodes: 4,
        microsPerNodeHour: 30_000_000,
      }),
    ]);
    expect(problems).toEqual([
      expect.stringMatching(/commitments\[1\]\.id/),
      expect.stringMatching(/commitments\[1\]\.nodes/),
    ]);
  });

  it.each([
    [{ currency: 'TALER' }, /costs\.currency: "TALER" is no currency/],
    [{ timezones: ['Mars/Base'] }, /costs\.timezones: "Mars\/Base" is no/],
    [{ migWeight: 'both' }, /costs\.migWeight: must be memory or compute/],
    [{ backfillDays: -1 }, /costs\.backfillDays: must be a number of days/],
    [{ shippedPrices: { gpuCloud: 'moon' } }, /gpuCloud: must be gmi, nebius/],
  ])('complains of %j', (costs, problem) => {
    expect(start({ costs }).problems).toEqual([expect.stringMatching(problem)]);
  });
});
