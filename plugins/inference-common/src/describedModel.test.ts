import { describedModel, readRegistryReference } from './describedModel';

function entity(registry?: string, namespace?: string) {
  return {
    metadata: {
      name: 'chat-llm',
      ...(namespace && { namespace }),
      annotations: {
        ...(registry && { 'inference-portal/registry': registry }),
      },
    },
  };
}

describe('describedModel', () => {
  it('is the model of the same name', () => {
    expect(describedModel(entity())).toEqual({
      namespace: 'default',
      name: 'chat-llm',
    });
    expect(
      describedModel({ metadata: { name: 'x', namespace: 'ml' } }),
    ).toEqual({ namespace: 'ml', name: 'x' });
  });

  it('is the imported model that the annotation names, in the namespace of the entity or in its own', () => {
    expect(describedModel(entity('mlflow/support-chat', 'ml'))).toEqual({
      namespace: 'ml',
      name: 'support-chat',
    });
    expect(readRegistryReference(entity('mlflow/team/support-chat'))).toEqual({
      registry: 'mlflow',
      model: { namespace: 'team', name: 'support-chat' },
    });
  });

  it.each(['mlflow', 'mlflow/', '/support-chat', 'a/b/c/d', 'mlflow/a b'])(
    'takes no model from %j',
    text => {
      expect(readRegistryReference(entity(text))).toBeNull();
    },
  );
});
