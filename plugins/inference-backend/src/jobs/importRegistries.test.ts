import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { RegistrySource } from '@inference-portal/plugin-inference-node';
import { openStores } from '../record/__testUtils__/openStores';
import { RegistryImport } from './imports/RegistryImport';
import { RegistryImports } from './importRegistries';

jest.setTimeout(60_000);

const NOW = Date.UTC(2026, 10, 22, 9, 0, 0);

describe('RegistryImports', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function start(read: RegistrySource['read']) {
    const { registry: store, dataSources } = await openStores(
      databases,
      'SQLITE_3',
    );
    const onChange = jest.fn();
    const logger = mockServices.logger.mock();
    const imports = new RegistryImports({
      sources: [
        {
          source: {
            name: 'mlflow-main',
            type: 'mlflow',
            url: 'https://mlflow.example.com',
            read,
            findVersion: async () => '3.17.0',
          },
          schedule: null,
        },
      ],
      registryImport: new RegistryImport({
        store,
        isProtected: () => false,
        logger,
        now: () => NOW,
      }),
      dataSources,
      logger,
      onChange,
      now: () => NOW,
    });
    const run = () =>
      imports.run('mlflow-main', {
        dryRun: false,
        signal: new AbortController().signal,
      });
    const source = async () => (await dataSources.list())[0];
    return { imports, run, source, onChange };
  }

  it('tells the health of a registry that was read as a data source', async () => {
    const { run, source, onChange } = await start(async function* read() {
      yield {
        models: [
          {
            ref: { namespace: 'default', name: 'chat' },
            description: { owner: null },
            versions: [],
            aliases: [],
            retired: [],
            problems: ['version 7 has no source'],
          },
        ],
        bookmark: '1',
      };
    });
    await run();
    expect(await source()).toMatchObject({
      id: 'registry:mlflow-main',
      type: 'registry',
      url: 'https://mlflow.example.com',
      status: 'degraded',
      version: '3.17.0',
      lastDataAt: '2026-11-22T09:00:00.000Z',
      issues: [{ message: 'default/chat: version 7 has no source' }],
    });
    expect(onChange).toHaveBeenCalled();
  });

  it('tells why a registry cannot be read, and keeps when it last could', async () => {
    let fails = false;
    const { run, source } = await start(async function* read() {
      if (fails) {
        throw new Error('https://mlflow.example.com answered 401');
      }
      yield { models: [], bookmark: null };
    });
    await run();
    expect(await source()).toMatchObject({ status: 'healthy', issues: [] });
    fails = true;
    await expect(run()).rejects.toThrow('401');
    expect(await source()).toMatchObject({
      status: 'unreachable',
      version: '3.17.0',
      lastDataAt: '2026-11-22T09:00:00.000Z',
      issues: [
        {
          code: 'unreachable',
          message: expect.stringContaining('401'),
          fix: expect.stringContaining('inference.registries'),
        },
      ],
    });
  });

  it('runs one import of a source at a time', async () => {
    let finish = () => {};
    const gate = new Promise<void>(resolve => {
      finish = resolve;
    });
    const { run } = await start(async function* read() {
      await gate;
      yield { models: [], bookmark: null };
    });
    const first = run();
    expect(await run()).toBeUndefined();
    finish();
    expect(await first).toMatchObject({ source: 'mlflow-main' });
  });

  it('schedules each source and outlives its failures', async () => {
    const { imports } = await start(async function* read() {
      yield await Promise.reject(new Error('away'));
    });
    const scheduler = mockServices.scheduler.mock();
    await imports.schedule(scheduler);
    const [task] = scheduler.scheduleTask.mock.calls[0] ?? [];
    expect(task).toMatchObject({
      id: 'inference-import-mlflow-main',
      frequency: { hours: 1 },
    });
    await expect(
      task?.fn(new AbortController().signal),
    ).resolves.toBeUndefined();
  });
});
