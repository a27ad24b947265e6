import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type {
  ImportPage,
  RegistrySource,
} from '@inference-portal/plugin-inference-node';
import { KnexImportRunStore } from '../record';
import { openStores } from '../record/__testUtils__/openStores';
import { ImportRunner } from './imports/ImportRunner';
import { RegistryImport } from './imports/RegistryImport';
import { RegistryImports } from './importRegistries';

jest.setTimeout(60_000);

const NOW = Date.UTC(2026, 10, 22, 9, 0, 0);
const MINUTE = 60_000;
const ADA = 'user:default/ada';

const page = (name: string, bookmark: string): ImportPage => ({
  models: [
    {
      ref: { namespace: 'default', name },
      description: { owner: null },
      versions: [{ version: '1', source: `s3://models/${name}` }],
      aliases: [],
      retired: [],
      problems: [],
    },
  ],
  bookmark,
});

/** Something that a test lets happen. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { opened, open };
}

describe('RegistryImports', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function start(read: RegistrySource['read']) {
    const {
      db,
      registry: store,
      dataSources,
    } = await openStores(databases, 'SQLITE_3');
    const clock = { now: NOW };
    const now = () => clock.now;
    const onChange = jest.fn();
    const logger = mockServices.logger.mock();
    const runs = await KnexImportRunStore.create({
      database: mockServices.database({ knex: db }),
    });
    const replica = () => {
      const runner = new ImportRunner({
        runs,
        registryImport: new RegistryImport({
          store,
          isProtected: () => false,
          logger,
          now,
        }),
        dataSources,
        logger,
        onChange,
        now,
      });
      return new RegistryImports({
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
        runs,
        runner,
        logger,
        now,
      });
    };
    const imports = replica();
    const begin = async (
      at = imports,
      { dryRun = false, startedBy = ADA } = {},
    ) => {
      const outcome = await at.start('mlflow-main', { dryRun, startedBy });
      if (outcome.status !== 'started') {
        throw new Error(outcome.status);
      }
      return outcome;
    };
    const run = async (options?: { dryRun?: boolean }) => {
      const { run: begun, ended } = await begin(imports, options);
      await ended;
      return imports.find(begun.id);
    };
    const source = async () => (await dataSources.list())[0];
    return {
      imports,
      replica,
      begin,
      run,
      source,
      onChange,
      clock,
      store,
      logger,
    };
  }

  it('tells the health of a registry that was read as a data source', async () => {
    const { run, source, onChange } = await start(async function* read() {
      const { models, bookmark } = page('chat', '1');
      yield {
        models: models.map(model => ({
          ...model,
          problems: ['version 7 has no source'],
        })),
        bookmark,
      };
    });
    expect(await run()).toMatchObject({
      source: 'mlflow-main',
      state: 'succeeded',
      startedBy: ADA,
      models: { created: 1 },
      problems: 1,
      foundProblems: ['default/chat: version 7 has no source'],
    });
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
        yield page('chat', '1');
        throw new Error('https://mlflow.example.com answered 401');
      }
      yield { models: [], bookmark: null };
    });
    await run();
    expect(await source()).toMatchObject({ status: 'healthy', issues: [] });
    fails = true;
    expect(await run()).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('401'),
      finishedAt: '2026-11-22T09:00:00.000Z',
    });
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

  it('answers at once and tells how far it has come, on every replica', async () => {
    const first = gate();
    const second = gate();
    const { begin, replica, clock, imports } = await start(
      async function* read() {
        await first.opened;
        yield page('chat', '1');
        first.open();
        clock.now += MINUTE / 2;
        yield page('ocr', '2');
        await second.opened;
      },
    );
    const { run, ended } = await begin(imports, { dryRun: true });
    expect(run).toMatchObject({
      state: 'running',
      dryRun: true,
      models: { created: 0 },
      finishedAt: null,
    });
    const other = replica();
    expect(
      await other.start('mlflow-main', { dryRun: false, startedBy: ADA }),
    ).toMatchObject({ status: 'running', run: { id: run.id } });
    first.open();
    second.open();
    await ended;
    expect(await other.list({ limit: 10 })).toMatchObject([
      { id: run.id, state: 'succeeded', models: { created: 2 } },
    ]);
    expect(await other.find(run.id)).toMatchObject({
      changes: [
        { kind: 'model-created', model: { name: 'chat' } },
        { kind: 'version-created', name: '1' },
        { kind: 'model-created', model: { name: 'ocr' } },
        { kind: 'version-created', name: '1' },
      ],
    });
  });

  it('goes on with the import of a process that ended, from the last page', async () => {
    const hangs = gate();
    const readFrom: (string | null)[] = [];
    const reached = gate();
    const { begin, imports, replica, clock, store } = await start(
      async function* read({ bookmark }) {
        readFrom.push(bookmark);
        if (bookmark === null) {
          yield page('chat', '1');
          reached.open();
          await hangs.opened;
        }
        yield page('ocr', '2');
      },
    );
    const { run, ended } = await begin();
    await reached.opened;
    const other = replica();
    await other.tend();
    expect(await other.list({ limit: 10 })).toHaveLength(1);
    clock.now += 2 * MINUTE;
    await other.tend();
    await waitFor(async () => {
      const [newest] = await other.list({ limit: 10 });
      return newest?.state === 'succeeded';
    });
    expect(readFrom).toEqual([null, '1']);
    expect(await other.list({ limit: 10 })).toMatchObject([
      { state: 'succeeded', startedBy: ADA, models: { created: 1 } },
      { id: run.id, state: 'interrupted' },
    ]);
    // The first comes back to life, and writes nothing any more.
    const before = await store.readImportBookmark('mlflow-main');
    hangs.open();
    await ended;
    expect(await store.readImportBookmark('mlflow-main')).toBe(before);
    expect(await imports.find(run.id)).toMatchObject({ state: 'interrupted' });
  });

  it('leaves an import alone that its process keeps alive', async () => {
    const hangs = gate();
    const reached = gate();
    const { begin, imports, replica, clock } = await start(
      async function* read() {
        reached.open();
        await hangs.opened;
        yield page('chat', '1');
      },
    );
    const { run, ended } = await begin();
    await reached.opened;
    const other = replica();
    for (let minute = 0; minute < 4; minute += 1) {
      clock.now += MINUTE / 2;
      await imports.tend();
      await other.tend();
    }
    hangs.open();
    await ended;
    expect(await other.list({ limit: 10 })).toMatchObject([
      { id: run.id, state: 'succeeded' },
    ]);
  });

  it('ends its imports at shutdown, and the next goes on at once', async () => {
    const reached = gate();
    let hangs = true;
    const { begin, imports, replica, source, clock } = await start(
      async function* read({ signal }) {
        yield page('chat', '1');
        reached.open();
        if (hangs) {
          await new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
          });
        }
      },
    );
    await begin();
    await reached.opened;
    hangs = false;
    await imports.shutdown();
    expect(await source()).toBeUndefined();
    clock.now += 1;
    const other = replica();
    await other.tend();
    await waitFor(async () => {
      const [newest] = await other.list({ limit: 10 });
      return newest?.state === 'succeeded';
    });
    expect(
      await imports.start('mlflow-main', { dryRun: false, startedBy: ADA }),
    ).toEqual({ status: 'ending' });
  });

  it('does not try again and again what ends its process each time', async () => {
    const never = gate();
    const { begin, replica, clock } = await start(async function* read() {
      await never.opened;
      yield page('chat', '1');
    });
    await begin();
    for (let restart = 0; restart < 6; restart += 1) {
      clock.now += 2 * MINUTE;
      await replica().tend();
    }
    expect(
      (await replica().list({ limit: 10 })).map(({ state }) => state),
    ).toEqual(['interrupted', 'interrupted', 'interrupted']);
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
    expect(await imports.list({ limit: 10 })).toMatchObject([
      {
        state: 'failed',
        startedBy: 'service:scheduler',
        error: expect.stringContaining('away'),
      },
    ]);
  });

  it('stops at the timeout of the schedule and says so', async () => {
    const { imports } = await start(async function* read({ signal }) {
      yield page('chat', '1');
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    });
    const scheduler = mockServices.scheduler.mock();
    await imports.schedule(scheduler);
    const [task] = scheduler.scheduleTask.mock.calls[0] ?? [];
    const controller = new AbortController();
    const ended = task?.fn(controller.signal);
    await waitFor(async () => {
      const [run] = await imports.list({ limit: 1 });
      return run !== undefined;
    });
    controller.abort();
    await ended;
    expect(await imports.list({ limit: 10 })).toMatchObject([
      { state: 'failed', error: expect.stringContaining('schedule.timeout') },
    ]);
  });
});

/** Waits without a clock: what a test waits for happens by itself. */
async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) {
    await new Promise(resolve => setImmediate(resolve));
  }
}
