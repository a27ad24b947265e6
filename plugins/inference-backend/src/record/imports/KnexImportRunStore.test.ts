import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { at } from '../__testUtils__/observations';
import { DATABASE_IDS } from '../__testUtils__/openStores';
import { KnexImportRunStore } from './KnexImportRunStore';
import { NO_PROGRESS } from './importRunRows';

jest.setTimeout(60_000);

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('KnexImportRunStore on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function open() {
    const knex = await databases.init(databaseId);
    const store = await KnexImportRunStore.create({
      database: mockServices.database({ knex }),
    });
    const begin = (
      offsetMs: number,
      {
        source = 'mlflow',
        dryRun = false,
        startedBy = 'user:default/ada',
        scheduled = false,
      } = {},
    ) =>
      store.begin({
        source,
        dryRun,
        startedBy,
        scheduled,
        now: at(offsetMs),
        ttlMs: 60_000,
      });
    const states = async () =>
      (await store.list({ limit: 100 })).map(({ state }) => state);
    return { store, begin, states };
  }

  it('lets exactly one of many begin', async () => {
    const { store, begin } = await open();
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => begin(0)),
    );
    const begun = outcomes.filter(({ status }) => status === 'begun');
    expect(begun).toHaveLength(1);
    expect(new Set(outcomes.map(({ run }) => run.id)).size).toBe(1);
    expect(await store.list({ limit: 100 })).toHaveLength(1);
    expect(await begin(1, { source: 'hub' })).toMatchObject({
      status: 'begun',
    });
  });

  it('keeps a run while it is renewed, and lets the next in once its time is over', async () => {
    const { store, begin, states } = await open();
    const { run } = await begin(0);
    expect(await store.renew(run.id, { now: at(50_000), ttlMs: 60_000 })).toBe(
      true,
    );
    await store.endExpired(at(109_999));
    expect(await begin(109_999)).toMatchObject({ status: 'running' });
    expect(await begin(110_000)).toMatchObject({ status: 'begun' });
    expect(await states()).toEqual(['running', 'interrupted']);
    expect(await store.renew(run.id, { now: at(110_001), ttlMs: 60_000 })).toBe(
      false,
    );
    expect(
      await store.end(run.id, { state: 'succeeded' }, { now: at(110_001) }),
    ).toBe(false);
  });

  it('tells how far a run has come and how it ended', async () => {
    const { store, begin } = await open();
    const { run } = await begin(0, { dryRun: true });
    const progress = {
      ...NO_PROGRESS,
      versions: { created: 2, changed: 0, unchanged: 1, skipped: 0 },
      retired: 1,
      changes: [
        {
          kind: 'version-retired' as const,
          model: { namespace: 'default', name: 'chat' },
          name: '3',
          detail: 'gone from mlflow',
        },
      ],
      problems: 1,
      foundProblems: ['default/chat: a \0 in it'],
    };
    await store.renew(run.id, { now: at(10_000), ttlMs: 60_000, progress });
    expect(await store.find(run.id)).toMatchObject({
      ...progress,
      state: 'running',
      dryRun: true,
      changedAt: new Date(at(10_000)).toISOString(),
      finishedAt: null,
      error: null,
    });
    await store.end(
      run.id,
      { state: 'failed', error: 'answered 401' },
      { now: at(20_000) },
    );
    expect(await store.find(run.id)).toMatchObject({
      ...progress,
      state: 'failed',
      error: 'answered 401',
      finishedAt: new Date(at(20_000)).toISOString(),
    });
    const [listed] = await store.list({ source: 'mlflow', limit: 1 });
    expect(listed).toMatchObject({ retired: 1 });
    expect(listed).not.toHaveProperty('changes');
    expect(await store.list({ source: 'hub', limit: 1 })).toEqual([]);
    expect(await store.find('nobody')).toBeUndefined();
  });

  it('names what was interrupted and nobody has gone on with, dry runs aside', async () => {
    const { store, begin } = await open();
    const interrupt = async (
      offsetMs: number,
      options: Parameters<typeof begin>[1] = {},
    ) => {
      const { run } = await begin(offsetMs, options);
      await store.end(
        run.id,
        { state: 'interrupted' },
        { now: at(offsetMs + 1) },
      );
    };
    await interrupt(0);
    await interrupt(10);
    await interrupt(20, { dryRun: true });
    await interrupt(30, { source: 'hub' });
    await begin(40, { source: 'hub' });
    expect(await store.listInterrupted()).toMatchObject([
      { run: { source: 'mlflow' }, inARow: 2 },
    ]);
  });

  const changing = {
    ...NO_PROGRESS,
    versions: { created: 1, changed: 0, unchanged: 0, skipped: 0 },
  };

  it('keeps the newest runs, those that were asked for apart from the scheduled', async () => {
    const { store, begin } = await open();
    const asked = await begin(0);
    await store.end(asked.run.id, { state: 'succeeded' }, { now: at(1) });
    for (let minute = 1; minute <= 30; minute += 1) {
      const { run } = await begin(minute * 60_000, { scheduled: true });
      await store.end(
        run.id,
        { state: 'succeeded' },
        { now: at(minute * 60_000 + 1), progress: changing },
      );
    }
    const kept = await store.list({ limit: 100 });
    expect(kept).toHaveLength(22);
    expect(kept.at(-1)?.id).toBe(asked.run.id);
    expect(kept[0]?.startedAt).toBe(new Date(at(30 * 60_000)).toISOString());
  });

  it('keeps of the scheduled runs that changed nothing only the newest', async () => {
    const { store, begin } = await open();
    const run = async (
      minute: number,
      end: Parameters<typeof store.end>[1],
      progress = NO_PROGRESS,
    ) => {
      const begun = await begin(minute * 60_000, { scheduled: true });
      const now = at(minute * 60_000 + 1);
      await store.end(begun.run.id, end, { now, progress });
      return begun.run.id;
    };
    const succeeded = { state: 'succeeded' } as const;
    const imported = await run(1, succeeded, changing);
    const failed = await run(2, { state: 'failed', error: 'HTTP 503' });
    const retired = await run(3, succeeded, { ...NO_PROGRESS, retired: 1 });
    const idle: string[] = [];
    for (let minute = 4; minute < 40; minute += 1) {
      idle.push(await run(minute, succeeded));
    }
    const running = await begin(40 * 60_000, { scheduled: true });
    const kept = await store.list({ limit: 100 });
    expect(kept.map(({ id }) => id)).toEqual([
      running.run.id,
      idle.at(-1),
      retired,
      failed,
      imported,
    ]);
  });
});
