import type { Model } from '@inference-portal/plugin-inference-common';

/** A registered chat model as the portal's API answers it. */
export function registeredModel(facts: Partial<Model> = {}): Model {
  const { namespace = 'default', name = 'qwen3-32b' } = facts;
  return {
    namespace,
    name,
    entityRef: `resource:${namespace}/${name}`.toLowerCase(),
    title: 'Qwen3 32B',
    description: 'The chat model of customer support.',
    owner: 'group:default/support',
    license: 'Apache-2.0',
    homepage: 'https://huggingface.co/Qwen/Qwen3-32B',
    tags: ['llm', 'Chat Model', 'ü'],
    origin: 'hugging-face',
    sourceIds: ['Qwen/Qwen3-32B'],
    versions: 3,
    latestVersion: '9216db5781bf',
    aliases: [],
    servers: 1,
    createdAt: '2026-11-01T08:00:00.000Z',
    createdBy: 'service:import:hub',
    changedAt: '2026-11-02T08:00:00.000Z',
    pendingRequests: [],
    conflicts: 0,
    ...facts,
  };
}
