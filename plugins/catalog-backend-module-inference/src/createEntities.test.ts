import { createEntities } from './createEntities';
import { UNOWNED } from './unowned';
import { modelServer } from './__fixtures__/modelServer';

const types = { serverType: 'model-server', modelType: 'ai-model' };
const create = (
  servers: Parameters<typeof createEntities>[0]['servers'],
  writtenRefs: readonly string[] = [],
) =>
  createEntities({
    servers,
    models: [],
    writtenRefs: new Set(writtenRefs),
    describedBy: new Map(),
    types,
  });

describe('createEntities', () => {
  it('describes a server as Component that depends on its model', () => {
    expect(create([modelServer()])).toEqual([
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'eu-west.support.support-chat',
          title: 'support-chat (eu-west)',
          description:
            'Deployment support-chat in namespace support of cluster eu-west.',
          annotations: {
            'backstage.io/managed-by-location':
              'inference-portal:eu-west/support/support-chat',
            'backstage.io/managed-by-origin-location':
              'inference-portal:eu-west/support/support-chat',
            'inference-portal/generated': 'true',
            'inference-portal/server': 'eu-west/support/support-chat',
            'inference-portal/server-id':
              'eu-west-support-support-chat-Deployment',
            'inference-portal/model': 'Qwen/Qwen3-32B',
          },
          tags: ['vllm'],
        },
        spec: {
          type: 'model-server',
          lifecycle: 'production',
          owner: 'group:default/support',
          dependsOn: ['resource:default/qwen.qwen3-32b'],
        },
      },
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: expect.objectContaining({
          name: 'qwen.qwen3-32b',
          title: 'Qwen/Qwen3-32B',
          annotations: expect.objectContaining({
            'inference-portal/generated': 'true',
            'inference-portal/model': 'Qwen/Qwen3-32B',
          }),
        }),
        spec: { type: 'ai-model', owner: 'group:default/support' },
      },
    ]);
  });

  it('says in the description that nobody owns a server, and why', () => {
    const [component] = create([modelServer({ owner: null })]);
    expect(component?.spec?.owner).toBe(UNOWNED);
    expect(component?.metadata.description).toContain(
      'Nobody owns it: nothing names an owner.',
    );
  });

  it('gives a model that several teams serve to none of them', () => {
    const entities = create([
      modelServer(),
      modelServer({ name: 'search', owner: 'group:default/search' }),
    ]);
    expect(entities.find(e => e.kind === 'Resource')?.spec?.owner).toBe(
      UNOWNED,
    );
  });

  it('leaves out servers and models that a team described itself, and depends on what it wrote', () => {
    const servers = [
      modelServer({
        entityRef: 'component:default/chat',
        model: { entityRef: 'resource:default/qwen' },
      }),
      modelServer({
        name: 'other',
        model: { entityRef: 'resource:default/qwen' },
      }),
    ];
    const entities = create(servers, [
      'component:default/chat',
      'resource:default/qwen',
    ]);
    expect(entities).toHaveLength(1);
    expect(entities[0]).toMatchObject({
      metadata: { name: 'eu-west.support.other' },
      spec: { dependsOn: ['resource:default/qwen'] },
    });
  });

  it('keeps describing a server whose joined entity it emitted before', () => {
    const entities = create([
      modelServer({
        entityRef: 'component:default/eu-west.support.support-chat',
        model: { entityRef: 'resource:default/qwen.qwen3-32b' },
      }),
    ]);
    expect(entities).toHaveLength(2);
  });

  it.each([null, '', '/mnt/models', './llama', 'resource:default/own'])(
    'makes no model of %j',
    id => {
      const entities = create([modelServer({ model: { id } })]);
      expect(entities.map(entity => entity.kind)).toEqual(['Component']);
    },
  );

  it('depends on the entity that a workload names as its model', () => {
    const [component] = create([
      modelServer({ model: { id: 'resource:default/Own' } }),
    ]);
    expect(component?.spec?.dependsOn).toEqual(['resource:default/own']);
  });

  it('gives the same answer for the same servers in another order', () => {
    const servers = [
      modelServer(),
      modelServer({ name: 'b', kind: 'StatefulSet' }),
      modelServer({ cluster: 'us-east', model: { id: 'a/b' } }),
    ];
    expect(create([...servers].reverse())).toEqual(create(servers));
  });
});
