import type { JsonObject } from '@inference-portal/plugin-inference-node';
import {
  revisionOf,
  rollbackWorldOf,
  specificationOf,
} from '../../decide/rollback/__testUtils__/rollbackWorldOf';
import { adapterOf } from './findWorkload';
import { readVersionFacts } from './readVersionFacts';

const KUBEFLOW_VERSION = 'modelregistry.kubeflow.org/model-version-id';

function factsOf(
  world: { object: JsonObject; kind?: string; group?: string },
  specification: JsonObject,
) {
  const { server } = rollbackWorldOf();
  const key = {
    ...server,
    kind: world.kind ?? server.kind,
    group: world.group ?? server.group,
  };
  const adapter = adapterOf(key);
  if (!adapter) {
    throw new Error('no such kind');
  }
  return readVersionFacts(
    { object: world.object, path: ['spec'], server: key },
    revisionOf(1, specification),
    adapter,
    'resource:default/chat',
  );
}

const deployment = (metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'chat', namespace: 'search', ...metadata },
  spec: { replicas: 2, ...specificationOf('v3') },
});

describe('readVersionFacts', () => {
  it('reads the past revision, not what stands there now', () => {
    const old = specificationOf('v1', {
      args: ['--model=Qwen/Qwen3-8B', '--revision', '9f1c2a'],
    });
    const facts = factsOf({ object: deployment() }, old);
    expect(facts.model).toMatchObject({
      id: 'Qwen/Qwen3-8B',
      revision: '9f1c2a',
      entityRef: 'resource:default/chat',
    });
    expect(facts.imageDigests).toEqual([`sha256:${'a'.repeat(64)}`]);
  });

  it('believes a version on the old pods, and none that stands on the object today', () => {
    const object = deployment({
      annotations: {
        'inference-portal/version': '3',
        'inference-portal/model': 'default/chat',
      },
      labels: { [KUBEFLOW_VERSION]: '30', app: 'chat' },
    });
    const bare = factsOf({ object }, specificationOf('v1'));
    expect(bare.model.version).toBeNull();
    expect(bare.labels).toMatchObject({
      'inference-portal/model': 'default/chat',
      app: 'chat',
    });
    expect(bare.labels).not.toHaveProperty([KUBEFLOW_VERSION]);
    const template = specificationOf('v1').template as JsonObject;
    const marked = factsOf(
      { object },
      {
        template: {
          ...template,
          metadata: { labels: { 'inference-portal/version': '1' } },
        },
      },
    );
    expect(marked.model.version).toBe('1');
  });

  it('reads the source of an InferenceService', () => {
    const predictor = (storageUri: string): JsonObject => ({
      predictor: {
        model: { modelFormat: { name: 'huggingface' }, storageUri },
      },
    });
    const facts = factsOf(
      {
        kind: 'InferenceService',
        group: 'serving.kserve.io',
        object: {
          apiVersion: 'serving.kserve.io/v1beta1',
          kind: 'InferenceService',
          metadata: { name: 'chat', namespace: 'search' },
          spec: predictor('s3://models/chat/3'),
        },
      },
      predictor('s3://models/chat/1'),
    );
    expect(facts.model.source).toBe('s3://models/chat/1');
  });
});
