import { TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  startRegistry,
  type StartedRegistry,
} from '../../__testUtils__/startRegistry';

jest.setTimeout(120_000);

describe('facts of registered models', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let registry: StartedRegistry;

  beforeAll(async () => {
    registry = await startRegistry(databases);
    const ci = registry.as('service:ci');
    await ci.post('/models', {
      namespace: 'support',
      name: 'chat',
      owner: 'group:default/support',
      sourceIds: ['Qwen/Qwen3-8B'],
    });
    await ci.post('/models/support/chat/versions', {
      version: '1.0.0',
      source: 'hf://acme/chat-tuned@0123456789abcdef0123456789abcdef01234567',
      parameters: 8_200_000_000,
      contextLength: 16_384,
      quantization: 'fp8',
    });
  });

  const plan = async () =>
    (
      await registry.as('service:ci').post('/gpu-plans', {
        model: { id: 'support/chat' },
        engine: { name: 'vllm', version: '0.19.0' },
        gpu: { product: 'H100' },
      })
    ).body;

  it('complete those of the table, found by the id at the hub', async () => {
    expect(await plan()).toMatchObject({
      fits: true,
      maxModelLen: 16_384,
      confidence: 'high',
      model: { parametersBillions: 8.2, maxContext: 16_384 },
    });
    // 8 bits of 8.2 billion, 16 of the embeddings.
    expect((await plan()).weightsGiB).toBeCloseTo(8.8, 0);
  });

  it('are not told to who may not read the model', async () => {
    registry.decide('inference.model.read', { result: AuthorizeResult.DENY });
    expect((await plan()).error.message).toContain('model.architecture.layers');
  });
});
