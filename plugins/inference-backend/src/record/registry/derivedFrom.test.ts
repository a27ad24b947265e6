import { TestDatabases } from '@backstage/backend-test-utils';
import { DATABASE_IDS, openStores } from '../__testUtils__/openStores';
import {
  BOT,
  content,
  description,
  QWEN,
  writer,
} from '../__testUtils__/versions';

jest.setTimeout(60_000);

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('what models are derived from, on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  it('is that of the production version, else of the newest, without data, runs and earlier versions', async () => {
    const { registry } = await openStores(databases, databaseId);
    await registry.createModel(QWEN, description(), writer(1_000));
    await registry.createModel(BOT, description(), writer(1_000));
    await registry.registerVersion(QWEN, content('v1'), writer(2_000));
    await registry.registerVersion(
      BOT,
      content('v1', {
        lineage: [
          { relation: 'finetune', to: 'model:default/qwen3-32b@v1' },
          { relation: 'trained-on', to: 'dataset:tickets@1' },
        ],
      }),
      writer(3_000),
    );
    await registry.registerVersion(
      BOT,
      content('v2', {
        lineage: [
          { relation: 'merge', to: 'hf://acme/tone' },
          { relation: 'merge', to: 'hf://Qwen/Qwen3-32B' },
          { relation: 'previous-version', to: 'model:support/support-bot@v1' },
        ],
      }),
      writer(4_000),
    );
    const derivations = async () =>
      (await registry.listModels({ filter: null, limit: 10 })).items.map(
        ({ name, derivedFrom }) => [name, derivedFrom],
      );
    expect(await derivations()).toEqual([
      ['qwen3-32b', undefined],
      ['support-bot', ['hf://Qwen/Qwen3-32B', 'hf://acme/tone']],
    ]);
    await registry.moveAlias(
      BOT,
      {
        alias: 'production',
        to: 'v1',
        expected: null,
        reason: null,
        approvedBy: null,
      },
      writer(5_000),
    );
    expect(await derivations()).toEqual([
      ['qwen3-32b', undefined],
      ['support-bot', ['model:default/qwen3-32b@v1']],
    ]);
  });
});
