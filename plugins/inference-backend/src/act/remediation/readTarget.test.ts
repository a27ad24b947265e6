import type { ObjectRef } from '../../decide/remediation/scalableWorld';
import { readTarget } from './readTarget';

function target(
  group: string,
  kind: string,
  object: { metadata?: object; spec?: object; status?: object },
) {
  const ref: ObjectRef = {
    group,
    version: 'v1',
    plural: `${kind.toLowerCase()}s`,
    kind,
    namespace: 'search',
    name: 'rerank',
  };
  return readTarget(ref, { uid: 'u-1', resourceVersion: '7', object });
}

describe('readTarget', () => {
  it.each([
    ['apps', 'Deployment'],
    ['apps', 'StatefulSet'],
    ['argoproj.io', 'Rollout'],
    ['leaderworkerset.x-k8s.io', 'LeaderWorkerSet'],
    ['apps.nvidia.com', 'NIMService'],
    ['serving.kserve.io', 'LLMInferenceService'],
  ])('scales %s %s by spec.replicas', (group, kind) => {
    expect(target(group, kind, { spec: { replicas: 4 } })).toMatchObject({
      replicasField: ['spec', 'replicas'],
      replicas: 4,
      obstacles: [],
    });
  });

  it('keeps an absent number of replicas apart from zero', () => {
    expect(target('apps', 'Deployment', { spec: {} }).replicas).toBeNull();
  });

  it('sees a StatefulSet that would delete its volumes', () => {
    const { obstacles } = target('apps', 'StatefulSet', {
      spec: {
        replicas: 1,
        persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' },
      },
    });
    expect(obstacles).toEqual([{ kind: 'deletes-volumes' }]);
  });

  it.each([
    ['paused between two steps', 'Paused', 'b', 1],
    ['healthy', 'Healthy', 'a', 0],
    ['aborted', 'Degraded', 'b', 0],
  ])(
    'sees whether a release of a Rollout goes on: %s',
    (_w, phase, hash, n) => {
      const { obstacles } = target('argoproj.io', 'Rollout', {
        spec: { replicas: 2 },
        status: { phase, stableRS: 'a', currentPodHash: hash },
      });
      expect(obstacles).toHaveLength(n);
    },
  );

  it('scales an InferenceService under Knative by its lower bound, which requests start again', () => {
    expect(
      target('serving.kserve.io', 'InferenceService', {
        status: { deploymentMode: 'Knative' },
        spec: { predictor: { minReplicas: 1 } },
      }),
    ).toMatchObject({
      replicasField: ['spec', 'predictor', 'minReplicas'],
      replicas: 1,
      startsOnDemand: true,
    });
  });

  it.each<[string, string, string, object]>([
    ['serving.kserve.io', 'InferenceService', 'at least one replica', {}],
    ['ray.io', 'RayService', 'head that always runs', {}],
    ['', 'Pod', 'without a controller', {}],
    ['apps', 'DaemonSet', 'how to scale a DaemonSet', {}],
    [
      'apps.nvidia.com',
      'NIMService',
      'spec.scale',
      { scale: { enabled: true } },
    ],
    [
      'serving.kserve.io',
      'LLMInferenceService',
      'spec.scaling',
      { scaling: {} },
    ],
    ['serving.kserve.io', 'LLMInferenceService', 'prefills', { prefill: {} }],
  ])('refuses %s %s, and says why: %s', (group, kind, words, spec) => {
    expect(target(group, kind, { spec })).toMatchObject({
      replicasField: null,
      obstacles: [
        { kind: 'not-scalable', reason: expect.stringContaining(words) },
      ],
    });
  });

  it('names the operator that controls the object', () => {
    const { manager } = target('apps', 'Deployment', {
      metadata: {
        ownerReferences: [
          {
            apiVersion: 'kubeai.org/v1',
            kind: 'Model',
            name: 'rerank',
            controller: true,
          },
        ],
      },
      spec: { replicas: 1 },
    });
    expect(manager).toEqual({ name: 'operator', instance: 'Model/rerank' });
  });

  it('sees that an object is being deleted', () => {
    const { obstacles } = target('apps', 'Deployment', {
      metadata: { deletionTimestamp: '2026-11-22T12:00:00Z' },
      spec: { replicas: 1 },
    });
    expect(obstacles).toEqual([{ kind: 'being-deleted' }]);
  });

  it('does not trust a note that somebody changed', () => {
    const { remembered } = target('apps', 'Deployment', {
      metadata: {
        annotations: {
          'inference-portal/scaled-down-from': '{"replicas":"three"}',
        },
      },
      spec: { replicas: 0 },
    });
    expect(remembered).toBe('unreadable');
  });
});
