import * as fc from 'fast-check';
import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import {
  NOON,
  plainFacts,
  recordedServer,
  resultsOf,
} from '../decide/readiness/__testUtils__/plainFacts';
import {
  assessReadiness,
  readinessRules,
} from '../decide/readiness/assessReadiness';
import {
  bareVllmDeployment,
  inferenceService,
  leaderWorkerSet,
  tensorRtDeployment,
  vllmDeployment,
} from './__testUtils__/specifications';
import { readImage, readSpecification } from './readSpecification';

/** What is known of a server with this specification, and nothing of what is around it. */
function factsOf(server: ModelServerDetail, specification: unknown) {
  const { reference } = server.image;
  return plainFacts({
    server,
    ...readSpecification(server.kind, specification),
    image: reference === null ? null : readImage(reference),
  });
}

const careful = recordedServer({
  tensorParallel: 2,
  maxModelLength: 32768,
  precision: { value: 'bfloat16', source: 'args --dtype' },
  image: { reference: 'vllm/vllm-openai:v0.30.0', digest: null },
});
/** Rules that read nothing but the specification. */
const SPECIFIED = [
  'startup-budget',
  'readiness-probe',
  'liveness-probe',
  'model-cache',
  'grace-period',
  'memory-limits',
  'security-context',
  'shared-memory',
  'request-log',
];

