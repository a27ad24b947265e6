import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { DATABASE_IDS, openStores } from '../../__testUtils__/openStores';
import { openReplica } from '../../__testUtils__/openReplica';
import {
  BOT,
  content,
  description,
  QWEN,
  SHA,
  writer,
} from '../../__testUtils__/versions';
import type { RegistryStore } from '../RegistryStore';

jest.setTimeout(60_000);

const node = (version: string) => `model:default/qwen3-32b@${version}`;
const to = (...targets: string[]) =>
  targets.map(target => ({ relation: 'merge' as const, to: target }));

function walk(
  registry: RegistryStore,
  direction: 'up' | 'down' | 'both',
  roots: readonly string[],
  change: { depth?: number; maxNodes?: number } = {},
) {
  return registry.walkLineage({
    roots,
    direction,
    depth: 50,
    maxNodes: 5_000,
    ...change,
  });
}

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('lineage on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function open(...versions: string[]) {
    const { db, registry } = await openStores(databases, databaseId);
    for (const model of [QWEN, BOT]) {
      await registry.createModel(model, description(), writer(1_000));
    }
    await registry.registerVersions(
      versions.map(version => ({
        model: QWEN,
        content: content(version, {
          source: {
            uri: `s3://b/${version}`,
            kind: 's3',
            pinned: false,
            revision: null,
          },
        }),
      })),
      writer(1_000),
    );
    return { db, registry };
  }

  it('walks up to what things were made from and down to what was made from them', async () => {
    const { registry } = await open('1', '2', '3');
    await registry.addLineage(
      QWEN,
      '2',
      to(node('1'), 'dataset:d'),
      writer(2_000),
    );
    await registry.addLineage(
      QWEN,
      '3',
      [{ relation: 'quantized', to: node('2'), note: 'AWQ' }],
      writer(2_000),
    );
    expect(await walk(registry, 'up', [node('3')])).toEqual({
      roots: [node('3')],
      nodes: [node('3'), node('2'), 'dataset:d', node('1')],
      edges: [
        { from: node('3'), to: node('2'), relation: 'quantized', note: 'AWQ' },
        { from: node('2'), to: 'dataset:d', relation: 'merge', note: null },
        { from: node('2'), to: node('1'), relation: 'merge', note: null },
      ],
      truncated: false,
    });
    expect((await walk(registry, 'down', [node('1')])).nodes).toEqual([
      node('1'),
      node('2'),
      node('3'),
    ]);
    expect((await walk(registry, 'both', [node('2')])).nodes).toEqual([
      node('2'),
      'dataset:d',
      node('1'),
      node('3'),
    ]);
  });

  it('says when depth or the number of nodes cut something off, and only then', async () => {
    const { registry } = await open('1', '2', '3');
    await registry.addLineage(QWEN, '2', to(node('1')), writer(2_000));
    await registry.addLineage(QWEN, '3', to(node('2')), writer(2_000));
    const truncated = async (change: { depth?: number; maxNodes?: number }) => {
      const found = await walk(registry, 'up', [node('3')], change);
      return [found.nodes.length, found.truncated];
    };
    expect(await truncated({ depth: 1 })).toEqual([2, true]);
    expect(await truncated({ depth: 2 })).toEqual([3, false]);
    expect(await truncated({ maxNodes: 2 })).toEqual([2, true]);
    expect(await truncated({ maxNodes: 3 })).toEqual([3, false]);
  });

  it('finds every revision of a public model, and the versions here that are it, when it is asked for without a revision', async () => {
    const { registry } = await open('1', '2', '3');
    await registry.addLineage(
      QWEN,
      '1',
      to(`hf://Qwen/Qwen3-32B@${SHA}`),
      writer(2_000),
    );
    await registry.addLineage(
      QWEN,
      '2',
      to('hf://Qwen/Qwen3-32B@main'),
      writer(2_000),
    );
    await registry.addLineage(
      QWEN,
      '3',
      to('hf://Qwen/Qwen3-32B-Base'),
      writer(2_000),
    );
    await registry.registerVersion(BOT, content('7'), writer(2_000));
    const found = await walk(registry, 'down', ['hf://Qwen/Qwen3-32B']);
    expect([...found.nodes].sort()).toEqual([
      'hf://Qwen/Qwen3-32B',
      `hf://Qwen/Qwen3-32B@${SHA}`,
      'hf://Qwen/Qwen3-32B@main',
      node('1'),
      node('2'),
      'model:support/support-bot@7',
    ]);
    expect(found.roots).toHaveLength(4);
    // A revision that is asked for is meant by itself.
    expect(
      (await walk(registry, 'down', ['hf://Qwen/Qwen3-32B@main'])).nodes,
    ).toEqual(['hf://Qwen/Qwen3-32B@main', node('2')]);
  });

  it('refuses an edge that closes a cycle and tells the way around', async () => {
    const { registry } = await open('1', '2', '3');
    await registry.addLineage(QWEN, '2', to(node('1')), writer(2_000));
    await registry.addLineage(QWEN, '3', to(node('2')), writer(2_000));
    expect(
      await registry.addLineage(
        QWEN,
        '1',
        to('dataset:d', node('3')),
        writer(3_000),
      ),
    ).toEqual({
      status: 'cycle',
      path: [node('1'), node('3'), node('2'), node('1')],
    });
    expect((await registry.findVersion(QWEN, '1'))?.lineage).toEqual([]);
  });

  it('refuses a version that closes a cycle with an edge to it that was there before', async () => {
    const { registry } = await open('1');
    await registry.addLineage(QWEN, '1', to(node('2')), writer(2_000));
    expect(
      await registry.registerVersion(
        QWEN,
        content('2', { lineage: to(node('1')) }),
        writer(3_000),
      ),
    ).toEqual({
      status: 'cycle',
      path: [node('2'), node('1'), node('2')],
    });
  });

  it('adds an edge once, and not with another note', async () => {
    const { registry } = await open('1');
    const add = (note?: string) =>
      registry.addLineage(
        QWEN,
        '1',
        [{ relation: 'finetune', to: 'hf://a/b', ...(note && { note }) }],
        writer(2_000),
      );
    expect(await add()).toEqual({ status: 'added' });
    expect(await add()).toEqual({ status: 'unchanged' });
    expect(await add('LoRA')).toEqual({
      status: 'conflict',
      differences: [
        {
          field: 'lineage: finetune hf://a/b',
          recorded: null,
          offered: 'LoRA',
        },
      ],
    });
    expect(
      await registry.addLineage(QWEN, '9', to('hf://a/b'), writer(2_000)),
    ).toEqual({ status: 'no-version' });
  });

  it('lets two edges at once close no cycle', async () => {
    const { db, registry } = await open('1', '2');
    const replica = await openReplica(db);
    for (let round = 0; round < 5; round += 1) {
      // Of two models, so that the lock of a model does not keep them apart.
      const [a, b] = [`a${round}`, `b${round}`];
      await registry.registerVersions(
        [
          { model: QWEN, content: content(a) },
          { model: BOT, content: content(b) },
        ],
        writer(2_000),
      );
      const outcomes = await Promise.all([
        registry.addLineage(
          QWEN,
          a,
          to(`model:support/support-bot@${b}`),
          writer(3_000),
        ),
        replica.registry.addLineage(BOT, b, to(node(a)), writer(3_000)),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual([
        'added',
        'cycle',
      ]);
    }
    await replica.close();
  });

  it('has no cycle whatever is added, and finds Y below X exactly when X is above Y', async () => {
    const { registry } = await openStores(databases, databaseId);
    let round = 0;
    const edge = fc.record({
      from: fc.nat(7),
      to: fc.nat(7),
      relation: fc.constantFrom('merge' as const, 'finetune' as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edge, { maxLength: 20 }), async edges => {
        round += 1;
        const model = { namespace: 'default', name: `m${round}` };
        const id = (version: number) => `model:default/m${round}@${version}`;
        await registry.createModel(model, description(), writer(1_000));
        await registry.registerVersions(
          Array.from({ length: 8 }, (_, version) => ({
            model,
            content: content(`${version}`, {
              source: {
                uri: 's3://b/m',
                kind: 's3',
                pinned: false,
                revision: null,
              },
            }),
          })),
          writer(1_000),
        );
        for (const one of edges) {
          await registry.addLineage(
            model,
            `${one.from}`,
            [{ relation: one.relation, to: id(one.to) }],
            writer(2_000),
          );
        }
        const above: string[][] = [];
        const below: string[][] = [];
        for (let version = 0; version < 8; version += 1) {
          const up = await walk(registry, 'up', [id(version)]);
          const down = await walk(registry, 'down', [id(version)]);
          // An edge back to the root would be a cycle.
          expect(up.edges.filter(found => found.to === id(version))).toEqual(
            [],
          );
          above.push(...up.nodes.map(upper => [upper, id(version)]));
          below.push(...down.nodes.map(lower => [id(version), lower]));
        }
        expect(above.map(String).sort()).toEqual(below.map(String).sort());
      }),
      { numRuns: 10 },
    );
  });
});
