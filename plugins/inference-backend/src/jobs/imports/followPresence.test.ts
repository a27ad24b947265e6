import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type {
  ImportedModel,
  ImportPage,
  RegistrySource,
} from '@inference-portal/plugin-inference-node';
import {
  DATABASE_IDS,
  openStores,
} from '../../record/__testUtils__/openStores';
import { content } from '../../record/__testUtils__/versions';
import type { Writer } from '../../record';
import type { InstantMs } from '../../types';
import { RegistryImport } from './RegistryImport';

jest.setTimeout(60_000);

const NOW = Date.UTC(2026, 10, 22, 9, 0, 0);
const ACTOR = 'service:import:mlflow';
const PERSON: Writer = {
  actor: 'user:default/ada',
  at: NOW as InstantMs,
  origin: 'portal',
};
const refOf = (name: string) => ({ namespace: 'default', name });
const CHAT = refOf('chat');

/** What MLflow has: versions and aliases by model. */
type Content = Record<
  string,
  {
    versions: readonly string[];
    aliases?: Record<string, string>;
    /** Another license means that the version is another one. */
    license?: string;
    archived?: readonly string[];
  }
>;

function imported(
  name: string,
  { versions, aliases = {}, license = 'MIT', archived = [] }: Content[string],
): ImportedModel {
  return {
    ref: refOf(name),
    id: name,
    description: { owner: 'group:default/ml' },
    versions: versions.map(version => ({
      version,
      source: `s3://mlflow/${name}/${version}`,
      license,
    })),
    present: versions,
    aliases: Object.entries(aliases).map(([alias, version]) => ({
      alias,
      version,
    })),
    retired: archived.map(version => ({
      version,
      reason: 'archived in MLflow',
    })),
    problems: [],
  };
}

/** A complete list each time, one model a page. */
class FakeMlflow implements RegistrySource {
  readonly name = 'mlflow';
  readonly type = 'mlflow';
  readonly url = 'https://mlflow.example.com';
  content: Content = {};
  /** What a second look at the list finds; the same as the first where it is undefined. */
  second: readonly string[] | null | undefined;
  /** How reading ends before all is told. */
  cut: 'fails' | 'not-complete' | null = null;

  async *read(): AsyncGenerator<ImportPage> {
    const models = Object.keys(this.content);
    for (const name of models) {
      const model = this.content[name];
      if (model) {
        yield { models: [imported(name, model)], bookmark: null };
      }
    }
    if (this.cut === 'fails') {
      throw new Error('mlflow answered 503');
    }
    yield {
      models: [],
      bookmark: null,
      ...(this.cut === null
        ? {
            listing: {
              models,
              listAgain: async () =>
                this.second === undefined ? models : this.second,
            },
          }
        : {}),
    };
  }