describe('readSpecification, judged by the rules', () => {
  it('passes a vLLM Deployment that forgets nothing', () => {
    const results = resultsOf(factsOf(careful, vllmDeployment()));
    expect(results).toMatchObject({
      'kv-limits': 'pass',
      precision: 'pass',
      batching: 'pass',
      'pinned-image': 'pass',
      ...Object.fromEntries(SPECIFIED.map(code => [code, 'pass'])),
    });
  });

  it('fails the same server as tutorials write it', () => {
    const server = recordedServer({
      tensorParallel: 2,
      image: { reference: 'vllm/vllm-openai:latest', digest: null },
    });
    expect(resultsOf(factsOf(server, bareVllmDeployment()))).toMatchObject({
      'startup-budget': 'fail',
      'readiness-probe': 'fail',
      'liveness-probe': 'fail',
      'model-cache': 'fail',
      'grace-period': 'fail',
      'kv-limits': 'fail',
      precision: 'fail',
      batching: 'pass',
      'shared-memory': 'fail',
      'pinned-image': 'fail',
      'memory-limits': 'fail',
      'security-context': 'fail',
      'request-log': 'unknown',
      'exit-plan': 'fail',
    });
  });

  it('does not know what a file says that TensorRT-LLM reads', () => {
    const server = recordedServer({
      runtime: { name: 'tensorrt-llm', version: '1.2.1' },
      image: {
        reference: 'nvcr.io/nvidia/tensorrt-llm/release:1.2.1',
        digest: null,
      },
      gpus: {
        ...recordedServer().gpus,
        requests: [{ resource: 'nvidia.com/gpu', count: 1 }],
      },
    });
    expect(resultsOf(factsOf(server, tensorRtDeployment()))).toMatchObject({
      'kv-limits': 'unknown',
      precision: 'unknown',
      batching: 'unknown',
      'shared-memory': 'not-applicable',
      'pinned-image': 'pass',
    });
    expect(resultsOf(factsOf(server, tensorRtDeployment([])))).toMatchObject({
      'kv-limits': 'fail',
      batching: 'fail',
    });
    expect(
      resultsOf(
        factsOf(server, tensorRtDeployment(['--enable_chunked_prefill'])),
      ),
    ).toMatchObject({ batching: 'pass' });
  });

  it('does not blame an InferenceService for what its ServingRuntime may fill in', () => {
    const server = recordedServer({
      kind: 'InferenceService',
      maxModelLength: 8192,
      precision: { value: 'float16', source: 'args --dtype' },
      image: { reference: null, digest: null },
    });
    const facts = factsOf(server, inferenceService());
    const results = resultsOf(facts);
    expect(results).toMatchObject({
      'startup-budget': 'unknown',
      'readiness-probe': 'unknown',
      'liveness-probe': 'unknown',
      'model-cache': 'unknown',
      'grace-period': 'unknown',
      'kv-limits': 'pass',
      precision: 'pass',
      batching: 'unknown',
      'pinned-image': 'unknown',
      'memory-limits': 'unknown',
      'security-context': 'unknown',
      'request-log': 'pass',
    });
  });

  it('reads the leader of a LeaderWorkerSet, its script too', () => {
    const server = recordedServer({
      kind: 'LeaderWorkerSet',
      runtime: { name: 'vllm', version: '0.29.0' },
      tensorParallel: 8,
      image: { reference: 'vllm/vllm-openai:v0.29.0', digest: null },
    });
    expect(resultsOf(factsOf(server, leaderWorkerSet()))).toMatchObject({
      // 300 seconds
      'startup-budget': 'fail',
      'readiness-probe': 'fail',
      // one second to answer
      'liveness-probe': 'fail',
      'grace-period': 'fail',
      batching: 'fail',
      // 512 MiB
      'shared-memory': 'fail',
      // the request that is left out is the limit
      'memory-limits': 'pass',
      'security-context': 'fail',
    });
  });

  it('asks every rule once and counts the answers', () => {
    const { counts, items, checkedAt } = assessReadiness(
      factsOf(careful, vllmDeployment()),
    );
    expect(items).toHaveLength(readinessRules.length);
    expect(new Set(items.map(({ code }) => code)).size).toBe(items.length);
    expect(
      counts.pass + counts.fail + counts.unknown + counts.notApplicable,
    ).toBe(items.length);
    expect(checkedAt).toBe(new Date(NOON).toISOString());
  });

  it('passes nothing of a specification that is not recorded', () => {
    for (const specification of [undefined, null, {}, [], 'template']) {
      const results = resultsOf(factsOf(careful, specification));
      expect(SPECIFIED.filter(code => results[code] !== 'unknown')).toEqual([]);
    }
  });

  /** The specification without the field at `path`. */
  function without(value: unknown, [step, ...rest]: string[]): unknown {
    const copy: Record<string, unknown> = Array.isArray(value)
      ? ([...value] as unknown as Record<string, unknown>)
      : { ...(value as Record<string, unknown>) };
    if (step !== undefined && rest.length > 0) {
      copy[step] = without(copy[step], rest);
    } else if (step !== undefined) {
      delete copy[step];
    }
    return copy;
  }

  it.each([
    ['startupProbe', 'startup-budget'],
    ['readinessProbe', 'readiness-probe'],
    ['livenessProbe', 'liveness-probe'],
    ['volumeMounts', 'model-cache'],
    ['volumeMounts', 'shared-memory'],
    ['resources', 'memory-limits'],
    ['securityContext', 'security-context'],
    ['args', 'request-log'],
  ])('does not pass without %s: %s', (field, code) => {
    const specification = without(vllmDeployment(), [
      'template',
      'spec',
      'containers',
      '0',
      field,
    ]);
    expect(resultsOf(factsOf(careful, specification))[code]).not.toBe('pass');
  });

  it('never throws and shows evidence for whatever passes, whatever a specification holds', () => {
    const kinds = ['Deployment', 'InferenceService', 'LeaderWorkerSet', 'Odd'];
    const names = [
      'template',
      'spec',
      'containers',
      'predictor',
      'model',
      'args',
      'volumeMounts',
      'volumes',
      'startupProbe',
      'resources',
      'limits',
      'securityContext',
      'name',
    ];
    const { value } = fc.letrec<{ value: unknown }>(tie => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom<unknown>(null, true, -1, '', '--dtype', '4Gi', NaN),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(value, fc.constantFrom(...kinds), (specification, kind) => {
        const server = recordedServer({ kind });
        const { items } = assessReadiness(factsOf(server, specification));
        const bare = items.filter(
          ({ result, evidence }) =>
            result === 'pass' && evidence.every(one => one.value === null),
        );
        expect(bare).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
