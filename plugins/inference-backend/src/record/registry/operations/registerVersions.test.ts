import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { DATABASE_IDS, openStores } from '../../__testUtils__/openStores';
import { openReplica } from '../../__testUtils__/openReplica';
import {
  content,
  description,
  QWEN,
  writer,
} from '../../__testUtils__/versions';

jest.setTimeout(60_000);

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('registering versions on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function open() {
    const { db, registry } = await openStores(databases, databaseId);
    await registry.createModel(QWEN, description(), writer(1_000));
    return { db, registry, replica: await openReplica(db) };
  }

  it('lets one of two at once register and tells the other that nothing changed, or what differs', async () => {
    const { registry, replica } = await open();
    for (let round = 0; round < 5; round += 1) {
      const same = await Promise.all(
        [registry, replica.registry].map(store =>
          store.registerVersion(QWEN, content(`s${round}`), writer(2_000)),
        ),
      );
      expect(same.map(({ status }) => status).sort()).toEqual([
        'registered',
        'unchanged',
      ]);
      const other = await Promise.all(
        [registry, replica.registry].map((store, index) =>
          store.registerVersion(
            QWEN,
            content(`o${round}`, { format: `f${index}` }),
            writer(2_000),
          ),
        ),
      );
      expect(other.map(({ status }) => status).sort()).toEqual([
        'conflict',
        'registered',
      ]);
    }
    expect(await registry.findModel(QWEN)).toMatchObject({ versions: 10 });
    await replica.close();
  });

  it('creates one model of two at once', async () => {
    const { registry, replica } = await open();
    const model = { namespace: 'default', name: 'New' };
    const made = await Promise.all(
      [registry, replica.registry, registry, replica.registry].map(store =>
        store.createModel(model, description(), writer(2_000)),
      ),
    );
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    await replica.close();
  });

  it('lets two imports of the same versions in different order both end', async () => {
    const { registry, replica } = await open();
    const models = Array.from({ length: 20 }, (_, index) => ({
      namespace: 'default',
      name: `m${index}`,
    }));
    for (const model of models) {
      await registry.createModel(model, description(), writer(1_000));
    }
    const versions = models.flatMap(model =>
      ['1', '2'].map(version => ({
        model,
        content: content(version, {
          lineage: [
            { relation: 'previous-version' as const, to: 'model:default/m0@0' },
          ],
        }),
      })),
    );
    const outcomes = await Promise.all([
      registry.registerVersions(versions, writer(2_000)),
      replica.registry.registerVersions([...versions].reverse(), writer(2_000)),
    ]);
    expect(
      outcomes.flat().filter(({ status }) => status === 'registered'),
    ).toHaveLength(40);
    await replica.close();
  });

  it('ends with the same versions whatever the order and however often they come', async () => {
    const { registry, replica } = await open();
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(['1', '2', '10', 'a'], { minLength: 4 }),
        fc.array(fc.constantFrom('1', '2', '10', 'a'), { maxLength: 4 }),
        async (order, again) => {
          round += 1;
          const model = { namespace: 'default', name: `r${round}` };
          await registry.createModel(model, description(), writer(1_000));
          for (const version of [...order, ...again]) {
            await registry.registerVersion(
              model,
              content(version),
              writer(2_000),
            );
          }
          const { items } = await registry.listVersions(model, { limit: 10 });
          expect(items.map(({ version }) => version)).toEqual([
            'a',
            '10',
            '2',
            '1',
          ]);
          expect(await registry.findModel(model)).toMatchObject({
            versions: 4,
            latestVersion: 'a',
          });
        },
      ),
      { numRuns: 10 },
    );
    await replica.close();
  });

  it('writes hundreds of versions with long cards and many metrics', async () => {
    const { registry, replica } = await open();
    const metrics = Array.from({ length: 30 }, (_, index) => ({
      name: `m${index}`,
      value: index,
    }));
    const outcomes = await registry.registerVersions(
      Array.from({ length: 450 }, (_, index) => ({
        model: QWEN,
        content: content(`${index}`, { metrics, modelCard: 'x'.repeat(5_000) }),
      })),
      writer(2_000),
    );
    expect(outcomes.every(({ status }) => status === 'registered')).toBe(true);
    expect((await registry.findVersion(QWEN, '449'))?.metrics).toHaveLength(30);
    expect(await registry.findModel(QWEN)).toMatchObject({
      versions: 450,
      latestVersion: '449',
    });
    await replica.close();
  });
});
