import type { ObjectRef } from '../../decide/remediation/scalableWorld';
import { readAutoscalers } from './readAutoscalers';

const target: ObjectRef = {
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  kind: 'Deployment',
  namespace: 'search',
  name: 'rerank',
};
const aim = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'rerank' };

function hpa(scaleTargetRef: object, metadata: object = {}) {
  return {
    metadata: { name: 'h', uid: 'h-1', ...metadata },
    spec: { scaleTargetRef, minReplicas: 2 },
  };
}

const found = (hpas: readonly object[], scaledObjects?: readonly object[]) =>
  readAutoscalers(target, {
    hpas: { items: hpas },
    scaledObjects: scaledObjects ? { items: scaledObjects } : null,
  });

describe('readAutoscalers', () => {
  it('finds the autoscaler that aims at the object', () => {
    expect(found([hpa(aim)])).toEqual([
      expect.objectContaining({ kind: 'hpa', uid: 'h-1', minReplicas: 2 }),
    ]);
  });

  it.each([
    ['another name', { ...aim, name: 'rerank-2' }],
    ['another kind', { ...aim, kind: 'StatefulSet' }],
    ['another group', { ...aim, apiVersion: 'argoproj.io/v1alpha1' }],
  ])('leaves out what aims at %s', (_what, reference) => {
    expect(found([hpa(reference)])).toEqual([]);
  });

  it('counts a ScaledObject once, not with the autoscaler that KEDA makes for it', () => {
    const owned = {
      ownerReferences: [{ kind: 'ScaledObject', name: 'rerank' }],
    };
    const scaledObject = {
      metadata: { name: 's', uid: 's-1' },
      spec: { scaleTargetRef: { name: 'rerank' } },
    };
    expect(found([hpa(aim, owned)], [scaledObject])).toEqual([
      expect.objectContaining({
        kind: 'keda',
        uid: 's-1',
        pausedReplicas: null,
      }),
    ]);
  });
});
