import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type {
  ImportPage,
  RegistrySource,
} from '@inference-portal/plugin-inference-node';
import {
  DATABASE_IDS,
  openStores,
} from '../../record/__testUtils__/openStores';
import { RegistryImport } from './RegistryImport';

jest.setTimeout(60_000);

const NOW = Date.UTC(2026, 10, 22, 9, 0, 0);
const CHAT = { namespace: 'default', name: 'chat' };

/** A hub that tells only where its branches are, as Hugging Face does. */
class FakeHub implements RegistrySource {
  readonly name = 'hub';
  readonly type = 'hugging-face';
  readonly url = 'https://hub.example.com';
  /** Head of `main` by model. */
  heads: Record<string, string> = {};
  /** Commits that the hub has lost. */
  lost = new Set<string>();
  answers: 'yes' | 'refuses' | 'fails' = 'yes';
  readonly asked: string[] = [];

  async *read(): AsyncGenerator<ImportPage> {
    const models = Object.keys(this.heads);
    yield {
      models: models.map(name => {
        const head = this.heads[name] ?? '';
        return {
          ref: { namespace: 'default', name },
          id: `acme/${name}`,
          description: { owner: null },
          versions: [{ version: head, source: `hf://acme/${name}@${head}` }],
          aliases: [{ alias: 'main', version: head }],
          retired: [],
          problems: [],
        };
      }),
      bookmark: null,
      listing: {
        models: models.map(name => `acme/${name}`),
        listAgain: async () => models.map(name => `acme/${name}`),
      },
    };
  }

  async findGone(
    _model: string,
    versions: Parameters<NonNullable<RegistrySource['findGone']>>[1],
  ) {
    this.asked.push(...versions.map(({ version }) => version));
    if (this.answers === 'fails') {
      throw new Error('hub answered 503');
    }
    return this.answers === 'refuses'
      ? null
      : versions.flatMap(({ version }) =>
          this.lost.has(version) ? [version] : [],
        );
  }

  async findVersion() {
    return null;
  }
}

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('versions that a source does not list, on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function start() {
    const { registry: store } = await openStores(databases, databaseId);
    const hub = new FakeHub();
    const registryImport = new RegistryImport({
      store,
      isProtected: () => false,
      logger: mockServices.logger.mock(),
      now: () => NOW,
    });
    const run = (heads: Record<string, string>) => {
      hub.heads = heads;
      hub.asked.length = 0;
      return registryImport.run(hub, {
        dryRun: false,
        signal: new AbortController().signal,
      });
    };
    const stateOf = async (version: string) => {
      const found = await store.findVersion(CHAT, version);
      return found?.retirement?.reason ?? found?.state;
    };
    const rest = { a: 'a1', b: 'b1', c: 'c1' };
    await run({ chat: 'c1', ...rest });
    await run({ chat: 'c2', ...rest });
    return { hub, run, stateOf, rest };
  }

  it('stay in use while the source has them, and are retired once it has not', async () => {
    const { hub, run, stateOf, rest } = await start();
    expect(hub.asked).toEqual(['c1']);
    expect(await stateOf('c1')).toBe('active');
    hub.lost.add('c1');
    expect(await run({ chat: 'c2', ...rest })).toMatchObject({ retired: 1 });
    expect([await stateOf('c1'), await stateOf('c2')]).toEqual([
      'gone from hub',
      'active',
    ]);
    hub.lost.clear();
    expect(await run({ chat: 'c2', ...rest })).toMatchObject({ restored: 1 });
    expect(await stateOf('c1')).toBe('active');
  });

  it.each(['refuses', 'fails'] as const)(
    'stay as they are when the source %s to tell',
    async how => {
      const { hub, run, stateOf, rest } = await start();
      hub.lost.add('c1').add('c2');
      hub.answers = how;
      expect(await run({ chat: 'c2', ...rest })).toMatchObject({ retired: 0 });
      expect(await run(rest)).toMatchObject({ retired: 0 });
      expect(await stateOf('c1')).toBe('active');
      hub.answers = 'yes';
      // Still remembered: it is asked about again.
      expect(await run(rest)).toMatchObject({ retired: 2 });
    },
  );

  it('stay in use when their model is only no longer asked for', async () => {
    const { run, stateOf, rest } = await start();
    expect(await run(rest)).toMatchObject({ retired: 0, problems: 0 });
    expect(await stateOf('c2')).toBe('active');
  });
});
