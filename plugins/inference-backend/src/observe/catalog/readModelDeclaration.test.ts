import type { Entity } from '@backstage/catalog-model';
import { readModelDeclaration } from './readModelDeclaration';

function entity(
  annotations: Record<string, string>,
  change: Partial<Entity> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'Chat-LLM',
      namespace: 'ml',
      title: 'Chat',
      links: [{ url: 'https://example.com' }],
      tags: ['llm'],
      annotations,
    },
    spec: { type: 'ai-model', owner: 'support-ai' },
    relations: [{ type: 'ownedBy', targetRef: 'group:ml/support-ai' }],
    ...change,
  };
}

describe('readModelDeclaration', () => {
  it('takes what the entity says', () => {
    expect(
      readModelDeclaration(
        entity({
          'inference-portal/source': ' s3://models/chat/ ',
          'inference-portal/version': '2026-10',
          'inference-portal/registry': 'mlflow/support-chat',
        }),
        'ai-model',
      ),
    ).toEqual({
      entityRef: 'resource:ml/chat-llm',
      model: { namespace: 'ml', name: 'support-chat' },
      owner: 'group:ml/support-ai',
      title: 'Chat',
      description: null,
      links: ['https://example.com'],
      tags: ['llm'],
      modelId: null,
      source: 's3://models/chat/',
      version: '2026-10',
      license: null,
      derivedFrom: null,
      registry: { text: 'mlflow/support-chat', name: 'mlflow' },
    });
  });

  const model = { 'inference-portal/model': 'Qwen/Qwen3-32B' };
  it.each<[string, Entity]>([
    [
      'without an annotation that registers',
      entity({ 'inference-portal/license': 'MIT' }),
    ],
    ['of another kind', entity(model, { kind: 'Component' })],
    ['of another type', entity(model, { spec: { type: 'database' } })],
    [
      'that the portal emitted',
      entity({ ...model, 'inference-portal/generated': 'true' }),
    ],
  ])('takes nothing from an entity %s', (_, one) => {
    expect(readModelDeclaration(one, 'ai-model')).toBeNull();
  });
});
