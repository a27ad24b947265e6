import {
  RegistryStub,
  type SeenRequest,
  type StubAnswer,
} from '../__fixtures__/RegistryStub';
import {
  quickTimings,
  readAll,
  testSettings,
} from '../__fixtures__/testSettings';
import { HuggingFaceSource } from './HuggingFaceSource';

const ONE = '1'.repeat(40);
const TWO = '2'.repeat(40);
const ID = 'acme/qwen3-support-awq';

/** As `GET /api/models/{id}/revision/{rev}?expand=…` answers, by the types of @huggingface/hub 2.17.5 and hub-docs' model cards. */
function infoOf(sha: string, more: object = {}) {
  return {
    _id: '66aa',
    id: ID,
    author: 'acme',
    sha,
    private: false,
    gated: false,
    downloads: 3,
    likes: 1,
    lastModified: '2026-01-05T09:00:00.000Z',
    createdAt: '2025-12-01T00:00:00.000Z',
    pipeline_tag: 'text-generation',
    library_name: 'transformers',
    tags: ['safetensors', `base_model:quantized:Qwen/Qwen3-8B`],
    cardData: {
      license: 'other',
      license_name: 'acme-community',
      base_model: 'Qwen/Qwen3-8B',
      datasets: ['acme/tickets'],
      language: 'en',
    },
    'model-index': [
      {
        name: 'support',
        results: [
          {
            task: { type: 'text-generation' },
            dataset: {
              name: 'MMLU',
              type: 'mmlu',
              config: 'all',
              split: 'test',
            },
            metrics: [
              { type: 'accuracy', value: 0.71 },
              { type: 'f1', value: '70.5' },
              { type: 'notes', value: { a: 1 } },
            ],
          },
        ],
      },
    ],
    safetensors: {
      parameters: { I32: 900, BF16: 100 },
      total: 8_190_735_360,
    },
    ...more,
  };
}

const config = {
  architectures: ['Qwen3ForCausalLM'],
  model_type: 'qwen3',
  max_position_embeddings: 40_960,
  torch_dtype: 'bfloat16',
  quantization_config: { quant_method: 'awq', bits: 4 },
};

