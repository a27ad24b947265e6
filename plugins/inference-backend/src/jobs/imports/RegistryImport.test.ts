import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type {
  ImportedModel,
  ImportPage,
  RegistrySource,
} from '@inference-portal/plugin-inference-node';
import { openStores } from '../../record/__testUtils__/openStores';
import type { RegistryStore, Writer } from '../../record';
import type { InstantMs } from '../../types';
import { RegistryImport } from './RegistryImport';

jest.setTimeout(60_000);

const NOW = Date.UTC(2026, 10, 22, 9, 0, 0);
const PERSON: Writer = {
  actor: 'user:default/ada',
  at: NOW as InstantMs,
  origin: 'portal',
};
const CHAT = { namespace: 'default', name: 'support-chat' };

function imported(facts: Partial<ImportedModel> = {}): ImportedModel {
  return {
    ref: CHAT,
    description: { owner: 'group:default/ml', title: 'Support chat' },
    versions: [
      { version: '1', source: 's3://mlflow/1/artifacts', license: 'MIT' },
      { version: '2', source: 's3://mlflow/2/artifacts', license: 'MIT' },
    ],
    aliases: [],
    retired: [],
    problems: [],
    ...facts,
  };
}

/** A registry whose content a test sets; pages are numbered by their bookmarks. */
class FakeSource implements RegistrySource {
  readonly name = 'mlflow-main';
  readonly type = 'mlflow';
  readonly url = 'https://mlflow.example.com';
  readonly readFrom: (string | null)[] = [];
  pages: (readonly ImportedModel[])[] = [];
  /** Page at which reading fails. */
  failsAt: number | null = null;

  async *read({
    bookmark,
  }: {
    bookmark: string | null;
  }): AsyncGenerator<ImportPage> {
    this.readFrom.push(bookmark);
    for (const [index, models] of this.pages.entries()) {
      if (index < Number(bookmark ?? 0)) {
        continue;
      }
      if (index === this.failsAt) {
        throw new Error('mlflow answered 503');
      }
      yield { models, bookmark: String(index + 1) };
    }
  }

  async findVersion() {
    return '3.17.0';
  }
}

