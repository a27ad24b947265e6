import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import {
  deployment,
  inventoryOf,
  type Manifest,
  NOW,
  observe,
  replicaSet,
  resourceOf,
  upsert,
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

describe('a history of which only a part has arrived', () => {
  const numbered = (revision: number) =>
    deployment('chat', {
      metadata: {
        annotations: { 'deployment.kubernetes.io/revision': String(revision) },
      },
    });
  const old = vllmTemplate({ image: 'vllm/vllm-openai:v0.28.0' });
  /** A Deployment that is three revisions further than the ReplicaSets that are known of it. */
  function behind() {
    const inventory = inventoryOf();
    const object = numbered(4);
    const first = replicaSet(object, 'a', { template: old });
    const list = inventory.beginReplace(resourceOf(inventory, first));
    list.add(first);
    list.commit();
    upsert(inventory, object);
    return { inventory, object, first };
  }

  it('is told until the ReplicaSet is there that the Deployment names', () => {
    const { inventory, object } = behind();
    expect(only(inventory.drain(NOW).servers).historyLags).toBe(true);
    const between = vllmTemplate({ image: 'vllm/vllm-openai:v0.29.0' });
    upsert(
      inventory,
      replicaSet(object, 'c', { template: between, revision: 3 }),
    );
    expect(only(inventory.drain(NOW).servers).historyLags).toBe(true);
    upsert(inventory, replicaSet(object, 'd', { revision: 4 }));
    expect(only(inventory.drain(NOW).servers).historyLags).toBeUndefined();
  });

  it('is told while the controller has not numbered what runs', () => {
    const { inventory, object } = behind();
    upsert(inventory, replicaSet(object, 'd', { revision: 4 }));
    inventory.drain(NOW);
    const changed = {
      ...object,
      metadata: { ...object.metadata, generation: 2 },
      spec: { replicas: 1, template: old },
    } as typeof object;
    upsert(inventory, changed);
    expect(only(inventory.drain(NOW).servers).historyLags).toBe(true);
    upsert(inventory, replicaSet(object, 'a', { template: old, revision: 5 }), {
      ...changed,
      metadata: { ...changed.metadata, ...numbered(5).metadata },
    });
    expect(only(inventory.drain(NOW).servers).historyLags).toBeUndefined();
  });

  it('is told while the controller, just back, has numbered two ReplicaSets alike', () => {
    const { inventory } = behind();
    const next = vllmTemplate({ image: 'vllm/vllm-openai:v0.29.0' });
    const last = vllmTemplate({ image: 'vllm/vllm-openai:v0.30.0' });
    const running = (revision: number) => ({
      ...numbered(revision),
      spec: { replicas: 1, template: last },
    });
    const object = running(2) as Manifest;
    upsert(
      inventory,
      object,
      replicaSet(object, 'b', { template: next, revision: 2 }),
    );
    // The ReplicaSet of what runs has not arrived; the number is another's.
    expect(only(inventory.drain(NOW).servers).historyLags).toBe(true);
    upsert(inventory, replicaSet(object, 'c', { template: last, revision: 2 }));
    expect(inventory.drain(NOW).servers).toEqual([]);
    upsert(
      inventory,
      replicaSet(object, 'c', { template: last, revision: 3 }),
      running(3) as Manifest,
    );
    const server = only(inventory.drain(NOW).servers);
    expect(server.historyLags).toBeUndefined();
    expect(
      server.remembered.map(({ clusterRevision }) => clusterRevision),
    ).toEqual(['1', '2']);
  });

  it('is told of what was changed before any controller looked, while its ReplicaSets are not there', () => {
    const { inventory } = behind();
    const { status, ...fresh } = deployment('ocr', {
      metadata: { generation: 2 },
      template: vllmTemplate({ image: 'vllm/vllm-openai:v0.31.0' }),
    }) as Manifest & { status: unknown };
    upsert(inventory, fresh as Manifest);
    const ocr = inventory
      .drain(NOW)
      .servers.find(({ key }) => key.name === 'ocr');
    expect(ocr?.historyLags).toBe(true);
  });

  it('is not told of a paused Deployment, which runs what it ran before', () => {
    const { inventory } = behind();
    const paused = {
      ...numbered(1),
      spec: {
        replicas: 1,
        paused: true,
        template: vllmTemplate({ image: 'vllm/vllm-openai:v0.31.0' }),
      },
    };
    upsert(inventory, paused as Manifest);
    expect(only(inventory.drain(NOW).servers).historyLags).toBeUndefined();
  });

  it('is not waited for without end', () => {
    const { inventory } = behind();
    expect(only(inventory.drain(NOW).servers).historyLags).toBe(true);
    const late = (NOW + 3_600_000) as typeof NOW;
    expect(only(inventory.drain(late).servers).historyLags).toBeUndefined();
    upsert(inventory, numbered(6));
    expect(only(inventory.drain(late).servers).historyLags).toBe(true);
  });

  it('is not waited for where ReplicaSets may not be read', () => {
    const { inventory, object, first } = behind();
    inventory.drop(resourceOf(inventory, first));
    upsert(inventory, object);
    expect(only(inventory.drain(NOW).servers).historyLags).toBeUndefined();
    expect(only(observe(object).servers).historyLags).toBeUndefined();
  });

  it('is told of a specification that the controller has not looked at', () => {
    const seen = (generation: number) =>
      only(observe(deployment('chat', { metadata: { generation } })).servers)
        .current.clusterRevisionLags;
    expect([seen(1), seen(2)]).toEqual([undefined, true]);
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
