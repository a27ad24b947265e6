import type { InstantMs } from '../../types';
import { planRestore } from './planRestore';
import { planScaleToZero } from './planScaleToZero';
import type { RemediationPlan } from './remediationPlan';
import type {
  Autoscaler,
  RemediationEvidence,
  ScalableWorld,
  ScaleTarget,
} from './scalableWorld';
import { ANNOTATION_SCALED_DOWN_FROM } from './scaledDownFrom';

const ref = {
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  kind: 'Deployment',
  namespace: 'search',
  name: 'rerank',
};
const actor = {
  by: 'user:default/ada',
  at: Date.parse('2026-11-22T12:00:00Z') as InstantMs,
};
const memory = {
  replicas: 3,
  autoscaler: null,
  by: actor.by,
  at: '2026-11-22T12:00:00.000Z',
  finding: 'f-1',
};
const hpa: Autoscaler = {
  kind: 'hpa',
  ref: {
    ...ref,
    group: 'autoscaling',
    version: 'v2',
    plural: 'horizontalpodautoscalers',
    kind: 'HorizontalPodAutoscaler',
  },
  uid: 'hpa-1',
  minReplicas: 1,
};
const keda: Autoscaler = {
  kind: 'keda',
  ref: {
    ...ref,
    group: 'keda.sh',
    version: 'v1alpha1',
    plural: 'scaledobjects',
    kind: 'ScaledObject',
  },
  uid: 'keda-1',
  pausedReplicas: null,
};

function worldOf(
  target: Partial<ScaleTarget> = {},
  autoscalers: readonly Autoscaler[] = [],
): ScalableWorld {
  return {
    server: {
      cluster: 'prod',
      group: 'apps',
      kind: 'Deployment',
      namespace: 'search',
      name: 'rerank',
    },
    target: {
      ref,
      uid: 'uid-1',
      replicasField: ['spec', 'replicas'],
      replicas: 3,
      startsOnDemand: false,
      obstacles: [],
      remembered: null,
      manager: { name: 'none', instance: null },
      ...target,
    },
    autoscalers,
  };
}

const proven: RemediationEvidence = {
  findingId: 'f-1',
  cause: 'zombie',
  confidence: 'high',
  stillHolds: true,
  recentRequests: 0,
};

const plan = (
  world: ScalableWorld,
  evidence: Partial<RemediationEvidence> = {},
) => planScaleToZero(world, { ...proven, ...evidence }, actor);

const resultOf = ({ checks }: RemediationPlan, code: string) =>
  checks.find(check => check.code === code)?.result;