describe('RegistryImport', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function start() {
    const { registry: store } = await openStores(databases, 'SQLITE_3');
    const source = new FakeSource();
    const registryImport = new RegistryImport({
      store,
      isProtected: alias => alias === 'production',
      logger: mockServices.logger.mock(),
      now: () => NOW,
    });
    const run = (
      models: readonly ImportedModel[],
      { dryRun = false }: { dryRun?: boolean } = {},
    ) => {
      source.pages = [models];
      // A new look at everything, as sources take now and then.
      return store.writeImportBookmark(source.name, null).then(() =>
        registryImport.run(source, {
          dryRun,
          signal: new AbortController().signal,
        }),
      );
    };
    return { store, source, registryImport, run };
  }

  const aliasesOf = async (store: RegistryStore) =>
    Object.fromEntries(
      (await store.findModel(CHAT))?.aliases.map(({ alias, version }) => [
        alias,
        version,
      ]) ?? [],
    );

  it('looks at everything in a dry run, also after an import, and leaves the bookmark as it was', async () => {
    const { store, source, registryImport } = await start();
    source.pages = [[imported()]];
    const go = (dryRun: boolean) =>
      registryImport.run(source, {
        dryRun,
        signal: new AbortController().signal,
      });
    await go(false);
    expect(await go(true)).toMatchObject({
      models: { unchanged: 1 },
      versions: { unchanged: 2 },
      changes: [],
    });
    expect(source.readFrom).toEqual([null, null]);
    expect(await store.readImportBookmark(source.name)).toBe('1');
    await go(false);
    expect(source.readFrom).toEqual([null, null, '1']);
  });

  it('copies models, versions and aliases, and changes nothing when it is run again', async () => {
    const { store, run } = await start();
    const model = imported({ aliases: [{ alias: 'champion', version: '2' }] });
    expect(await run([model])).toMatchObject({
      models: { created: 1 },
      versions: { created: 2 },
      aliases: { created: 1 },
      conflicts: 0,
      problems: 0,
      changes: [
        { kind: 'model-created', model: CHAT, name: null, detail: null },
        { kind: 'version-created', model: CHAT, name: '1', detail: null },
        { kind: 'version-created', model: CHAT, name: '2', detail: null },
        {
          kind: 'alias-created',
          model: CHAT,
          name: 'champion',
          detail: 'none → 2',
        },
      ],
    });
    expect(await store.findModel(CHAT)).toMatchObject({
      origin: 'mlflow',
      createdBy: 'service:import:mlflow-main',
      owner: 'group:default/ml',
      versions: 2,
      aliases: [{ alias: 'champion', version: '2' }],
    });
    const before = await store.findVersion(CHAT, '1');
    expect(await run([model])).toMatchObject({
      models: { created: 0, changed: 0, unchanged: 1 },
      versions: { created: 0, unchanged: 2 },
      aliases: { created: 0, unchanged: 1 },
    });
    expect(await store.findVersion(CHAT, '1')).toEqual(before);
  });

  it('writes nothing in a dry run, and reports what an import then does', async () => {
    const { store, source, run } = await start();
    const model = imported({
      aliases: [{ alias: 'champion', version: '2' }],
    });
    const preview = await run([model], { dryRun: true });
    expect(await store.findModel(CHAT)).toBeUndefined();
    expect(await store.readImportBookmark(source.name)).toBeNull();
    expect(preview).toEqual(await run([model]));

    const changed = imported({
      versions: [
        { version: '1', source: 's3://mlflow/other', license: 'MIT' },
        { version: '3', source: 's3://mlflow/3/artifacts' },
      ],
      aliases: [{ alias: 'champion', version: '3' }],
    });
    const second = await run([changed], { dryRun: true });
    expect(await store.findVersion(CHAT, '3')).toBeUndefined();
    expect(await store.listConflicts({})).toEqual([]);
    expect(second).toEqual(await run([changed]));
  });

  it('shows an immutable fact that changed at the source as a conflict, until both agree again', async () => {
    const { store, run } = await start();
    await run([imported()]);
    const moved = imported({
      versions: [
        { version: '1', source: 's3://elsewhere/1', license: 'MIT' },
        { version: '2', source: 's3://mlflow/2/artifacts', license: 'MIT' },
      ],
    });
    const report = await run([moved]);
    const conflict = {
      model: CHAT,
      version: '1',
      field: 'source',
      recorded: 's3://mlflow/1/artifacts',
      found: 's3://elsewhere/1',
    };
    expect(report).toMatchObject({
      versions: { skipped: 1, unchanged: 1 },
      conflicts: 1,
      foundConflicts: [conflict],
    });
    expect(await store.listConflicts({ model: CHAT })).toMatchObject([
      { ...conflict, source: 'mlflow-main' },
    ]);
    expect(await store.findVersion(CHAT, '1')).toMatchObject({
      source: { uri: 's3://mlflow/1/artifacts' },
    });
    await run([imported()]);
    expect(await store.listConflicts({ model: CHAT })).toEqual([]);
  });

  it('adds results and lineage that the source has learnt since, and does not compare tags', async () => {
    const { store, run } = await start();
    const version = { version: '1', source: 's3://mlflow/1/artifacts' };
    await run([
      imported({ versions: [{ ...version, tags: { stage: 'new' } }] }),
    ]);
    const learnt = imported({
      versions: [
        {
          ...version,
          tags: { stage: 'old' },
          metrics: [{ name: 'accuracy', value: 0.9 }],
          lineage: [{ relation: 'produced-by', to: 'run:abc' }],
        },
      ],
    });
    expect(await run([learnt])).toMatchObject({
      versions: { changed: 1, skipped: 0 },
      conflicts: 0,
    });
    expect(await store.findVersion(CHAT, '1')).toMatchObject({
      metrics: [{ name: 'accuracy', value: 0.9 }],
      lineage: [{ to: 'run:abc' }],
      tags: { stage: 'new' },
    });
    expect(await run([learnt])).toMatchObject({
      versions: { changed: 0, unchanged: 1 },
      conflicts: 0,
    });
  });

  it('moves an alias only while it is where the last import left it', async () => {
    const { store, run } = await start();
    const at = (version: string | null) =>
      imported({
        aliases: version === null ? [] : [{ alias: 'champion', version }],
      });
    await run([at('1')]);
    await run([at('2')]);
    expect(await aliasesOf(store)).toEqual({ champion: '2' });
    await run([at(null)]);
    expect(await aliasesOf(store)).toEqual({});
    await run([at('2')]);
    expect(await aliasesOf(store)).toEqual({ champion: '2' });
    const wish = {
      alias: 'champion',
      expected: undefined,
      reason: 'our own choice',
      approvedBy: null,
    };
    await store.moveAlias(CHAT, { ...wish, to: '1' }, PERSON);
    expect(await run([at('2')])).toMatchObject({ aliases: { skipped: 1 } });
    expect(await run([at(null)])).toMatchObject({ aliases: { changed: 0 } });
    expect(await aliasesOf(store)).toEqual({ champion: '1' });
    await store.moveAlias(CHAT, { ...wish, to: null }, PERSON);
    await run([at('2')]);
    expect(await aliasesOf(store)).toEqual({});
  });

  it('sets a protected alias once, and then leaves it to the people who decide', async () => {
    const { store, run } = await start();
    const at = (version: string) =>
      imported({ aliases: [{ alias: 'production', version }] });
    await run([at('1')]);
    const report = await run([at('2')]);
    expect(report.foundProblems).toEqual([
      expect.stringMatching(/production is protected and stays at version 1/),
    ]);
    expect(await aliasesOf(store)).toEqual({ production: '1' });
  });

  it('retires what the source archived, once', async () => {
    const { store, run } = await start();
    const archived = imported({
      retired: [{ version: '1', reason: 'archived in MLflow' }],
    });
    await run([archived]);
    expect(await store.findVersion(CHAT, '1')).toMatchObject({
      state: 'retired',
      retirement: { reason: 'archived in MLflow' },
    });
    await store.setRetirement(
      CHAT,
      '1',
      { retired: false, reason: 'still needed' },
      PERSON,
    );
    await run([archived]);
    expect(await store.findVersion(CHAT, '1')).toMatchObject({
      state: 'active',
    });
  });

  it('fills in what nobody wrote here, and leaves what people wrote', async () => {
    const { store, run } = await start();
    await store.createModel(
      CHAT,
      {
        owner: 'group:default/support',
        title: 'Our chat',
        description: null,
        homepage: null,
        tags: ['chat'],
        sourceIds: [],
      },
      PERSON,
    );
    const report = await run([
      imported({
        description: {
          owner: 'group:default/ml',
          title: 'Support chat',
          description: 'From MLflow',
          tags: ['mlflow'],
        },
      }),
    ]);
    expect(report.models).toMatchObject({ changed: 1 });
    expect(await store.findModel(CHAT)).toMatchObject({
      owner: 'group:default/support',
      title: 'Our chat',
      description: 'From MLflow',
      tags: ['chat', 'mlflow'],
      origin: 'portal',
    });
  });

  it('imports the other models when one cannot be, and tells why', async () => {
    const { store, run } = await start();
    const report = await run([
      imported({ ref: { namespace: 'default', name: 'bad name!' } }),
      imported({
        versions: [
          { version: 'latest', source: 's3://mlflow/1/artifacts' },
          { version: '3', source: 's3://key:hunter2@mlflow/3' },
          {
            version: '4',
            source: 's3://mlflow/4',
            modelCard: 'x'.repeat(300_000),
          },
          { version: '5', source: 's3://mlflow/5' },
        ],
        aliases: [{ alias: 'Champion!', version: '5' }],
        problems: ['run abc is gone'],
      }),
    ]);
    expect(report).toMatchObject({
      models: { created: 1, skipped: 1 },
      versions: { created: 1, skipped: 3 },
      aliases: { skipped: 1 },
    });
    expect(report.foundProblems.join('\n')).toMatch(/bad name!/);
    expect(report.foundProblems.join('\n')).toMatch(/version latest: version/);
    expect(report.foundProblems.join('\n')).toMatch(
      /modelCard has more than 262144/,
    );
    expect(report.foundProblems.join('\n')).toMatch(/run abc is gone/);
    expect(JSON.stringify(report)).not.toContain('hunter2');
    expect(await store.findVersion(CHAT, '5')).toBeDefined();
  });

  it('goes on after the last complete page when it was interrupted', async () => {
    const { store, source, registryImport } = await start();
    source.pages = ['a', 'b', 'c'].map(name => [
      imported({ ref: { namespace: 'default', name } }),
    ]);
    source.failsAt = 2;
    const { signal } = new AbortController();
    await expect(
      registryImport.run(source, { dryRun: false, signal }),
    ).rejects.toThrow('503');
    expect(
      await store.findModel({ namespace: 'default', name: 'b' }),
    ).toBeDefined();
    source.failsAt = null;
    const report = await registryImport.run(source, { dryRun: false, signal });
    expect(source.readFrom).toEqual([null, '2']);
    expect(report.models).toMatchObject({ created: 1, unchanged: 0 });
  });

  it('repeats a page whose bookmark was not written, and comes to the same rows', async () => {
    const { store, source, registryImport } = await start();
    source.pages = [[imported()]];
    const { signal } = new AbortController();
    const write = jest
      .spyOn(store, 'writeImportBookmark')
      .mockRejectedValueOnce(new Error('killed'));
    await expect(
      registryImport.run(source, { dryRun: false, signal }),
    ).rejects.toThrow('killed');
    write.mockRestore();
    const before = await store.findModel(CHAT);
    expect(
      await registryImport.run(source, { dryRun: false, signal }),
    ).toMatchObject({ versions: { created: 0, unchanged: 2 } });
    expect(await store.findModel(CHAT)).toEqual(before);
  });

  it('stops between pages when it is aborted', async () => {
    const { store, source, registryImport } = await start();
    source.pages = ['a', 'b'].map(name => [
      imported({ ref: { namespace: 'default', name } }),
    ]);
    const controller = new AbortController();
    controller.abort();
    const report = await registryImport.run(source, {
      dryRun: false,
      signal: controller.signal,
    });
    expect(report.models.created).toBe(0);
    expect(await store.readImportBookmark(source.name)).toBeNull();
  });
});