describe('HuggingFaceSource', () => {
  let stub: RegistryStub;
  let head: Record<string, string>;
  let info: (sha: string) => unknown;
  let listing: unknown[];
  let gated: boolean;

  beforeEach(async () => {
    stub = await RegistryStub.start();
    head = { main: ONE };
    info = infoOf;
    listing = [];
    gated = false;
    stub.answer = answer;
  });
  afterEach(() => stub.stop());

  function answer({ path, params }: SeenRequest): StubAnswer | undefined {
    const revision = /\/revision\/(\w+)$/.exec(path)?.[1];
    if (revision !== undefined) {
      return { body: info(head[revision] ?? revision) };
    }
    if (path === '/api/models') {
      const start = Number(params.get('cursor') ?? 0);
      return {
        body: listing.slice(start, start + 1),
        headers:
          start + 1 < listing.length
            ? {
                // A mirror that passes on the links of the Hub itself.
                link: `<https://huggingface.co/api/models?author=acme&cursor=${
                  start + 1
                }>; rel="next"`,
              }
            : {},
      };
    }
    if (gated) {
      return { status: 403, body: { error: 'Access to model is restricted' } };
    }
    if (path.endsWith('/config.json')) {
      return { body: config };
    }
    return path.endsWith('/README.md')
      ? { body: '---\nlicense: other\n---\n# Support\n\nAnswers customers.' }
      : undefined;
  }

  const source = (
    written: { models?: string[]; organizations?: string[] } = {
      models: [ID],
    },
    auth: { type: 'bearer'; token: string } | null = null,
  ) =>
    new HuggingFaceSource(
      testSettings(stub.url, { connection: { auth } }),
      written,
      quickTimings,
    );

  it('reads a commit with card, configuration and parameters', async () => {
    const { models, problems } = await readAll(source());
    expect(problems).toEqual([]);
    expect(models).toEqual([
      {
        ref: { namespace: 'default', name: 'acme-qwen3-support-awq' },
        id: 'acme/qwen3-support-awq',
        description: {
          owner: null,
          title: ID,
          homepage: `${stub.url}/${ID}`,
          tags: [],
          sourceIds: [ID],
        },
        versions: [
          {
            version: ONE,
            source: `hf://${ID}@${ONE}`,
            format: 'safetensors',
            architecture: 'Qwen3ForCausalLM',
            parameters: 8_190_735_360,
            precision: 'bf16',
            quantization: 'awq',
            contextLength: 40_960,
            license: 'LicenseRef-acme-community',
            modelCard: '# Support\n\nAnswers customers.',
            creator: 'acme',
            metrics: [
              {
                name: 'accuracy',
                value: 0.71,
                dataset: 'MMLU',
                slice: 'all/test',
              },
              { name: 'f1', value: 70.5, dataset: 'MMLU', slice: 'all/test' },
            ],
            lineage: [
              { relation: 'quantized', to: 'hf://Qwen/Qwen3-8B' },
              { relation: 'trained-on', to: 'dataset:acme/tickets' },
            ],
            tags: {
              pipeline_tag: 'text-generation',
              library_name: 'transformers',
              language: 'en',
            },
          },
        ],
        aliases: [{ alias: 'main', version: ONE }],
        retired: [],
        problems: [],
      },
    ]);
  });

  it('takes a moved branch as a new version', async () => {
    const { bookmark } = await readAll(source());
    expect((await readAll(source(), { bookmark })).models).toEqual([]);
    head.main = TWO;
    const { models } = await readAll(source(), { bookmark });
    expect(models[0]?.versions.map(({ version }) => version)).toEqual([TWO]);
    expect(models[0]?.aliases).toEqual([{ alias: 'main', version: TWO }]);
  });

  it.each([
    ['its own word', { base_model_relation: 'adapter' }, [], ['adapter']],
    ['the tag of the Hub', {}, ['base_model:merge:a/b'], ['merge']],
    ['no known word', { base_model_relation: 7 }, [], ['quantized']],
    ['several bases', { base_model: ['a/b', 'c/d'] }, [], ['merge', 'merge']],
  ])('relates a base by %s', async (_by, card, tags, expected) => {
    info = sha =>
      infoOf(sha, { cardData: { base_model: 'a/b', ...card }, tags });
    const { models } = await readAll(source());
    expect(models[0]?.versions[0]?.lineage?.map(one => one.relation)).toEqual(
      expected,
    );
  });

  it('reads the models of an account from a mirror, with the token for the mirror only', async () => {
    listing = [
      infoOf(ONE),
      { ...infoOf(TWO), id: 'acme/other' },
      { id: 'acme/empty' },
    ];
    info = sha =>
      sha === ONE ? infoOf(ONE) : infoOf(sha, { id: 'acme/other' });
    const { models } = await readAll(
      source({ organizations: ['acme'] }, { type: 'bearer', token: 'mirror' }),
    );
    expect(models.map(({ description }) => description.title)).toEqual([
      ID,
      'acme/other',
    ]);
    expect(
      stub.requests.every(
        ({ headers }) => headers.authorization === 'Bearer mirror',
      ),
    ).toBe(true);
  });

  it('registers nothing of a gated model, of which it sees half', async () => {
    gated = true;
    const { models, bookmark } = await readAll(source());
    expect(models[0]?.versions).toEqual([]);
    expect(models[0]?.problems).toEqual([
      expect.stringMatching(/restricted.*auth/s),
    ]);
    gated = false;
    const later = await readAll(source(), { bookmark });
    expect(later.models[0]?.versions).toHaveLength(1);
  });

  it.each([
    ['null', null],
    ['a list', []],
    ['a text', 'x'],
    ['no commit', { id: ID, sha: 'main' }],
  ])('makes a problem of %s in place of a model', async (_what, body) => {
    info = () => body;
    const { models } = await readAll(source());
    expect(models[0]?.problems).toEqual([
      expect.stringContaining('something else'),
    ]);
  });

  it('takes cards as people write them', async () => {
    info = sha =>
      infoOf(sha, {
        cardData: {
          license: ['mit', 'apache-2.0'],
          base_model: { oops: 1 },
          datasets: 5,
          'model-index': 'none',
        },
        'model-index': [null, { results: [null, { metrics: [null] }] }],
        safetensors: { total: 'many', parameters: { BF16: 'x' } },
        tags: [1, 2],
      });
    const { models } = await readAll(source());
    expect(models[0]?.versions[0]).toMatchObject({
      license: 'MIT',
      precision: 'bf16',
    });
    expect(models[0]?.versions[0]).not.toHaveProperty('parameters');
    expect(models[0]?.versions[0]).not.toHaveProperty('lineage');
  });

  it.each([
    ['the Hub has no such commit', 404, 'RevisionNotFound', [TWO]],
    ['the Hub has no such model', 404, 'RepoNotFound', [ONE, TWO]],
    ['a mirror has nothing there', 404, null, null],
    ['the token may not see it', 403, 'GatedRepo', null],
    ['nobody is logged in', 401, 'RepoNotFound', null],
    ['the server is asked too often', 429, null, null],
    ['the server fails', 500, null, null],
  ])(
    'tells what is gone only when the Hub says so: %s',
    async (_what, status, word, expected) => {
      const refusal: StubAnswer =
        word === null
          ? { status }
          : { status, headers: { 'x-error-code': word } };
      stub.answer = ({ path }) =>
        path.endsWith(TWO) || word === 'RepoNotFound'
          ? refusal
          : { body: infoOf(ONE) };
      const versions = [ONE, TWO].map(version => ({
        version,
        source: `hf://${ID}@${version}`,
        digest: null,
      }));
      const { signal } = new AbortController();
      expect(await source().findGone(ID, versions, signal)).toEqual(expected);
    },
  );

  it('lists a model that is gone no longer, unlike one that may not be seen', async () => {
    const listed = async (status: number, word: string) => {
      stub.answer = () => ({ status, headers: { 'x-error-code': word } });
      const { pages, models, problems } = await readAll(source());
      return {
        ids: pages.at(-1)?.listing?.models,
        models: models.length,
        problems:
          problems.length + models.flatMap(model => model.problems).length,
      };
    };
    expect(await listed(404, 'RepoNotFound')).toEqual({
      ids: [],
      models: 0,
      problems: 1,
    });
    expect(await listed(403, 'GatedRepo')).toEqual({
      ids: [ID],
      models: 1,
      problems: 1,
    });
  });

  it('makes no list when an account could not be listed', async () => {
    stub.answer = ({ path }) =>
      path === '/api/models' ? { status: 403 } : undefined;
    const { pages } = await readAll(source({ organizations: ['acme'] }));
    expect(pages.at(-1)).not.toHaveProperty('listing');
  });

  it('ends the import when the server is down, instead of telling it of every model', async () => {
    stub.answer = () => ({ status: 503 });
    await expect(readAll(source())).rejects.toThrow(/HTTP 503/);
  });
});
