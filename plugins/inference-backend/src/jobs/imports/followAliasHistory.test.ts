import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type {
  ImportedAliasMove,
  ImportedModel,
  RegistrySource,
} from '@inference-portal/plugin-inference-node';
import {
  DATABASE_IDS,
  openStores,
} from '../../record/__testUtils__/openStores';
import { RegistryImport } from './RegistryImport';

jest.setTimeout(60_000);

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 9);
const FRAUD = { namespace: 'default', name: 'fraud-scorer' };
const NOOR = 'user:default/noor.haddad';
const GRACE = 'user:default/grace.okafor';

function move(
  to: string | null,
  daysAgo: number,
  by = NOOR,
): ImportedAliasMove {
  return {
    to,
    at: NOW - daysAgo * DAY,
    by,
    reason: `to ${to}`,
    approvedBy: GRACE,
  };
}

function model(
  history: readonly ImportedAliasMove[] | undefined,
  change: Partial<ImportedModel> = {},
): ImportedModel {
  return {
    ref: FRAUD,
    description: { owner: 'group:default/fraud-risk', title: 'Fraud scorer' },
    versions: [1, 2, 3].map(number => ({
      version: `v${number}`,
      source: `s3://models/fraud-scorer/v${number}/`,
      createdAt: new Date(NOW - (400 - number * 100) * DAY).toISOString(),
    })),
    aliases: [
      {
        alias: 'production',
        version: history?.[history.length - 1]?.to ?? 'v3',
        ...(history && { history }),
      },
    ],
    retired: [{ version: 'v1', reason: 'too old' }],
    problems: [],
    ...change,
  };
}

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('followAliasHistory on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function open(isProtected = true) {
    const { registry } = await openStores(databases, databaseId);
    let now = NOW;
    const registryImport = new RegistryImport({
      store: registry,
      isProtected: () => isProtected,
      logger: mockServices.logger.mock(),
      now: () => now,
    });
    const run = (imported: ImportedModel, dryRun = false) => {
      now += DAY;
      const source: RegistrySource = {
        name: 'ledger',
        type: 'other',
        url: 'https://registry.example.com',
        async *read() {
          yield { models: [imported], bookmark: null };
        },
        findVersion: async () => null,
      };
      const { signal } = new AbortController();
      return registryImport.run(source, { dryRun, signal });
    };
    const moves = async () =>
      (
        await registry.listAliasHistory(FRAUD, 'production', { limit: 100 })
      ).items.map(({ to }) => to);
    return { registry, run, moves };
  }

  const story = [
    move('v1', 290),
    move('v2', 190),
    move('v1', 188),
    move('v3', 60),
  ];

  it('asks for the move that waits at the source, in the name of who asked there, and not in a dry run', async () => {
    const { registry, run, moves } = await open();
    const [production] = model(story).aliases;
    const waiting = model(story, {
      aliases: production
        ? [{ ...production, wish: move('v2', 0.1, NOOR) }]
        : [],
    });
    const pending = async () =>
      (await registry.findModel(FRAUD))?.pendingRequests ?? [];
    await run(waiting, true);
    expect(await pending()).toEqual([]);
    await run(waiting);
    await run(waiting);
    expect(await pending()).toMatchObject([
      {
        alias: 'production',
        from: 'v3',
        to: 'v2',
        requestedBy: NOOR,
        reason: 'to v2',
        status: 'pending',
      },
    ]);
    expect(await moves()).toEqual(['v3', 'v1', 'v2', 'v1']);
  });

  it('replays the moves with their own times and people, of protected aliases and to versions retired since', async () => {
    const { registry, run } = await open();
    const report = await run(model(story));
    expect(report.aliases).toMatchObject({ created: 1 });
    expect(report.foundProblems).toEqual([]);
    const { items } = await registry.listAliasHistory(FRAUD, 'production', {
      limit: 10,
    });
    expect(items.map(({ from, to }) => [from, to])).toEqual([
      ['v1', 'v3'],
      ['v2', 'v1'],
      ['v1', 'v2'],
      [null, 'v1'],
    ]);
    expect(items[0]).toMatchObject({
      at: new Date(NOW - 60 * DAY).toISOString(),
      by: NOOR,
      approvedBy: GRACE,
      reason: 'to v3',
    });
    const found = await registry.findModel(FRAUD);
    expect(found?.aliases).toMatchObject([
      {
        alias: 'production',
        version: 'v3',
        since: new Date(NOW - 60 * DAY).toISOString(),
        movedBy: NOOR,
      },
    ]);
    expect(found?.changedAt).toBe(new Date(NOW + DAY).toISOString());
  });

  it('keeps when versions were made apart from when they were imported', async () => {
    const { registry, run } = await open();
    await run(model(story));
    const version = await registry.findVersion(FRAUD, 'v2');
    expect(version).toMatchObject({
      createdAt: new Date(NOW - 200 * DAY).toISOString(),
      registeredAt: new Date(NOW + DAY).toISOString(),
    });
  });

  it('changes nothing the second time', async () => {
    const { run, moves } = await open();
    await run(model(story));
    const again = await run(model(story));
    expect(again.aliases).toEqual({
      created: 0,
      changed: 0,
      unchanged: 1,
      skipped: 0,
    });
    expect(await moves()).toHaveLength(4);
  });

  it('goes on where an import was stopped in the middle of a history', async () => {
    const { registry, run, moves } = await open();
    await run(model(undefined, { aliases: [], retired: [] }));
    for (const { to, at, by } of story.slice(0, 2)) {
      await registry.moveAlias(
        FRAUD,
        {
          alias: 'production',
          to,
          expected: undefined,
          reason: null,
          approvedBy: null,
        },
        { actor: by, at: at as never, origin: 'other' },
      );
    }
    await run(model(story));
    expect(await moves()).toEqual(['v3', 'v1', 'v2', 'v1']);
  });

  it('follows later moves of an alias that is not protected, and leaves a protected one to people here', async () => {
    const later = [...story, move('v2', -3)];
    const open1 = await open(false);
    await open1.run(model(story));
    await open1.run(model(later));
    expect((await open1.moves())[0]).toBe('v2');

    const open2 = await open(true);
    await open2.run(model(story));
    const report = await open2.run(model(later));
    expect((await open2.moves())[0]).toBe('v3');
    expect(report.foundProblems).toEqual([
      'default/fraud-scorer: alias production is protected and stays at version v3, at the source it is v2: move it here, with the approval of a second person',
    ]);
  });

  it('leaves an alias alone that somebody moved here', async () => {
    const { registry, run, moves } = await open(false);
    await run(model(story));
    await registry.moveAlias(
      FRAUD,
      {
        alias: 'production',
        to: 'v2',
        expected: 'v3',
        reason: 'alerts rose',
        approvedBy: null,
      },
      { actor: NOOR, at: (NOW + DAY) as never, origin: 'portal' },
    );
    const report = await run(model([...story, move('v1', -1)]));
    expect(report.aliases.skipped).toBe(1);
    expect((await moves())[0]).toBe('v2');
  });

  it('tells a move to a version that is not registered as a problem and replays the rest', async () => {
    const { run, moves } = await open();
    const report = await run(
      model([move('v1', 290), move('v0', 280), move('v3', 60)]),
    );
    expect(await moves()).toEqual(['v3', 'v1']);
    expect(report.foundProblems).toEqual([
      `default/fraud-scorer: alias production pointed to version v0 on ${new Date(
        NOW - 280 * DAY,
      ).toISOString()}, which is not registered: its history has a gap`,
    ]);
    expect((await run(model(story.slice(0, 1)))).problems).toBe(0);
  });

  it('moves on to where the alias points when the history does not lead there', async () => {
    const { run, moves } = await open(false);
    const told = [move('v1', 290)];
    await run(
      model(told, {
        aliases: [{ alias: 'production', version: 'v2', history: told }],
      }),
    );
    expect(await moves()).toEqual(['v2', 'v1']);
    await run(
      model(told, {
        aliases: [{ alias: 'production', version: 'v3', history: told }],
      }),
    );
    expect(await moves()).toEqual(['v3', 'v2', 'v1']);
  });

  it('says in a dry run what would happen and writes nothing', async () => {
    const { registry, run } = await open();
    const report = await run(model(story), true);
    expect(report.aliases.created).toBe(1);
    expect(await registry.findModel(FRAUD)).toBeUndefined();
  });
});
