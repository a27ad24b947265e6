import type { ModelRef } from '@inference-portal/plugin-inference-common';
import type { ModelDeclaration } from '../../decide/registry/declaredModel';
import { CatalogRegistrySource } from './CatalogRegistrySource';

const SHA = '5617a9f61b028005a4858fdac845db406aefb181';

function declaration(
  name: string,
  facts: Partial<ModelDeclaration> = {},
): ModelDeclaration {
  return {
    entityRef: `resource:default/${name}`,
    model: { namespace: 'default', name },
    owner: 'group:default/search-relevance',
    title: null,
    description: null,
    links: [],
    tags: [],
    modelId: null,
    source: `hf://BAAI/${name}@${SHA}`,
    version: null,
    license: null,
    derivedFrom: null,
    registry: null,
    ...facts,
  };
}

function setUp(...declarations: ModelDeclaration[]) {
  const world = {
    catalog: { declarations },
    now: 0,
    models: [] as string[],
    known: new Map<string, ModelRef[]>(),
  };
  const source = new CatalogRegistrySource({
    catalog: world.catalog,
    registered: {
      has: async ({ namespace, name }) =>
        world.models.includes(`${namespace}/${name}`),
      findBySourceId: async id => world.known.get(id) ?? [],
    },
    registries: ['mlflow'],
    url: 'http://localhost:7007/api/catalog',
    now: () => world.now,
  });
  let bookmark: string | null = null;
  const read = async (dryRun = false) => {
    const models: string[] = [];
    const problems: string[] = [];
    const { signal } = new AbortController();
    for await (const page of source.read({ bookmark, signal })) {
      bookmark = dryRun ? bookmark : page.bookmark;
      models.push(...page.models.map(({ ref }) => ref.name));
      problems.push(...(page.problems ?? []));
    }
    return { models, problems };
  };
  return { world, source, read };
}

describe('CatalogRegistrySource', () => {
  it('reads what changed since it was last imported, and everything now and then', async () => {
    const { world, read } = setUp(declaration('bge-m3'), declaration('e5'));
    expect((await read()).models).toEqual(['bge-m3', 'e5']);
    expect((await read()).models).toEqual([]);
    world.catalog.declarations = [
      declaration('bge-m3', { license: 'MIT' }),
      declaration('e5'),
    ];
    expect((await read()).models).toEqual(['bge-m3']);
    world.now += 60 * 60 * 1000;
    expect((await read()).models).toEqual(['bge-m3', 'e5']);
  });

  it('reads again what was not imported: after a dry run, and after a stop', async () => {
    const { source, read } = setUp(declaration('bge-m3'));
    expect((await read(true)).models).toEqual(['bge-m3']);
    const { signal } = new AbortController();
    for await (const page of source.read({ bookmark: null, signal })) {
      expect(page.models).toHaveLength(1);
      break;
    }
    expect((await read()).models).toEqual(['bge-m3']);
    expect((await read()).models).toEqual([]);
    // A dry run looks at everything again, and takes nothing from the imports.
    expect((await read(true)).models).toEqual([]);
    for await (const page of source.read({ bookmark: null, signal })) {
      expect(page.models).toHaveLength(1);
    }
    expect((await read()).models).toEqual(['bge-m3']);
    expect((await read()).models).toEqual([]);
  });

  it('tells what is wrong every time, and registers the others', async () => {
    const { read } = setUp(
      declaration('bge-m3', { license: 'Apache 3' }),
      declaration('e5'),
    );
    expect((await read()).models).toEqual(['e5']);
    const again = await read();
    expect(again.models).toEqual([]);
    expect(again.problems).toEqual([
      expect.stringMatching(
        /^resource:default\/bge-m3: inference-portal\/license: "Apache 3" is no SPDX/,
      ),
    ]);
  });

  it('takes an entity that went away for nothing at all', async () => {
    const { world, read } = setUp(declaration('bge-m3'));
    await read();
    world.catalog.declarations = [];
    expect(await read()).toEqual({ models: [], problems: [] });
  });

  it('describes an imported model once it is there', async () => {
    const { world, read } = setUp(
      declaration('chat-llm', {
        model: { namespace: 'default', name: 'support-chat' },
        source: null,
        registry: { text: 'mlflow/support-chat', name: 'mlflow' },
      }),
      declaration('voice', {
        source: null,
        registry: { text: 'mlfow/voice', name: 'mlfow' },
      }),
    );
    expect(await read()).toEqual({
      models: [],
      problems: [
        'resource:default/chat-llm: inference-portal/registry names default/support-chat, which is not imported yet',
        'resource:default/voice: inference-portal/registry names mlfow, which is not among inference.registries (mlflow)',
      ],
    });
    world.models = ['default/support-chat'];
    expect((await read()).models).toEqual(['support-chat']);
  });

  it('makes no second model of an id that is registered', async () => {
    const { world, read } = setUp(
      declaration('bge', { source: null, modelId: 'BAAI/bge-m3' }),
    );
    world.known.set('BAAI/bge-m3', [{ namespace: 'hub', name: 'bge-m3' }]);
    expect((await read()).problems).toEqual([
      expect.stringContaining('BAAI/bge-m3 is registered as hub/bge-m3'),
    ]);
    world.known.set('BAAI/bge-m3', [{ namespace: 'default', name: 'BGE' }]);
    expect((await read()).models).toEqual(['bge']);
  });
});