  async findVersion() {
    return '3.17.0';
  }
}

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('versions that a source has lost, on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function start(first: Content) {
    const { registry: store } = await openStores(databases, databaseId);
    const source = new FakeMlflow();
    const registryImport = new RegistryImport({
      store,
      isProtected: alias => alias === 'production',
      logger: mockServices.logger.mock(),
      now: () => NOW,
    });
    const run = (next: Content, { dryRun = false } = {}) => {
      source.content = next;
      return registryImport.run(source, {
        dryRun,
        signal: new AbortController().signal,
      });
    };
    await run(first);
    const stateOf = async (version: string, name = 'chat') => {
      const found = await store.findVersion(refOf(name), version);
      return found?.retirement?.reason ?? found?.state;
    };
    const retire = (version: string, retired: boolean, reason = 'ours') =>
      store.setRetirement(CHAT, version, { retired, reason }, PERSON);
    return { store, source, run, stateOf, retire };
  }

  const FOUR = {
    chat: { versions: ['1', '2', '3'] },
    a: { versions: ['1'] },
    b: { versions: ['1'] },
    c: { versions: ['1'] },
  };

  it('are retired with the reason and come back into use when they are there again', async () => {
    const { run, stateOf, store } = await start(FOUR);
    const without = { ...FOUR, chat: { versions: ['1', '3'] } };
    const preview = await run(without, { dryRun: true });
    expect(preview).toMatchObject({
      retired: 1,
      changes: [
        {
          kind: 'version-retired',
          model: CHAT,
          name: '2',
          detail: 'gone from mlflow',
        },
      ],
    });
    expect(await stateOf('2')).toBe('active');
    expect(await run(without)).toEqual(preview);
    expect(await store.findVersion(CHAT, '2')).toMatchObject({
      retirement: { reason: 'gone from mlflow', by: ACTOR },
      source: { uri: 's3://mlflow/chat/2' },
    });
    expect(await run(without)).toMatchObject({ retired: 0, changes: [] });
    expect(await run(FOUR)).toMatchObject({
      restored: 1,
      changes: [{ kind: 'version-restored', model: CHAT, name: '2' }],
    });
    expect(await stateOf('2')).toBe('active');
    await run(without);
    expect(await stateOf('2')).toBe('gone from mlflow');
  });

  it('stay retired when a person retired them, and in use when a person took them back', async () => {
    const { run, stateOf, retire } = await start(FOUR);
    const without = { ...FOUR, chat: { versions: ['3'] } };
    await retire('1', true, 'bad license');
    await run(without);
    expect([await stateOf('1'), await stateOf('2')]).toEqual([
      'bad license',
      'gone from mlflow',
    ]);
    await retire('2', false);
    await run(without);
    expect(await stateOf('2')).toBe('active');
    await run(FOUR);
    expect([await stateOf('1'), await stateOf('2')]).toEqual([
      'bad license',
      'active',
    ]);
  });

  it('are known to be gone even when the process ended before it noted so', async () => {
    const { run, stateOf, store } = await start(FOUR);
    await store.setRetirement(
      CHAT,
      '2',
      { retired: true, reason: 'gone from mlflow' },
      { ...PERSON, actor: ACTOR },
    );
    await run({ ...FOUR, chat: { versions: ['1', '3'] } });
    await run(FOUR);
    expect(await stateOf('2')).toBe('active');
  });

  it('stay retired when another version took their name', async () => {
    const { run, stateOf, store } = await start(FOUR);
    await run({ ...FOUR, chat: { versions: ['1', '3'] } });
    await run({
      ...FOUR,
      chat: { versions: ['1', '2', '3'], license: 'Apache-2.0' },
    });
    expect(await stateOf('2')).toBe('gone from mlflow');
    expect(await store.listConflicts({ model: CHAT })).toHaveLength(3);
  });

  it('keep their aliases, which are told as conflicts until they move or the version is back', async () => {
    const aliases = { champion: '2', production: '2', other: '1' };
    const { run, store } = await start({
      ...FOUR,
      chat: { versions: ['1', '2', '3'], aliases },
    });
    const aliasesOf = async () =>
      Object.fromEntries(
        (await store.findModel(CHAT))?.aliases.map(({ alias, version }) => [
          alias,
          version,
        ]) ?? [],
      );
    // As MLflow does: the aliases of a version go with it.
    const without = {
      ...FOUR,
      chat: { versions: ['1', '3'], aliases: { other: '1' } },
    };
    const report = await run(without);
    expect(await aliasesOf()).toEqual(aliases);
    expect(report).toMatchObject({ retired: 1, conflicts: 2 });
    const conflicts = ['champion', 'production'].map(alias => ({
      source: 'mlflow',
      version: '2',
      field: `alias ${alias}`,
      recorded: '2',
      found: null,
    }));
    expect(await store.listConflicts({ model: CHAT })).toMatchObject(conflicts);
    await store.moveAlias(
      CHAT,
      {
        alias: 'production',
        to: '3',
        expected: undefined,
        reason: null,
        approvedBy: null,
      },
      PERSON,
    );
    await run(without);
    expect(await store.listConflicts({ model: CHAT })).toMatchObject([
      { field: 'alias champion' },
    ]);
    await run({ ...FOUR, chat: { versions: ['1', '2', '3'], aliases } });
    expect(await store.listConflicts({ model: CHAT })).toEqual([]);
  });

  it('are retired with their model, with its aliases as conflicts, and come back with it', async () => {
    const { run, stateOf, store } = await start({
      ...FOUR,
      chat: { versions: ['1', '2'], aliases: { champion: '2' } },
    });
    const { chat: _gone, ...without } = FOUR;
    expect(await run(without)).toMatchObject({ retired: 2, conflicts: 1 });
    expect([await stateOf('1'), await stateOf('2')]).toEqual([
      'gone from mlflow',
      'gone from mlflow',
    ]);
    for (const again of [1, 2]) {
      const report = await run(without);
      expect([again, report.retired]).toEqual([again, 0]);
      expect(await store.listConflicts({ model: CHAT })).toMatchObject([
        { version: '2', field: 'alias champion' },
      ]);
    }
    expect(await run(FOUR)).toMatchObject({ restored: 2 });
    expect(await stateOf('1')).toBe('active');
  });

  it('are not believed to be gone by a list that broke off, was not complete, or told otherwise the second time', async () => {
    const { run, stateOf, source } = await start(FOUR);
    const { chat: _gone, ...without } = FOUR;
    source.cut = 'fails';
    await expect(run(without)).rejects.toThrow('503');
    source.cut = 'not-complete';
    await run(without);
    source.cut = null;
    source.second = null;
    await run(without);
    source.second = Object.keys(FOUR);
    await run(without);
    expect(await stateOf('1')).toBe('active');
    source.second = undefined;
    await run(without);
    expect(await stateOf('1')).toBe('gone from mlflow');
  });

  it('are not retired when most models are missing at once, which is told as a problem', async () => {
    const { run, stateOf } = await start(FOUR);
    const lefts: Content[] = [{}, { a: { versions: ['1'] } }];
    for (const left of lefts) {
      const report = await run(left);
      expect(report.retired).toBe(0);
      expect(report.foundProblems).toEqual([
        expect.stringMatching(/of 4 models .* login/),
      ]);
    }
    expect(await stateOf('1')).toBe('active');
  });

  it('are retired only where an import registered them', async () => {
    const { run, stateOf, store } = await start(FOUR);
    await store.registerVersion(CHAT, content('by-hand'), PERSON);
    await run({ ...FOUR, chat: { versions: ['2', '3'] } });
    expect(await stateOf('by-hand')).toBe('active');
    expect(await stateOf('1')).toBe('gone from mlflow');
  });
});
