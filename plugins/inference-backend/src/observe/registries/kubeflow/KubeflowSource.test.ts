import { RegistryStub, type SeenRequest } from '../__fixtures__/RegistryStub';
import {
  quickTimings,
  readAll,
  testSettings,
} from '../__fixtures__/testSettings';
import { KubeflowSource } from './KubeflowSource';

const API = '/api/model_registry/v1alpha3';
const CREATED = Date.UTC(2026, 0, 5, 9);

/** As api/openapi/model-registry.yaml of kubeflow/hub describes it: 64-bit integers are texts, custom properties are typed. */
const model = {
  id: '1',
  name: 'qwen3-support',
  externalId: 'crm-42',
  description: 'Answers customers',
  owner: 'group:default/support',
  state: 'LIVE',
  license: 'apache-2.0',
  tasks: ['text-generation'],
  libraryName: 'transformers',
  customProperties: {},
  createTimeSinceEpoch: String(CREATED),
  lastUpdateTimeSinceEpoch: String(CREATED),
};

function versionOf(id: string, name: string, more: object = {}) {
  return {
    id,
    name,
    registeredModelId: '1',
    author: 'ada',
    state: 'LIVE',
    description: 'second round',
    customProperties: {
      precision: { metadataType: 'MetadataStringValue', string_value: 'bf16' },
      context_length: { metadataType: 'MetadataIntValue', int_value: '32768' },
      reviewed: { metadataType: 'MetadataBoolValue', bool_value: true },
      schema: { metadataType: 'MetadataStructValue', struct_value: 'e30=' },
    },
    createTimeSinceEpoch: String(CREATED + Number(id)),
    lastUpdateTimeSinceEpoch: String(CREATED),
    ...more,
  };
}

const modelArtifact = {
  artifactType: 'model-artifact',
  id: '7',
  name: 'weights',
  uri: 's3://models/qwen3-support/2',
  modelFormatName: 'safetensors',
  modelFormatVersion: '1',
  state: 'LIVE',
  experimentRunId: '55',
};

describe('KubeflowSource', () => {
  let stub: RegistryStub;
  let versions: unknown[];
  let artifacts: Record<string, unknown[]>;
  let models: unknown[];

  beforeEach(async () => {
    stub = await RegistryStub.start();
    models = [model];
    versions = [versionOf('2', 'v2')];
    artifacts = {
      2: [
        modelArtifact,
        {
          artifactType: 'metric',
          name: 'accuracy',
          value: 0.93,
          timestamp: String(CREATED),
        },
        {
          artifactType: 'dataset-artifact',
          name: 'tickets',
          digest: 'abc123',
        },
      ],
    };
    stub.answer = answer;
  });
  afterEach(() => stub.stop());

  /** One item a page, so that every list is paged. */
  function listOf(items: readonly unknown[], { params }: SeenRequest) {
    const start = Number(params.get('nextPageToken') ?? 0);
    return {
      body: {
        items: items.slice(start, start + 1),
        nextPageToken: start + 1 < items.length ? String(start + 1) : '',
        pageSize: 1,
        size: 1,
      },
    };
  }

  function answer(request: SeenRequest) {
    const { path } = request;
    if (path === `${API}/registered_models`) {
      return listOf(models, request);
    }
    if (path === `${API}/model_versions`) {
      return listOf(versions, request);
    }
    const id = /model_versions\/(\w+)\/artifacts$/.exec(path)?.[1];
    return id === undefined ? undefined : listOf(artifacts[id] ?? [], request);
  }

  const source = () => new KubeflowSource(testSettings(stub.url), quickTimings);

  it('reads models, versions and artifacts page by page', async () => {
    const { models: read, problems } = await readAll(source());
    expect(problems).toEqual([]);
    expect(read).toEqual([
      {
        ref: { namespace: 'default', name: 'qwen3-support' },
        id: 'qwen3-support',
        present: ['v2'],
        description: {
          owner: 'group:default/support',
          description: 'Answers customers',
          tags: ['text-generation', 'transformers'],
          sourceIds: ['qwen3-support', 'crm-42'],
        },
        versions: [
          {
            version: 'v2',
            source: 's3://models/qwen3-support/2',
            format: 'safetensors',
            precision: 'bf16',
            contextLength: 32_768,
            license: 'Apache-2.0',
            description: 'second round',
            creator: 'ada',
            createdAt: new Date(CREATED + 2).toISOString(),
            metrics: [
              {
                name: 'accuracy',
                value: 0.93,
                at: new Date(CREATED).toISOString(),
              },
            ],
            lineage: [
              { relation: 'trained-on', to: 'dataset:tickets@abc123' },
              { relation: 'produced-by', to: 'run:hub/55' },
            ],
            tags: {
              'modelregistry.kubeflow.org/registered-model-id': '1',
              'modelregistry.kubeflow.org/model-version-id': '2',
              modelFormatVersion: '1',
              precision: 'bf16',
              context_length: '32768',
              reviewed: 'true',
            },
          },
        ],
        aliases: [],
        retired: [],
        problems: [],
      },
    ]);
  });

  it('retires what is archived, all versions with their model', async () => {
    versions = [
      versionOf('2', 'v2'),
      versionOf('3', 'v3', { state: 'ARCHIVED' }),
    ];
    artifacts[3] = [modelArtifact];
    const one = await readAll(source());
    expect(one.models[0]?.retired.map(({ version }) => version)).toEqual([
      'v3',
    ]);
    models = [{ ...model, state: 'ARCHIVED' }];
    const all = await readAll(source());
    expect(all.models[0]?.retired).toHaveLength(2);
  });

  it('reads a model again when one of its versions changed', async () => {
    const { bookmark } = await readAll(source());
    expect((await readAll(source(), { bookmark })).models).toEqual([]);
    versions = [
      versionOf('2', 'v2', { lastUpdateTimeSinceEpoch: String(CREATED + 9) }),
    ];
    expect((await readAll(source(), { bookmark })).models).toHaveLength(1);
  });

  it('waits for the artifact of a version', async () => {
    versions.push(versionOf('3', 'v3'));
    const { models: read, bookmark } = await readAll(source());
    expect(read[0]?.versions).toHaveLength(1);
    expect(read[0]?.problems).toEqual([expect.stringContaining('v3')]);
    artifacts[3] = [modelArtifact];
    const later = await readAll(source(), { bookmark });
    expect(later.models[0]?.versions).toHaveLength(2);
  });

  it('leaves out versions whose names move or clash, and says so', async () => {
    versions.push(
      versionOf('3', 'latest'),
      versionOf('4', 'release candidate 1'),
      versionOf('5', 'release-candidate-1'),
    );
    artifacts[3] = artifacts[4] = artifacts[5] = [modelArtifact];
    const { models: read } = await readAll(source());
    expect(read[0]?.versions.map(({ version }) => version)).toEqual([
      'v2',
      'release-candidate-1',
    ]);
    expect(read[0]?.problems).toEqual([
      expect.stringContaining('latest'),
      expect.stringContaining('another version'),
    ]);
  });

  it('makes problems of what it cannot understand', async () => {
    models.push(null, { id: 5 });
    versions.push('x');
    artifacts[2]?.push(null, { uri: 7 });
    const { models: read, problems } = await readAll(source());
    expect(problems).toHaveLength(3);
    expect(read[0]?.versions).toHaveLength(1);
    expect(read[0]?.problems).toHaveLength(2);
  });
});