describe('planScaleToZero', () => {
  it('writes the zero and the way back in one patch', () => {
    const { method, steps } = plan(worldOf());
    expect(method).toBe('apply');
    expect(steps).toEqual([
      expect.objectContaining({
        ref,
        uid: 'uid-1',
        before: {
          metadata: { annotations: { [ANNOTATION_SCALED_DOWN_FROM]: null } },
          spec: { replicas: 3 },
        },
        patch: {
          metadata: {
            annotations: {
              [ANNOTATION_SCALED_DOWN_FROM]: JSON.stringify(memory),
            },
          },
          spec: { replicas: 0 },
        },
      }),
    ]);
  });

  it('does not touch a HorizontalPodAutoscaler, which rests while its target is at zero', () => {
    const { steps, checks } = plan(worldOf({}, [hpa]));
    expect(steps.map(step => step.ref.kind)).toEqual(['Deployment']);
    expect(checks).toContainEqual(
      expect.objectContaining({ code: 'autoscaler', result: 'pass' }),
    );
  });

  it('warns of a HorizontalPodAutoscaler that may start from zero', () => {
    const found = plan(worldOf({}, [{ ...hpa, minReplicas: 0 }]));
    expect(resultOf(found, 'autoscaler')).toBe('warn');
  });

  it('notes the state before it pauses KEDA, and pauses KEDA before it scales', () => {
    const { steps } = plan(worldOf({}, [keda]));
    expect(steps.map(step => [step.ref.kind, Object.keys(step.patch)])).toEqual(
      [
        ['Deployment', ['metadata']],
        ['ScaledObject', ['metadata']],
        ['Deployment', ['spec']],
      ],
    );
  });

  it('refuses two autoscalers on one target', () => {
    const { blockedBy, steps } = plan(worldOf({}, [keda, hpa]));
    expect(blockedBy).toEqual([
      'ScaledObject rerank and HorizontalPodAutoscaler rerank both scale it: leave one of them.',
    ]);
    expect(steps).toEqual([]);
  });

  it.each(['argo-cd', 'flux'] as const)(
    'proposes the change for Git, without a note, where %s manages it',
    name => {
      const { method, steps } = plan(
        worldOf({ manager: { name, instance: 'search-apps' } }, [keda]),
      );
      expect(method).toBe('propose');
      expect(steps.map(step => step.patch)).toEqual([
        {
          metadata: {
            annotations: { 'autoscaling.keda.sh/paused-replicas': '0' },
          },
        },
        { spec: { replicas: 0 } },
      ]);
    },
  );

  it.each<[string, Partial<ScaleTarget>, string]>([
    [
      'volumes would be deleted',
      { obstacles: [{ kind: 'deletes-volumes' }] },
      'whenScaled to Retain',
    ],
    [
      'a release is under way',
      { obstacles: [{ kind: 'release-in-progress' }] },
      'promote or abort',
    ],
    [
      'the kind has no replicas',
      {
        replicasField: null,
        replicas: null,
        obstacles: [{ kind: 'not-scalable', reason: 'It has no replicas.' }],
      },
      'It has no replicas.',
    ],
    ['it is at zero already', { replicas: 0 }, 'no replicas already'],
    ['an earlier note is there', { remembered: memory }, 'restore it first'],
    [
      'an operator controls it',
      { manager: { name: 'operator', instance: 'Model/rerank' } },
      'Model/rerank controls it',
    ],
  ])('does nothing when %s', (_what, target, message) => {
    const { method, steps, blockedBy } = plan(worldOf(target));
    expect(method).toBe('none');
    expect(steps).toEqual([]);
    expect(blockedBy).toEqual([expect.stringContaining(message)]);
  });

  it.each<[string, Partial<RemediationEvidence>, string]>([
    ['the newest hours no longer show it', { stillHolds: false }, 'evidence'],
    ['the cause may be in use', { cause: 'orphaned' }, 'evidence'],
    [
      'people use the duplicate',
      { cause: 'duplicate', recentRequests: 4 },
      'recent-requests',
    ],
  ])('is blocked when %s', (_what, evidence, code) => {
    expect(resultOf(plan(worldOf(), evidence), code)).toBe('block');
  });

  it('does not take requests that nobody counted for silence', () => {
    const found = plan(worldOf(), { recentRequests: null });
    expect(resultOf(found, 'recent-requests')).toBe('warn');
  });

  it('rests on the same basis at another time and for another person', () => {
    const other = planScaleToZero(worldOf(), proven, {
      by: 'user:default/ben',
      at: (actor.at + 60_000) as InstantMs,
    });
    expect(other.basis).toEqual(plan(worldOf()).basis);
  });

  it.each<[string, ScalableWorld]>([
    ['the replicas', worldOf({ replicas: 2 })],
    ['the object', worldOf({ uid: 'uid-2' })],
    ['the manager', worldOf({ manager: { name: 'helm', instance: 'r' } })],
    ['the autoscaler', worldOf({}, [hpa])],
  ])('rests on another basis when %s changed', (_what, world) => {
    expect(plan(world).basis).not.toEqual(plan(worldOf()).basis);
  });
});

describe('planRestore', () => {
  it('takes replicas away again where the field was absent', () => {
    const { steps } = planRestore(
      worldOf({ replicas: 0, remembered: { ...memory, replicas: null } }),
    );
    expect(steps.map(step => step.patch)).toEqual([
      {
        metadata: { annotations: { [ANNOTATION_SCALED_DOWN_FROM]: null } },
        spec: { replicas: null },
      },
    ]);
  });

  const paused = {
    ...memory,
    autoscaler: {
      kind: 'keda' as const,
      name: 'rerank',
      uid: 'keda-1',
      pausedReplicas: '5',
    },
  };

  it('lets KEDA go on first, with the pause that it had before', () => {
    const { steps } = planRestore(
      worldOf({ replicas: 0, remembered: paused }, [
        { ...keda, pausedReplicas: '0' },
      ]),
    );
    expect(steps.map(step => [step.ref.kind, step.patch])).toEqual([
      [
        'ScaledObject',
        {
          metadata: {
            annotations: { 'autoscaling.keda.sh/paused-replicas': '5' },
          },
        },
      ],
      ['Deployment', expect.objectContaining({ spec: { replicas: 3 } })],
    ]);
  });

  it.each<[string, readonly Autoscaler[]]>([
    ['is gone', []],
    ['was made anew', [{ ...keda, uid: 'keda-2', pausedReplicas: '0' }]],
    ['was paused otherwise since', [{ ...keda, pausedReplicas: '1' }]],
  ])('leaves a ScaledObject alone that %s, and warns', (_what, autoscalers) => {
    const found = planRestore(
      worldOf({ replicas: 0, remembered: paused }, autoscalers),
    );
    expect(found.steps.map(step => step.ref.kind)).toEqual(['Deployment']);
    expect(resultOf(found, 'autoscaler')).toBe('warn');
  });

  it('only takes the note off what somebody scaled up already', () => {
    const { steps } = planRestore(worldOf({ replicas: 1, remembered: memory }));
    expect(steps.map(step => step.patch)).toEqual([
      { metadata: { annotations: { [ANNOTATION_SCALED_DOWN_FROM]: null } } },
    ]);
  });

  it.each([null, 'unreadable'] as const)(
    'is blocked when the note is %s',
    remembered => {
      const { method, blockedBy } = planRestore(
        worldOf({ replicas: 0, remembered }),
      );
      expect(method).toBe('none');
      expect(blockedBy).toEqual([expect.stringContaining('by hand')]);
    },
  );
});
