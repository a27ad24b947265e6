import fc from 'fast-check';
import type { Deployment, ReplicaSet } from '../../workloadTypes';
import {
  boundsOf,
  newReplicaSetSize,
  oldReplicaSetSizes,
} from './rollingUpdate';

function deploymentOf(
  replicas: number,
  maxSurge: number | string,
  maxUnavailable: number | string,
): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'd',
      uid: 'd',
      resourceVersion: '1',
      creationTimestamp: '2026-11-22T12:00:00Z',
    },
    spec: {
      replicas,
      selector: {},
      template: { spec: { containers: [] } },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge, maxUnavailable },
      },
    },
  };
}

function setOf(
  uid: string,
  replicas: number,
  availableReplicas: number,
): ReplicaSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: uid,
      uid,
      resourceVersion: '1',
      creationTimestamp: '2026-11-22T12:00:00Z',
    },
    spec: { replicas, selector: {}, template: { spec: { containers: [] } } },
    status: { replicas, availableReplicas },
  };
}

describe('boundsOf', () => {
  it.each([
    [4, '25%', '25%', { maxSurge: 1, maxUnavailable: 1 }],
    [3, '25%', '25%', { maxSurge: 1, maxUnavailable: 0 }],
    [1, '25%', '25%', { maxSurge: 1, maxUnavailable: 0 }],
    [5, 0, '10%', { maxSurge: 0, maxUnavailable: 1 }],
    [5, 2, 0, { maxSurge: 2, maxUnavailable: 0 }],
  ])(
    'of %p replicas with surge %p and unavailable %p is %p',
    (replicas, surge, unavailable, expected) => {
      expect(boundsOf(deploymentOf(replicas, surge, unavailable))).toEqual(
        expected,
      );
    },
  );
});

describe('a rolling update', () => {
  const sizes = fc.record({
    replicas: fc.integer({ min: 1, max: 12 }),
    maxSurge: fc.integer({ min: 0, max: 4 }),
    maxUnavailable: fc.integer({ min: 0, max: 4 }),
  });

  it('never has too many or too few pods and always ends', () => {
    fc.assert(
      fc.property(
        sizes,
        fc.array(fc.boolean(), { maxLength: 40 }),
        ({ replicas, maxSurge, maxUnavailable }, luck) => {
          const deployment = deploymentOf(replicas, maxSurge, maxUnavailable);
          const bounds = boundsOf(deployment);
          let next = setOf('new', 0, 0);
          let old = setOf('old', replicas, replicas);
          for (let round = 0; round < 200; round++) {
            next = setOf(
              'new',
              newReplicaSetSize(deployment, next, [old]),
              next.status?.availableReplicas ?? 0,
            );
            const size =
              oldReplicaSetSizes(deployment, next, [old]).get('old') ?? 0;
            old = setOf(
              'old',
              size,
              Math.min(size, old.status?.availableReplicas ?? 0),
            );
            const available =
              (next.status?.availableReplicas ?? 0) +
              (old.status?.availableReplicas ?? 0);
            expect(next.spec.replicas + old.spec.replicas).toBeLessThanOrEqual(
              replicas + bounds.maxSurge,
            );
            expect(available).toBeGreaterThanOrEqual(
              replicas - bounds.maxUnavailable,
            );
            // A pod becomes ready now and then, after the given luck has run out in each round.
            const ready =
              (next.status?.availableReplicas ?? 0) +
              (luck[round] ?? true ? 1 : 0);
            next = setOf(
              'new',
              next.spec.replicas,
              Math.min(ready, next.spec.replicas),
            );
          }
          expect(old.spec.replicas).toBe(0);
          expect(next.spec.replicas).toBe(replicas);
        },
      ),
    );
  });
});
