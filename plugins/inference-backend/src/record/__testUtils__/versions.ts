import type { ModelRef } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../types';
import type {
  ModelDescription,
  VersionContent,
  Writer,
} from '../registry/RegistryStore';

export const SHA = '9216db5781bf21249d130ec9da846c4624c16137';

export const QWEN: ModelRef = { namespace: 'default', name: 'qwen3-32b' };
export const BOT: ModelRef = { namespace: 'support', name: 'support-bot' };

export function description(
  change: Partial<ModelDescription> = {},
): ModelDescription {
  return {
    owner: 'group:default/support',
    title: 'Qwen3 32B',
    description: 'Chat model of the support desk',
    homepage: null,
    tags: ['chat'],
    sourceIds: ['Qwen/Qwen3-32B'],
    ...change,
  };
}

export function content(
  version: string,
  change: Partial<VersionContent> = {},
): VersionContent {
  return {
    version,
    source: {
      uri: `hf://Qwen/Qwen3-32B@${SHA}`,
      kind: 'hugging-face',
      pinned: true,
      revision: SHA,
    },
    digest: null,
    format: 'safetensors',
    architecture: 'Qwen3ForCausalLM',
    parameters: 32_762_123_264,
    precision: 'bf16',
    quantization: null,
    contextLength: 40_960,
    license: 'Apache-2.0',
    description: null,
    modelCard: '# Qwen3 32B',
    homepage: null,
    creator: 'Qwen',
    createdAt: null,
    signature: null,
    metrics: [],
    lineage: [],
    tags: {},
    ...change,
  };
}

export function writer(
  at: number,
  actor: string = 'user:default/mina',
): Writer {
  return { actor, at: at as InstantMs, origin: 'api' };
}
