import { RegistryStub, type SeenRequest } from '../__fixtures__/RegistryStub';
import {
  quickTimings,
  readAll,
  testSettings,
} from '../__fixtures__/testSettings';
import type { RegistryConnection } from '../registryConfig';
import { MlflowSource } from './MlflowSource';

const API = '/api/2.0/mlflow';
const CREATED = Date.UTC(2026, 0, 5, 9);

/** As MLflow 3.17.2 answers, recorded from a server; only what the tests change is an argument. */
function modelOf(name: string, more: object = {}) {
  return {
    name,
    creation_timestamp: CREATED,
    last_updated_timestamp: CREATED + 1,
    description: 'Finds fraud',
    latest_versions: [],
    tags: [{ key: 'license', value: 'apache-2.0' }],
    aliases: [{ alias: 'champion', version: '1' }],
    ...more,
  };
}

function versionOf(name: string, version: string, more: object = {}) {
  return {
    name,
    version,
    creation_timestamp: CREATED,
    last_updated_timestamp: CREATED,
    current_stage: 'None',
    description: 'first',
    source: `s3://models/fraud/${version}`,
    run_id: 'ce67b5beb4544fe1b7f6e0ab49a3f325',
    status: 'READY',
    tags: [{ key: 'format', value: 'onnx' }],
    run_link: '',
    ...more,
  };
}

const run = {
  info: {
    run_uuid: 'ce67b5beb4544fe1b7f6e0ab49a3f325',
    experiment_id: '1',
    user_id: '',
    status: 'FINISHED',
    start_time: CREATED,
    run_id: 'ce67b5beb4544fe1b7f6e0ab49a3f325',
  },
  data: {
    metrics: [
      { key: 'auc', value: 0.91, timestamp: CREATED, step: 1 },
      { key: 'loss', value: 'NaN', timestamp: CREATED, step: 1 },
    ],
    params: [{ key: 'lr', value: '0.1' }],
    tags: [
      { key: 'mlflow.user', value: 'ada' },
      { key: 'mlflow.source.git.commit', value: '0123abcd' },
      {
        key: 'mlflow.source.git.repoURL',
        value: 'https://ada:pw@git.example.com/fraud.git',
      },
    ],
  },
  inputs: {
    dataset_inputs: [
      { tags: [], dataset: { name: 'payments', digest: 'a1b2c3d4' } },
    ],
  },
};

