import { TestDatabases } from '@backstage/backend-test-utils';
import type { AliasMove } from '@inference-portal/plugin-inference-common';
import fc from 'fast-check';
import { replayAliasMoves } from '../../../decide/registry/aliasHistory';
import { DATABASE_IDS, openStores } from '../../__testUtils__/openStores';
import {
  content,
  description,
  QWEN,
  writer,
} from '../../__testUtils__/versions';
import { openReplica } from '../../__testUtils__/openReplica';
import type { AliasMoveWish, RegistryStore } from '../RegistryStore';

jest.setTimeout(60_000);

function wish(change: Partial<AliasMoveWish> = {}): AliasMoveWish {
  return {
    alias: 'production',
    to: '1',
    expected: undefined,
    reason: null,
    approvedBy: null,
    ...change,
  };
}

async function historyOf(
  store: RegistryStore,
  alias: string,
): Promise<AliasMove[]> {
  const moves: AliasMove[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.listAliasHistory(QWEN, alias, {
      limit: 3,
      cursor,
    });
    moves.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return moves;
}

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('aliases on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function open() {
    const { db, registry } = await openStores(databases, databaseId);
    await registry.createModel(QWEN, description(), writer(1_000));
    await registry.registerVersions(
      ['1', '2', '3'].map(version => ({
        model: QWEN,
        content: content(version, { license: `LicenseRef-${version}` }),
      })),
      writer(1_000),
    );
    return { db, registry };
  }

  it('moves with its history and finds the version by it', async () => {
    const { registry } = await open();
    expect(
      await registry.moveAlias(
        QWEN,
        wish({ expected: null, reason: 'first' }),
        writer(2_000),
      ),
    ).toEqual({ status: 'moved', from: null });
    expect(
      await registry.moveAlias(
        QWEN,
        wish({ to: '2', expected: '1', approvedBy: 'user:default/ada' }),
        writer(3_000, 'user:default/li'),
      ),
    ).toEqual({ status: 'moved', from: '1' });
    expect(
      await registry.moveAlias(QWEN, wish({ to: '2' }), writer(4_000)),
    ).toEqual({ status: 'unchanged', from: '2' });
    expect(await historyOf(registry, 'production')).toEqual([
      {
        alias: 'production',
        from: '1',
        to: '2',
        at: '1970-01-01T00:00:03.000Z',
        by: 'user:default/li',
        approvedBy: 'user:default/ada',
        reason: null,
      },
      {
        alias: 'production',
        from: null,
        to: '1',
        at: '1970-01-01T00:00:02.000Z',
        by: 'user:default/mina',
        approvedBy: null,
        reason: 'first',
      },
    ]);
    expect(await registry.findVersion(QWEN, '@production')).toMatchObject({
      version: '2',
      aliases: ['production'],
    });
    expect(await registry.findModel(QWEN)).toMatchObject({
      license: 'LicenseRef-2',
      latestVersion: '3',
      aliases: [
        {
          alias: 'production',
          version: '2',
          since: '1970-01-01T00:00:03.000Z',
          movedBy: 'user:default/li',
          protected: false,
        },
      ],
    });
  });

  it('tells who was first when the alias is not where it was seen', async () => {
    const { registry } = await open();
    await registry.moveAlias(QWEN, wish(), writer(2_000));
    expect(
      await registry.moveAlias(
        QWEN,
        wish({ to: '3', expected: '2' }),
        writer(3_000),
      ),
    ).toEqual({
      status: 'overtaken',
      current: '1',
      movedBy: 'user:default/mina',
      since: 2_000,
    });
    expect(
      await registry.moveAlias(
        QWEN,
        wish({ alias: 'candidate', expected: '1' }),
        writer(3_000),
      ),
    ).toEqual({
      status: 'overtaken',
      current: null,
      movedBy: null,
      since: null,
    });
  });

  it('points to nothing when it is taken away, and at no version that is retired or not there', async () => {
    const { registry } = await open();
    await registry.moveAlias(QWEN, wish(), writer(2_000));
    await registry.setRetirement(
      QWEN,
      '2',
      { reason: 'broken', retired: true },
      writer(2_000),
    );
    expect(
      await registry.moveAlias(QWEN, wish({ to: '2' }), writer(3_000)),
    ).toEqual({ status: 'retired', reason: 'broken' });
    expect(
      await registry.moveAlias(QWEN, wish({ to: '9' }), writer(3_000)),
    ).toEqual({ status: 'no-version' });
    expect(
      await registry.moveAlias(
        { namespace: 'default', name: 'nobody' },
        wish(),
        writer(3_000),
      ),
    ).toEqual({ status: 'no-version' });
    expect(
      await registry.moveAlias(QWEN, wish({ to: null }), writer(4_000)),
    ).toEqual({ status: 'moved', from: '1' });
    expect(await registry.findVersion(QWEN, '@production')).toBeUndefined();
    expect(
      (
        await registry.listModels({
          filter: { kind: 'alias', alias: 'production' },
          limit: 10,
        })
      ).items,
    ).toEqual([]);
  });

  it('lets one of many movers at once win, and shows the winner to the others', async () => {
    const { db, registry } = await open();
    await registry.moveAlias(QWEN, wish(), writer(2_000));
    const replica = await openReplica(db);
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        [registry, replica.registry][index % 2]?.moveAlias(
          QWEN,
          wish({ to: index % 3 === 0 ? '2' : '3', expected: '1' }),
          writer(3_000 + index, `user:default/mover-${index}`),
        ),
      ),
    );
    await replica.close();
    const [newest, ...rest] = await historyOf(registry, 'production');
    expect(rest).toHaveLength(1);
    const won = outcomes.filter(outcome => outcome?.status === 'moved');
    expect(won).toHaveLength(1);
    const lost = outcomes.filter(outcome => outcome?.status === 'overtaken');
    expect(lost).toHaveLength(11);
    for (const outcome of lost) {
      expect(outcome).toMatchObject({
        current: newest?.to,
        movedBy: newest?.by,
      });
    }
  });

  it('lets one of many first movers win', async () => {
    const { db, registry } = await open();
    const replica = await openReplica(db);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        [registry, replica.registry][index % 2]?.moveAlias(
          QWEN,
          wish({ to: `${1 + (index % 3)}`, expected: null }),
          writer(3_000),
        ),
      ),
    );
    await replica.close();
    expect(outcomes.map(outcome => outcome?.status).sort()).toEqual([
      'moved',
      ...Array(7).fill('overtaken'),
    ]);
  });

  it('points to where its history leads, whatever was tried', async () => {
    const { registry } = await open();
    const versions = fc.constantFrom('1', '2', '3', '9', null);
    const wishes = fc.record({
      alias: fc.constantFrom('production', 'candidate'),
      to: versions,
      expected: fc.option(versions, { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(wishes, { maxLength: 8 }), async tried => {
        for (const one of tried) {
          await registry.moveAlias(QWEN, wish(one), writer(5_000));
        }
        const moves = [
          ...(await historyOf(registry, 'production')),
          ...(await historyOf(registry, 'candidate')),
        ].reverse();
        const model = await registry.findModel(QWEN);
        expect(
          new Map(model?.aliases.map(({ alias, version }) => [alias, version])),
        ).toEqual(
          new Map(
            [...replayAliasMoves(moves)].sort(([a], [b]) => (a < b ? -1 : 1)),
          ),
        );
      }),
      { numRuns: 15 },
    );
  });

  it('moves a protected alias once a second person approves, and names both', async () => {
    const { registry } = await open();
    const asked = await registry.requestAliasMove(
      QWEN,
      wish({ reason: 'better WER' }),
      writer(2_000),
    );
    const again = await registry.requestAliasMove(
      QWEN,
      wish({ reason: 'again' }),
      writer(3_000),
    );
    expect(again).toEqual(asked);
    const id = asked.status === 'requested' ? asked.request.id : '';
    expect((await registry.findModel(QWEN))?.pendingRequests).toEqual([
      await registry.findAliasRequest(QWEN, id),
    ]);
    const decided = await registry.decideAliasRequest(
      QWEN,
      id,
      { approve: true, reason: 'checked' },
      writer(4_000, 'user:default/ada'),
    );
    expect(decided).toMatchObject({
      status: 'approved',
      decidedBy: 'user:default/ada',
      decidedAt: '1970-01-01T00:00:04.000Z',
      decisionReason: 'checked',
    });
    expect(await historyOf(registry, 'production')).toEqual([
      expect.objectContaining({
        by: 'user:default/mina',
        approvedBy: 'user:default/ada',
        reason: 'better WER',
      }),
    ]);
    expect(
      await registry.decideAliasRequest(
        QWEN,
        id,
        { approve: false, reason: null },
        writer(5_000),
      ),
    ).toEqual(decided);
    expect(await registry.findModel(QWEN)).toMatchObject({
      pendingRequests: [],
    });
  });

  it('ends a request as stale when the alias has moved since, also there and back again', async () => {
    const { registry } = await open();
    await registry.moveAlias(QWEN, wish(), writer(2_000));
    const asked = await registry.requestAliasMove(
      QWEN,
      wish({ to: '3', expected: '1' }),
      writer(3_000),
    );
    await registry.moveAlias(QWEN, wish({ to: '2' }), writer(4_000));
    await registry.moveAlias(QWEN, wish({ to: '1' }), writer(5_000));
    const id = asked.status === 'requested' ? asked.request.id : '';
    expect(
      await registry.decideAliasRequest(
        QWEN,
        id,
        { approve: true, reason: null },
        writer(6_000, 'user:default/ada'),
      ),
    ).toMatchObject({
      status: 'stale',
      decisionReason: 'production was moved to 2 meanwhile',
    });
    expect(await registry.findModel(QWEN)).toMatchObject({
      aliases: [{ version: '1' }],
    });
    expect(
      await registry.requestAliasMove(
        QWEN,
        wish({ to: '3', expected: '2' }),
        writer(7_000),
      ),
    ).toMatchObject({ status: 'overtaken', current: '1' });
  });

  it('rejects without moving anything', async () => {
    const { registry } = await open();
    const asked = await registry.requestAliasMove(QWEN, wish(), writer(2_000));
    const id = asked.status === 'requested' ? asked.request.id : '';
    expect(
      await registry.decideAliasRequest(
        QWEN,
        id,
        { approve: false, reason: 'not yet' },
        writer(3_000, 'user:default/ada'),
      ),
    ).toMatchObject({ status: 'rejected', decisionReason: 'not yet' });
    expect(await historyOf(registry, 'production')).toEqual([]);
    expect(
      await registry.findAliasRequest(
        { namespace: 'default', name: 'nobody' },
        id,
      ),
    ).toBeUndefined();
  });
});
