import { mockServices } from '@backstage/backend-test-utils';
import { TestPipeline } from '@backstage/plugin-search-backend-node';
import type {
  Model,
  ModelVersion,
} from '@inference-portal/plugin-inference-common';
import { ModelCollatorFactory } from './ModelCollatorFactory';

const model = (facts: Partial<Model>) =>
  ({
    namespace: 'support',
    name: 'support-chat',
    title: 'Support chat',
    description: 'Answers customers',
    owner: 'group:default/support-ai',
    license: 'Apache-2.0',
    tags: ['chat'],
    sourceIds: ['acme/support-chat'],
    versions: 3,
    latestVersion: '3.0.0',
    aliases: [{ alias: 'production', version: '2.0.0' }],
    ...facts,
  } as Model);

const version = (name: string) =>
  ({
    version: name,
    source: { uri: `hf://acme/support-chat@${name}` },
    aliases: name === '2.0.0' ? ['production'] : [],
    license: 'Apache-2.0',
    quantization: null,
    precision: 'bf16',
  } as unknown as ModelVersion);

function setUp() {
  const registry = {
    listModels: jest.fn(async ({ cursor }: { cursor?: string } = {}) =>
      cursor === undefined
        ? { items: [model({})], nextCursor: 'page-2' }
        : {
            items: [
              model({
                name: 'ocr',
                title: null,
                owner: null,
                versions: 0,
                latestVersion: null,
                aliases: [],
              }),
            ],
          },
    ),
    listModelVersions: jest.fn(async () => ({
      items: [version('3.0.0'), version('2.0.0'), version('1.0.0')],
    })),
    getModelVersion: jest.fn(async (_model, name: string) => ({
      ...version(name),
      modelCard: `# Card of ${name}`,
      metrics: [],
      lineage: [],
      tags: {},
    })),
  };
  const factory = new ModelCollatorFactory({
    auth: mockServices.auth(),
    registry: registry as never,
  });
  return { factory, registry };
}

describe('ModelCollatorFactory', () => {
  it('collects models and versions of every page, with the cards of those in use', async () => {
    const { factory, registry } = setUp();
    const { documents } = await TestPipeline.fromCollator(
      await factory.getCollator(),
    ).execute();
    expect(documents.map(({ title }) => title)).toEqual([
      'Models',
      'Support chat',
      'Support chat 3.0.0',
      'Support chat 2.0.0',
      'Support chat 1.0.0',
      'ocr',
    ]);
    expect(documents[1]).toMatchObject({
      location: '/inference/models/support/support-chat',
      text: expect.stringContaining('acme/support-chat'),
    });
    expect(documents[3]).toMatchObject({
      location: '/inference/models/support/support-chat?version=2.0.0',
      text: expect.stringContaining('# Card of 2.0.0'),
    });
    expect(documents[4]?.text).not.toContain('Card of');
    expect(registry.listModelVersions).toHaveBeenCalledTimes(1);
  });

  it('lets every document be seen by those who may read its model', async () => {
    const { factory } = setUp();
    const { documents } = await TestPipeline.fromCollator(
      await factory.getCollator(),
    ).execute();
    expect(factory.visibilityPermission.name).toBe('inference.model.read');
    expect(
      new Set(documents.map(({ authorization }) => authorization?.resourceRef)),
    ).toEqual(new Set([undefined, 'support/support-chat', 'support/ocr']));
  });

  it('makes an index of an empty registry too, with the page of all models', async () => {
    const { factory, registry } = setUp();
    registry.listModels.mockResolvedValue({ items: [] });
    const { documents } = await TestPipeline.fromCollator(
      await factory.getCollator(),
    ).execute();
    expect(documents).toMatchObject([{ location: '/inference/models' }]);
  });

  it('ends with the error of the registry, so that the old index stays', async () => {
    const { factory, registry } = setUp();
    registry.listModels.mockRejectedValue(new Error('registry is away'));
    const { error } = await TestPipeline.fromCollator(
      await factory.getCollator(),
    ).execute();
    expect(String(error)).toContain('registry is away');
  });
});