describe('MlflowSource', () => {
  let stub: RegistryStub;
  let models: unknown[];
  let versions: Record<string, unknown[]>;

  beforeEach(async () => {
    stub = await RegistryStub.start();
    models = [modelOf('fraud')];
    versions = { fraud: [versionOf('fraud', '1')] };
    stub.answer = answer;
  });
  afterEach(() => stub.stop());

  function answer(request: SeenRequest) {
    const { path, params } = request;
    switch (path) {
      case `${API}/registered-models/search`: {
        // Two a page, whatever was asked for, as a server with a lower limit.
        const start = Number(params.get('page_token') ?? 0);
        return {
          body: {
            registered_models: models.slice(start, start + 2),
            ...(start + 2 < models.length
              ? { next_page_token: String(start + 2) }
              : {}),
          },
        };
      }
      case `${API}/model-versions/search`: {
        const name = /^name = '(.*)'$/.exec(params.get('filter') ?? '')?.[1];
        return { body: { model_versions: versions[name ?? ''] } };
      }
      case `${API}/experiments/search`:
        return { body: { experiments: [{ experiment_id: '1' }] } };
      case `${API}/runs/search`:
        return { body: { runs: [run] } };
      case '/version':
        return { body: '3.17.2', headers: { 'content-type': 'text/html' } };
      default:
        return undefined;
    }
  }

  const source = (connection: Partial<RegistryConnection> = {}) =>
    new MlflowSource(testSettings(stub.url, { connection }), quickTimings);

  it('reads a model with versions, run, dataset and aliases', async () => {
    versions.fraud?.push(
      versionOf('fraud', '2', { current_stage: 'Archived', run_id: '' }),
    );
    const { models: read, problems } = await readAll(source());
    expect(problems).toEqual([]);
    expect(read).toEqual([
      {
        ref: { namespace: 'default', name: 'fraud' },
        id: 'fraud',
        present: ['1', '2'],
        description: {
          owner: null,
          description: 'Finds fraud',
          homepage: `${stub.url}/#/models/fraud`,
          tags: [],
          sourceIds: ['fraud'],
        },
        versions: [
          {
            version: '1',
            source: 's3://models/fraud/1',
            format: 'onnx',
            license: 'Apache-2.0',
            description: 'first',
            creator: 'ada',
            createdAt: new Date(CREATED).toISOString(),
            metrics: [
              { name: 'auc', value: 0.91, at: new Date(CREATED).toISOString() },
            ],
            lineage: [
              { relation: 'trained-on', to: 'dataset:payments@a1b2c3d4' },
              {
                relation: 'produced-by',
                to: 'run:hub/ce67b5beb4544fe1b7f6e0ab49a3f325',
              },
              {
                relation: 'produced-by',
                to: 'commit:https://git.example.com/fraud.git@0123abcd',
              },
            ],
            tags: {
              'mlflow.run_id': 'ce67b5beb4544fe1b7f6e0ab49a3f325',
              format: 'onnx',
              'param.lr': '0.1',
            },
          },
          expect.objectContaining({
            version: '2',
            lineage: [
              { relation: 'previous-version', to: 'model:default/fraud@1' },
            ],
          }),
        ],
        aliases: [{ alias: 'champion', version: '1' }],
        retired: [{ version: '2', reason: 'Archived at MLflow (hub).' }],
        problems: [],
      },
    ]);
  });

  it('lists page by page', async () => {
    models = ['a', 'b', 'c', 'd', 'e'].map(name => modelOf(name));
    const { models: read } = await readAll(source());
    expect(read.map(({ ref }) => ref.name)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('sees a moved alias although MLflow touches no timestamp', async () => {
    const { bookmark } = await readAll(source());
    expect((await readAll(source(), { bookmark })).models).toEqual([]);
    models = [
      modelOf('fraud', { aliases: [{ alias: 'champion', version: '2' }] }),
    ];
    expect((await readAll(source(), { bookmark })).models).toHaveLength(1);
  });

  it('leaves out what is not ready, says so, and looks again next time', async () => {
    versions.fraud?.push(
      versionOf('fraud', '2', { status: 'PENDING_REGISTRATION' }),
      versionOf('fraud', '3', {
        status: 'FAILED_REGISTRATION',
        status_message: 'bucket is gone',
      }),
    );
    const { models: read, bookmark } = await readAll(source());
    expect(read[0]?.versions.map(({ version }) => version)).toEqual(['1']);
    expect(read[0]?.problems).toEqual([
      expect.stringContaining('version 2 is still being registered'),
      expect.stringContaining('bucket is gone'),
    ]);
    expect((await readAll(source(), { bookmark })).models).toHaveLength(1);
  });

  it.each([
    ['bearer', { type: 'bearer', token: 'abc' } as const, 'Bearer abc'],
    [
      'basic',
      { type: 'basic', username: 'ada', password: 'pw' } as const,
      'Basic YWRhOnB3',
    ],
  ])('authenticates with %s', async (_type, auth, expected) => {
    await readAll(source({ auth, headers: { 'x-tenant': 'ml' } }));
    for (const { headers } of stub.requests) {
      expect(headers).toMatchObject({
        authorization: expected,
        'x-tenant': 'ml',
      });
    }
  });

  it('tells all versions that are there, those that are not ready too, and all models at the end', async () => {
    models = [modelOf('fraud'), modelOf('churn'), modelOf('ocr')];
    versions = {
      fraud: [
        versionOf('fraud', '2'),
        versionOf('fraud', '3', { status: 'FAILED_REGISTRATION' }),
      ],
    };
    const { models: read, pages } = await readAll(source());
    expect(read.map(({ id, present }) => [id, present])).toEqual([
      ['fraud', ['2', '3']],
      ['churn', []],
      ['ocr', []],
    ]);
    const { listing } = pages.at(-1) ?? {};
    expect(listing?.models).toEqual(['fraud', 'churn', 'ocr']);
    models = models.slice(1);
    const { signal } = new AbortController();
    expect(await listing?.listAgain(signal)).toEqual(['churn', 'ocr']);
  });

  it('calls no list complete in which something cannot be understood', async () => {
    versions = { fraud: [versionOf('fraud', '1'), { version: 2 }] };
    const { models: read } = await readAll(source());
    expect(read.map(({ present }) => present)).toEqual([undefined]);
    models = [modelOf('fraud'), { description: 'no name' }];
    const { pages } = await readAll(source());
    expect(pages.map(({ listing }) => listing)).toEqual(
      pages.map(() => undefined),
    );
  });

  it('makes problems of what it cannot understand, and reads the rest', async () => {
    models = [
      null,
      7,
      { name: 'broken', tags: 'none' },
      { name: '\u0430\u0431\u0432' },
      modelOf('fraud'),
    ];
    versions.fraud?.push(null, { name: 'fraud' }, { version: [] });
    const { models: read, problems } = await readAll(source());
    expect(read.map(({ ref }) => ref.name)).toEqual(['fraud']);
    expect(read[0]?.versions).toHaveLength(1);
    expect(read[0]?.problems).toHaveLength(3);
    expect(problems).toHaveLength(4);
    expect(problems.join('\n')).toContain('"broken"');
  });

  it('leaves prompts out, which MLflow keeps among its models', async () => {
    models.push(
      modelOf('greeting', {
        tags: [{ key: 'mlflow.prompt.is_prompt', value: 'true' }],
      }),
    );
    const { models: read } = await readAll(source());
    expect(read.map(({ ref }) => ref.name)).toEqual(['fraud']);
  });

  it('ends instead of reading the same page for ever', async () => {
    stub.answer = () => ({
      body: { registered_models: [], next_page_token: 'again' },
    });
    await expect(readAll(source())).rejects.toThrow(/same page token/);
    expect(stub.requests).toHaveLength(2);
  });

  it('reads the version that the server tells', async () => {
    const { signal } = new AbortController();
    expect(await source().findVersion(signal)).toBe('3.17.2');
    stub.answer = () => ({ body: '<html>' });
    expect(await source().findVersion(signal)).toBeNull();
  });
});
