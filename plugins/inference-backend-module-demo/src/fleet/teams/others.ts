import type { ServerStory } from '../storyTypes';

/** Servers without a living owner: of a team that was dissolved, and of nobody at all. */
export const otherServers: readonly ServerStory[] = [
  {
    name: 'persona-builder',
    cluster: 'demo-us-east',
    namespace: 'growth',
    kind: 'Deployment',
    engine: 'vllm',
    model: 'Qwen/Qwen3-14B',
    servedName: 'persona',
    pool: 'a100-spot',
    gpus: 1,
    replicas: 1,
    revisions: [
      {
        daysAgo: 89,
        cause: 'Personas (Owen Price)',
        tag: 'v0.22.1',
        flags: { 'served-model-name': 'persona', 'max-model-len': '16384' },
      },
      { daysAgo: 70, cause: 'vLLM 0.24.0 (Owen Price)', tag: 'v0.24.0' },
    ],
    traffic: {
      shape: { kind: 'steady', perHour: 0.12 },
      promptTokens: 700,
      generationTokens: 500,
      seconds: 9,
      concurrency: 12,
    },
    // The group left the catalog when the team was dissolved.
    annotations: {
      'inference-portal/owner': 'group:default/growth-experiments',
    },
    cases: ['orphan'],
  },
  {
    name: 'llama-test-tmp',
    cluster: 'demo-eu-west',
    namespace: 'sandbox',
    kind: 'Deployment',
    engine: 'vllm',
    model: 'meta-llama/Llama-3.2-3B-Instruct',
    pool: 'h100',
    gpus: 1,
    replicas: 1,
    revisions: [
      {
        daysAgo: 79,
        cause: null,
        // Old enough for the metric names of its time.
        tag: 'v0.8.5',
        flags: { 'max-model-len': '8192' },
      },
    ],
    traffic: {
      shape: {
        kind: 'diurnal',
        peakPerHour: 40,
        peakHour: 15,
        nightShare: 0,
        weekendShare: 0,
      },
      endsDaysAgo: 27,
      promptTokens: 180,
      generationTokens: 120,
      seconds: 2.2,
      concurrency: 16,
    },
    cases: ['unowned', 'zombie-stopped'],
  },
  {
    name: 'qwen-debug',
    cluster: 'demo-eu-west',
    namespace: 'sandbox',
    kind: 'Pod',
    engine: 'vllm',
    model: 'Qwen/Qwen3-1.7B',
    pool: 'l4',
    gpus: 1,
    replicas: 1,
    revisions: [
      {
        daysAgo: 2.2,
        cause: null,
        tag: 'v0.29.1',
        flags: { 'max-model-len': '4096', 'enforce-eager': true },
      },
    ],
    traffic: {
      shape: { kind: 'steady', perHour: 3 },
      promptTokens: 60,
      generationTokens: 90,
      seconds: 1.1,
      concurrency: 4,
    },
    cases: ['unowned'],
  },
];
