import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import {
  deployment,
  type Manifest,
  observe,
  replicaSet,
  vllmTemplate,
} from './__testUtils__/cluster';
import { only } from './__testUtils__/fleet';

describe('revisions', () => {
  const template1 = vllmTemplate({ image: 'vllm/vllm-openai:v0.28.0' });
  const template2 = vllmTemplate({ image: 'vllm/vllm-openai:v0.30.0' });
  const edited = (time: string) => ({
    managedFields: [
      {
        manager: 'kubectl-rollout',
        operation: 'Update',
        time,
        fieldsV1: { 'f:spec': { 'f:template': {} } },
      },
    ],
  });

  it('are told from ReplicaSets, the current one since its ReplicaSet', () => {
    const object = deployment('chat', {
      template: template2,
      metadata: edited('2026-11-10T09:00:00Z'),
    });
    const { current, remembered } = only(
      observe(
        object,
        replicaSet(object, 'b', {
          template: template2,
          revision: 2,
          createdAt: '2026-11-10T09:00:01Z',
        }),
        replicaSet(object, 'a', {
          template: template1,
          createdAt: '2026-11-01T08:00:00Z',
        }),
      ).servers,
    );
    expect(current).toMatchObject({
      startedAt: Date.parse('2026-11-10T09:00:01Z'),
      changedBy: 'kubectl-rollout',
      clusterRevision: '2',
    });
    expect(
      remembered.map(({ clusterRevision, startedAt, images }) => [
        clusterRevision,
        startedAt,
        images[0]?.reference,
      ]),
    ).toEqual([
      ['1', Date.parse('2026-11-01T08:00:00Z'), 'vllm/vllm-openai:v0.28.0'],
    ]);
  });

  it('after an undo begin with the undo, not with the ReplicaSet that is used again', () => {
    const object = deployment('chat', {
      template: template1,
      metadata: edited('2026-11-12T10:00:00Z'),
    });
    const { current, remembered } = only(
      observe(
        object,
        replicaSet(object, 'a', {
          template: template1,
          revision: 3,
          createdAt: '2026-11-01T08:00:00Z',
        }),
        replicaSet(object, 'b', {
          template: template2,
          revision: 2,
          createdAt: '2026-11-10T09:00:00Z',
        }),
      ).servers,
    );
    expect(current.startedAt).toBe(Date.parse('2026-11-12T10:00:00Z'));
    expect(remembered.map(({ startedAt }) => startedAt)).toEqual([
      Date.parse('2026-11-01T08:00:00Z'),
      Date.parse('2026-11-10T09:00:00Z'),
    ]);
    expect(remembered[0]?.specHash).toBe(current.specHash);
  });

  it('do not change when replicas, status or a secret change', () => {
    const withKey = (key: string) =>
      vllmTemplate({ args: ['m/m', '--api-key', key] });
    const one = only(
      observe(
        deployment('chat', { replicas: 1, template: withKey('first-secret') }),
      ).servers,
    );
    const two = only(
      observe(
        deployment('chat', {
          replicas: 9,
          ready: 3,
          template: withKey('other-secret'),
        }),
      ).servers,
    );
    expect(two.current.specHash).toBe(one.current.specHash);
    expect(JSON.stringify([one, two])).not.toMatch(/first-secret|other-secret/);
  });
});

describe('the manifests of every kind', () => {
  const objects = [
    'deployment',
    'statefulSet',
    'leaderWorkerSet',
    'rollout',
    'inferenceService',
    'llmInferenceService',
    'rayService',
    'nimService',
    'pod',
  ].flatMap(name =>
    parseAllDocuments(
      readFileSync(
        join(__dirname, '..', 'adapters', '__fixtures__', `${name}.yaml`),
        'utf8',
      ),
    ).map(document => document.toJS() as Manifest),
  );

  it('become servers with their engine, model and GPUs', () => {
    const { servers, malformed } = observe(...objects);
    expect(malformed).toEqual([]);
    const rows = servers.map(({ key, server }) => [
      `${key.kind}/${key.name}`,
      server.runtime.name,
      server.runtime.version,
      server.model.id,
      server.model.pinned,
      server.tensorParallel,
      server.maxModelLength,
      server.gpus.perReplica,
      server.gpus.product,
    ]);
    expect(rows.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))).toEqual([
      [
        'Deployment/support-chat',
        'vllm',
        '0.30.0',
        'Qwen/Qwen3-32B',
        true,
        2,
        32_000,
        2,
        'H100',
      ],
      [
        'InferenceService/fraud',
        'triton',
        null,
        'fraud',
        null,
        null,
        null,
        1,
        null,
      ],
      [
        'InferenceService/llama-guard',
        'vllm',
        null,
        'meta-llama/Llama-Guard-3-8B',
        false,
        null,
        8192,
        1,
        'L4',
      ],
      [
        'LLMInferenceService/qwen3-coder',
        'vllm',
        null,
        'Qwen/Qwen3-Coder-30B-A3B-Instruct',
        false,
        4,
        null,
        10,
        null,
      ],
      [
        'LeaderWorkerSet/deepseek-r1',
        'vllm',
        '0.29.0',
        'deepseek-ai/DeepSeek-R1',
        false,
        8,
        null,
        16,
        null,
      ],
      [
        'NIMService/llama-3-1-8b',
        'nim',
        '1.8.3',
        'meta/llama-3.1-8b-instruct',
        false,
        null,
        null,
        1,
        null,
      ],
      [
        'Pod/scratch-vllm',
        'vllm',
        '0.30.0',
        'mistralai/Mistral-Small-24B-Instruct-2501',
        false,
        null,
        null,
        1,
        null,
      ],
      [
        'RayService/llm-gateway',
        'ray-serve',
        '2.51.0',
        'Qwen/Qwen2.5-7B-Instruct',
        false,
        2,
        8192,
        4,
        null,
      ],
      [
        'Rollout/ranker',
        'tensorrt-llm',
        '1.2.1',
        'meta-llama/Llama-3.1-8B-Instruct',
        false,
        2,
        16_384,
        2,
        null,
      ],
      [
        'StatefulSet/embeddings',
        'tgi',
        '3.3.4',
        'BAAI/bge-large-en-v1.5',
        false,
        1,
        null,
        1,
        null,
      ],
    ]);
  });

  it('carry no secret and no noise into what is recorded', () => {
    const text = JSON.stringify(observe(...objects));
    expect(text).not.toMatch(/sk-live|hf_abcdef|managedFields|last-applied/);
    expect(text).toContain('secretKeyRef');
  });
});
