import type {
  Model,
  ModelServer,
} from '@inference-portal/plugin-inference-common';
import { createEntities } from './createEntities';
import { UNOWNED } from './unowned';
import { modelServer } from './__fixtures__/modelServer';
import { registeredModel } from './__fixtures__/registeredModel';

function create(
  models: readonly Model[],
  servers: readonly ModelServer[] = [],
  describedBy: ReadonlyMap<string, string> = new Map(),
) {
  return createEntities({
    models,
    servers,
    describedBy,
    writtenRefs: new Set(),
    types: { serverType: 'model-server', modelType: 'ai-model' },
  });
}

describe('entities of registered models', () => {
  it('describe the model under the names of the registry', () => {
    expect(create([registeredModel({ namespace: 'Team-A' })])).toEqual([
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: {
          name: 'qwen3-32b',
          namespace: 'team-a',
          title: 'Qwen3 32B',
          description: 'The chat model of customer support.',
          annotations: {
            'backstage.io/managed-by-location':
              'inference-portal:registry/Team-A/qwen3-32b',
            'backstage.io/managed-by-origin-location':
              'inference-portal:registry/Team-A/qwen3-32b',
            'inference-portal/generated': 'true',
            'inference-portal/model': 'Qwen/Qwen3-32B',
          },
          tags: ['llm', 'chat-model'],
          links: [
            {
              url: 'https://huggingface.co/Qwen/Qwen3-32B',
              title: 'Homepage',
            },
          ],
        },
        spec: { type: 'ai-model', owner: 'group:default/support' },
      },
    ]);
  });

  it('say that nobody owns a model', () => {
    const [entity] = create([registeredModel({ owner: null })]);
    expect(entity?.spec?.owner).toBe(UNOWNED);
    expect(entity?.metadata.description).toContain('Nobody owns it');
  });

  it('depend on the registered models that they were made from, and on nothing else', () => {
    const [, tuned] = create([
      registeredModel(),
      registeredModel({
        name: 'support-chat',
        sourceIds: ['s3://models/support-chat'],
        derivedFrom: [
          'model:default/qwen3-32b@9216db5781bf',
          'hf://Qwen/Qwen3-32B@9216db5781bf21249d130ec9da846c4624c16137',
          'hf://Qwen/Qwen3-32B-Base',
          'model:default/support-chat@v1',
          'model:other/gone@v1',
        ],
      }),
    ]);
    expect(tuned?.spec?.dependsOn).toEqual(['resource:default/qwen3-32b']);
  });

  it.each([
    ['runs a version of it', { registration: { version: 'v7' } }],
    ['is joined with the model alone', { registration: { version: null } }],
    ['names a model by one of its ids', { model: { id: 'qwen/QWEN3-32b' } }],
    [
      'names a model whose entity would have its name',
      { model: { id: 'qwen3-32b' } },
    ],
  ])('are what a server depends on that %s', (_, facts) => {
    const server = modelServer({
      model: 'model' in facts ? facts.model : { id: 'some/other' },
      registration:
        'registration' in facts && facts.registration !== undefined
          ? {
              namespace: 'Default',
              name: 'Qwen3-32B',
              reason: 'digest',
              confidence: 'certain',
              ...facts.registration,
            }
          : null,
    });
    const entities = create([registeredModel()], [server]);
    expect(entities.map(({ kind }) => kind)).toEqual(['Component', 'Resource']);
    expect(entities[0]?.spec?.dependsOn).toEqual([
      'resource:default/qwen3-32b',
    ]);
  });

  it('give way to the entity that a team wrote for the model under another name', () => {
    const entities = create(
      [
        registeredModel({
          name: 'support-chat',
          derivedFrom: ['hf://Qwen/Qwen3-32B'],
          sourceIds: [],
        }),
        registeredModel(),
      ],
      [],
      new Map([['default/qwen3-32b', 'resource:default/chat-llm']]),
    );
    expect(entities.map(({ metadata }) => metadata.name)).toEqual([
      'support-chat',
    ]);
    expect(entities[0]?.spec?.dependsOn).toEqual(['resource:default/chat-llm']);
  });

  it('are the same for the same models in another order', () => {
    const models = [
      registeredModel(),
      registeredModel({ name: 'a' }),
      registeredModel({ name: 'b', derivedFrom: ['hf://Qwen/Qwen3-32B'] }),
    ];
    expect(create([...models].reverse())).toEqual(create(models));
  });
});
