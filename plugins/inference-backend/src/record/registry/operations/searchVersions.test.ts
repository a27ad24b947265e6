import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { searchable } from '../../database/codec';
import { DATABASE_IDS, openStores } from '../../__testUtils__/openStores';
import {
  BOT,
  content,
  description,
  QWEN,
  writer,
} from '../../__testUtils__/versions';
import type { ModelFilter, RegistryStore } from '../RegistryStore';

jest.setTimeout(120_000);

/** Creators as people write them, with all that a search expression or a pattern could stumble over. */
const CREATORS = [
  'Vertrieb "Nord" & Söhne',
  'a "" b',
  '50% off_the_shelf!',
  "O'Neil * AND (NOT x)",
  'ΣΊΣΥΦΟΣ',
  '模型训练组',
  'group:default/support-bots',
];

async function find(
  store: RegistryStore,
  text: string,
  options: { filter?: ModelFilter; limit?: number } = {},
): Promise<string[]> {
  const { filter = null, limit = 3 } = options;
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.searchVersions({ filter, text, limit, cursor });
    found.push(
      ...page.items.map(({ model, version }) => `${model.name}@${version}`),
    );
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('search of versions on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function open() {
    const { registry } = await openStores(databases, databaseId);
    await registry.createModel(QWEN, description(), writer(1_000));
    await registry.createModel(
      BOT,
      description({ owner: 'group:default/bots' }),
      writer(1_000),
    );
    await registry.registerVersions(
      [QWEN, BOT].flatMap(model =>
        CREATORS.map((creator, index) => ({
          model,
          content: content(`${index}`, { creator }),
        })),
      ),
      writer(2_000),
    );
    return registry;
  }

  it('finds any part of a text, however short and of whatever characters', async () => {
    const store = await open();
    const part = fc
      .tuple(
        fc.nat(CREATORS.length - 1),
        fc.nat(30),
        fc.integer({ min: 1, max: 9 }),
      )
      .map(([which, start, length]) => {
        const letters = Array.from(CREATORS[which] ?? '');
        return letters
          .slice(start % letters.length, (start % letters.length) + length)
          .join('');
      })
      .filter(text => text.trim() === text);
    await fc.assert(
      fc.asyncProperty(part, async text => {
        const found = await find(store, text);
        expect(found).toEqual([...new Set(found)]);
        const expected = CREATORS.flatMap((creator, index) =>
          searchable(creator).includes(searchable(text))
            ? [`qwen3-32b@${index}`, `support-bot@${index}`]
            : [],
        );
        expect(found).toEqual(expect.arrayContaining(expected));
      }),
      { numRuns: 40 },
    );
    expect(await find(store, 'söhne "nord"')).toEqual([]);
    expect(await find(store, '"NORD" & SÖHNE')).toEqual([
      'qwen3-32b@0',
      'support-bot@0',
    ]);
    expect(await find(store, 'off_the')).toHaveLength(2);
    expect(await find(store, 'off?the')).toEqual([]);
  });

  it('finds only among the models that the filter lets through', async () => {
    const store = await open();
    const filter: ModelFilter = {
      kind: 'owner',
      anyOf: ['group:default/bots'],
    };
    expect(await find(store, 'support-bots', { filter })).toEqual([
      'support-bot@6',
    ]);
  });

  it('finds a version in the transaction that registers it, and none that is refused', async () => {
    const store = await open();
    await store.registerVersion(
      QWEN,
      content('8', { creator: 'Herbstmeister' }),
      writer(3_000),
    );
    expect(
      await store.registerVersion(
        QWEN,
        content('8', { creator: 'Wintermeister' }),
        writer(3_000),
      ),
    ).toMatchObject({ status: 'conflict' });
    expect(await find(store, 'meister')).toEqual(['qwen3-32b@8']);
    expect(await find(store, 'wintermeister')).toEqual([]);
  });

  it('pages through what is found thousands of times', async () => {
    const store = await open();
    const names = Array.from({ length: 2_100 }, (_, index) => `9.${index}`);
    await store.registerVersions(
      names.map(version => ({
        model: QWEN,
        content: content(version, { creator: 'nightly' }),
      })),
      writer(3_000),
    );
    expect(await find(store, 'nightly', { limit: 500 })).toEqual(
      names.map(version => `qwen3-32b@${version}`),
    );
  });
});
