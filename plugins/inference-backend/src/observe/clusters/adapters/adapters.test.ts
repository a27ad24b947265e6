import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  KubernetesObject,
  WorkloadAdapter,
} from '@inference-portal/plugin-inference-node';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { builtinWorkloadAdapters } from './index';

function fixture(name: string): KubernetesObject[] {
  const text = readFileSync(
    join(__dirname, '__fixtures__', `${name}.yaml`),
    'utf8',
  );
  return parseAllDocuments(text).map(
    document => document.toJS() as KubernetesObject,
  );
}

function adapterOf(kind: string): WorkloadAdapter {
  const found = builtinWorkloadAdapters.find(
    adapter => adapter.resource.kind === kind,
  );
  if (!found) {
    throw new Error(`no adapter for ${kind}`);
  }
  return found;
}

/** A changed copy of a fixture. */
function changed(
  object: KubernetesObject,
  change: (copy: { spec: { [name: string]: any }; status: object }) => void,
): KubernetesObject {
  const copy = structuredClone(object) as any;
  change(copy);
  return copy;
}

describe('deployments', () => {
  const [object = {}, first = {}, second = {}] = fixture('deployment');
  const adapter = adapterOf('Deployment');

  it('tells replicas from spec and status', () => {
    expect(adapter.read(object).replicas).toEqual({
      desired: 3,
      ready: 2,
      updated: 3,
    });
  });

  it('counts none ready once the controller has looked and the status is silent', () => {
    const silent = changed(object, copy => {
      copy.status = { observedGeneration: 5 };
    });
    expect(adapter.read(silent).replicas.ready).toBe(0);
    const unseen = changed(object, copy => {
      copy.status = {};
    });
    expect(adapter.read(unseen).replicas.ready).toBeNull();
  });

  it('remembers its ReplicaSets with revision, cause and time', () => {
    const revisions = adapter.revisions?.(object, [first, second]) ?? [];
    expect(
      revisions.map(({ clusterRevision, changeCause, startedAt }) => [
        clusterRevision,
        changeCause,
        startedAt,
      ]),
    ).toEqual([
      ['1', 'first', '2026-08-03T09:12:11Z'],
      ['2', 'vLLM 0.30.0', '2026-10-20T07:00:01Z'],
    ]);
  });

  it('has the specification of the ReplicaSet that runs its template', () => {
    const [, newest] = adapter.revisions?.(object, [first, second]) ?? [];
    expect(newest?.specification).toEqual(adapter.read(object).specification);
  });

  it('keeps a restart as a change of the specification', () => {
    expect(JSON.stringify(adapter.read(object).specification)).toContain(
      'restartedAt',
    );
  });

  it('reports a deployment that makes no progress', () => {
    const stuck = changed(object, copy => {
      copy.status = {
        conditions: [
          {
            type: 'Progressing',
            status: 'False',
            reason: 'ProgressDeadlineExceeded',
            message: 'ReplicaSet has timed out progressing.',
          },
        ],
      };
    });
    expect(adapter.read(stuck).problem).toBe(
      'Progressing is False: ProgressDeadlineExceeded: ReplicaSet has timed out progressing.',
    );
  });
});

describe('stateful sets', () => {
  const [object = {}, ...revisions] = fixture('statefulSet');

  it('remember the templates of their ControllerRevisions', () => {
    const adapter = adapterOf('StatefulSet');
    const [first, second] = adapter.revisions?.(object, revisions) ?? [];
    expect(first?.clusterRevision).toBe('1');
    expect(JSON.stringify(first?.specification)).toContain(':3.1.0');
    expect(JSON.stringify(first?.specification)).not.toContain('$patch');
    expect(second?.specification).toEqual(adapter.read(object).specification);
  });
});

describe('leader worker sets', () => {
  it('make one leader and size - 1 workers a replica', () => {
    const [object = {}] = fixture('leaderWorkerSet');
    const { pods, replicas } = adapterOf('LeaderWorkerSet').read(object);
    expect(pods.map(({ role, perReplica }) => [role, perReplica])).toEqual([
      ['leader', 1],
      ['worker', 1],
    ]);
    expect(replicas).toEqual({ desired: 1, ready: 1, updated: 1 });
  });

  it('make the leader from the worker template when it has none of its own', () => {
    const [object = {}] = fixture('leaderWorkerSet');
    const plain = changed(object, copy => {
      delete copy.spec.leaderWorkerTemplate.leaderTemplate;
    });
    const [leader, worker] = adapterOf('LeaderWorkerSet').read(plain).pods;
    expect(leader?.template).toEqual(worker?.template);
  });
});

describe('rollouts', () => {
  const [object = {}, referring = {}] = fixture('rollout');

  it('tell why they are degraded', () => {
    expect(adapterOf('Rollout').read(object)).toMatchObject({
      clusterRevision: '4',
      problem:
        'The Rollout is degraded: RolloutAborted: metric "error-rate" assessed Failed',
      replicas: { desired: 4, ready: 3, updated: 1 },
    });
  });

  it('warn when the workload they refer to is not there', () => {
    expect(adapterOf('Rollout').read(referring).warnings).toEqual([
      'spec.workloadRef names Deployment ranker-template, which cannot be read',
    ]);
  });
});

describe('inference services', () => {
  const [object = {}, old = {}] = fixture('inferenceService');
  const adapter = adapterOf('InferenceService');

  it('tell model, runtime, address and failure', () => {
    const workload = adapter.read(object);
    expect(workload.hints).toEqual({
      runtime: 'vllm',
      source: 'hf://meta-llama/Llama-Guard-3-8B',
      evidence: 'spec.predictor.model.storageUri',
      servedNames: ['llama-guard'],
      endpoints: ['https://llama-guard-trust.models.example.com'],
    });
    expect(workload.problem).toBe(
      'The model does not load (BlockedByFailedLoad): ModelLoadFailed: CUDA out of memory',
    );
    expect(workload.replicas.desired).toBeNull();
  });

  it('have the same specification after autoscaling bounds change, and another after the canary share changes', () => {
    const before = adapter.read(object).specification;
    const scaled = changed(object, copy => {
      copy.spec.predictor.minReplicas = 3;
      copy.spec.predictor.maxReplicas = 9;
    });
    const shifted = changed(object, copy => {
      copy.spec.predictor.canaryTrafficPercent = 50;
    });
    expect(adapter.read(scaled).specification).toEqual(before);
    expect(adapter.read(shifted).specification).not.toEqual(before);
  });

  it('read the older way to name a format', () => {
    const { hints, pods } = adapter.read(old);
    expect(hints).toMatchObject({
      runtime: 'triton',
      source: 's3://models/fraud/v7',
      evidence: 'spec.predictor.triton.storageUri',
    });
    expect(pods[0]?.template.spec?.containers[0]).toMatchObject({
      name: 'kserve-container',
      resources: { limits: { 'nvidia.com/gpu': '1' } },
    });
  });
});

describe('LLM inference services', () => {
  it('tell model, parallelism and the pods of one replica with its share of prefill', () => {
    const [object = {}] = fixture('llmInferenceService');
    const workload = adapterOf('LLMInferenceService').read(object);
    expect(workload.hints).toMatchObject({
      runtime: 'vllm',
      source: 'hf://Qwen/Qwen3-Coder-30B-A3B-Instruct',
      tensorParallel: 4,
      pipelineParallel: 2,
      endpoints: ['https://models.example.com/dev-tools/qwen3-coder'],
    });
    expect(
      workload.pods.map(({ role, perReplica }) => [role, perReplica]),
    ).toEqual([
      ['main', 1],
      ['worker', 1],
      ['prefill', 2],
    ]);
  });
});

describe('Ray services', () => {
  const [object = {}] = fixture('rayService');
  const adapter = adapterOf('RayService');

  it('tell the models of their Serve config', () => {
    expect(adapter.read(object).hints).toEqual({
      runtime: 'ray-serve',
      runtimeVersion: '2.51.0',
      modelId: 'Qwen/Qwen2.5-7B-Instruct',
      servedNames: ['qwen2.5-7b', 'qwen2.5-0.5b'],
      precision: 'bfloat16',
      maxModelLength: 8192,
      tensorParallel: 2,
      evidence: 'spec.serveConfigV2 llm_configs',
    });
  });

  it('have the same specification after the autoscaler added workers', () => {
    const scaled = changed(object, copy => {
      copy.spec.rayClusterConfig.workerGroupSpecs[0].replicas = 4;
    });
    expect(adapter.read(scaled).specification).toEqual(
      adapter.read(object).specification,
    );
  });

  it('warn about a Serve config that is no YAML', () => {
    const broken = changed(object, copy => {
      copy.spec.serveConfigV2 = 'applications: [';
    });
    expect(adapter.read(broken).warnings.join()).toContain(
      'spec.serveConfigV2 is not valid YAML',
    );
  });

  it('report a Serve application that failed', () => {
    const failed = changed(object, copy => {
      copy.status = {
        activeServiceStatus: {
          applicationStatuses: {
            llms: { status: 'DEPLOY_FAILED', message: 'no such model' },
          },
        },
      };
    });
    expect(adapter.read(failed).problem).toBe(
      'Serve application llms is DEPLOY_FAILED: no such model',
    );
  });
});

describe('NIM services', () => {
  it('tell image, address and failure', () => {
    const [object = {}] = fixture('nimService');
    const workload = adapterOf('NIMService').read(object);
    expect(workload.pods[0]?.template.spec?.containers[0]?.image).toBe(
      'nvcr.io/nim/meta/llama-3.1-8b-instruct:1.8.3',
    );
    expect(workload.hints.endpoints).toEqual(['http://10.8.1.9:8000']);
    expect(workload.problem).toContain('NIMCache llama-3-1-8b is not ready');
    expect(JSON.stringify(workload.specification)).toContain('ngc-api-secret');
  });
});

describe('pods', () => {
  it('have a specification without what scheduling and admission wrote', () => {
    const [object = {}] = fixture('pod');
    const text = JSON.stringify(adapterOf('Pod').read(object).specification);
    expect(text).toContain('Mistral-Small');
    expect(text).not.toMatch(/kube-api-access|gpu-a100-2|not-ready/);
  });
});

describe('every adapter', () => {
  const fixtures = [
    'deployment',
    'statefulSet',
    'leaderWorkerSet',
    'rollout',
    'inferenceService',
    'llmInferenceService',
    'rayService',
    'nimService',
    'pod',
  ].flatMap(name => fixture(name));
  const workloads = fixtures.flatMap(object => {
    const adapter = builtinWorkloadAdapters.find(
      ({ resource }) => resource.kind === object.kind,
    );
    return adapter ? [{ object, adapter }] : [];
  });

  it.each(workloads)(
    'keeps status, metadata and replica count of a $object.kind out of its specification',
    ({ object, adapter }) => {
      const again = changed(object, copy => {
        copy.status = {};
        if ('replicas' in copy.spec) {
          copy.spec.replicas = 17;
        }
      });
      // The labels of a pod are those of the template that it was made from.
      const { name, labels } = object.metadata ?? {};
      again.metadata =
        adapter.resource.kind === 'Pod' ? { name, labels } : { name };
      expect(adapter.read(again).specification).toEqual(
        adapter.read(object).specification,
      );
      expect(JSON.stringify(adapter.read(object).specification)).not.toMatch(
        /managedFields|last-applied|resourceVersion/,
      );
    },
  );

  it.each(
    builtinWorkloadAdapters.map(
      adapter => [adapter.resource.kind, adapter] as const,
    ),
  )('reads a %s of any shape without throwing', (_kind, adapter) => {
    fc.assert(
      fc.property(
        fc.record(
          {
            metadata: fc.jsonValue(),
            spec: fc.jsonValue(),
            status: fc.jsonValue(),
          },
          { requiredKeys: [] },
        ),
        object => {
          const workload = adapter.read(object as KubernetesObject);
          expect(workload.specification).toBeInstanceOf(Object);
          adapter.revisions?.(object as KubernetesObject, [
            object as KubernetesObject,
          ]);
        },
      ),
    );
  });

  it.each(workloads)(
    'reads a $object.kind in which one field has a wrong type',
    ({ object, adapter }) => {
      const paths: (string | number)[][] = [];
      const walk = (value: unknown, path: (string | number)[]) => {
        if (path.length > 0) {
          paths.push(path);
        }
        if (typeof value === 'object' && value !== null) {
          for (const [key, item] of Object.entries(value)) {
            walk(item, [...path, Array.isArray(value) ? Number(key) : key]);
          }
        }
      };
      walk(object, []);
      for (const path of paths) {
        for (const wrong of [null, 7, 'text', [], {}, [null], true]) {
          const copy = structuredClone(object) as any;
          let parent = copy;
          for (const step of path.slice(0, -1)) {
            parent = parent[step];
          }
          parent[path[path.length - 1] ?? ''] = wrong;
          expect(() => adapter.read(copy)).not.toThrow();
        }
      }
    },
  );
});
