import fc from 'fast-check';
import { MINUTE_MS } from '../../durations';
import type { InstantMs } from '../../types';
import { planRollback, type RollbackWish } from './planRollback';
import type { RollbackWorld } from './rollbackWorld';
import {
  revisionOf,
  rollbackWorldOf,
  specificationOf,
} from './__testUtils__/rollbackWorldOf';

const wish = (rest: Partial<RollbackWish> = {}): RollbackWish => ({
  revisionId: null,
  needed: [],
  changeCause: 'Rolled back by user:default/ada',
  ...rest,
});
const plan = (world: RollbackWorld, rest: Partial<RollbackWish> = {}) =>
  planRollback(world, wish(rest));
const resultOf = (world: RollbackWorld, code: string, rest = {}) =>
  plan(world, rest).checks.find(check => check.code === code)?.result;

describe('the target', () => {
  it('is the last revision that answered requests with few errors', () => {
    const world = rollbackWorldOf({
      past: [
        revisionOf(2, specificationOf('v2'), {
          served: { requests: 90, errorShare: 0.4, p95Ms: null },
        }),
        revisionOf(1, specificationOf('v1'), {
          served: { requests: 5_000, errorShare: 0.001, p95Ms: null },
        }),
      ],
    });
    const { to, checks } = plan(world);
    expect(to?.number).toBe(1);
    expect(JSON.stringify(checks)).toContain('(5,000 of them)');
  });

  it('is the last one that ran for a while when nobody measured traffic', () => {
    const second = revisionOf(2, specificationOf('v2'));
    const tried = {
      ...second,
      endedAt: (second.startedAt + MINUTE_MS) as InstantMs,
    };
    const first = revisionOf(1, specificationOf('v1'));
    expect(plan(rollbackWorldOf({ past: [tried, first] })).to?.number).toBe(1);
  });

  it('is never the same specification under an older number', () => {
    const world = rollbackWorldOf({
      past: [
        revisionOf(2, specificationOf('v3')),
        revisionOf(1, specificationOf('v1')),
      ],
    });
    expect(plan(world).to?.number).toBe(1);
  });

  it('is the stable version while a canary runs', () => {
    const first = revisionOf(1, specificationOf('v1'));
    const world = rollbackWorldOf({
      server: { ...rollbackWorldOf().server, kind: 'Rollout' },
      ref: { ...rollbackWorldOf().ref, kind: 'Rollout' },
      canary: { kind: 'rollout', stableSpecHash: first.specHash },
      past: [revisionOf(2, specificationOf('v2')), first],
    });
    const { method, to, writes } = plan(world);
    expect(to?.number).toBe(1);
    expect(method).toBe('abort-canary');
    expect(writes.map(({ patch }) => Object.keys(patch))).toEqual([
      ['status'],
      ['metadata', 'spec'],
    ]);
  });

  it('is missing where no other revision is known', () => {
    const found = plan(rollbackWorldOf({ past: [] }));
    expect(found).toMatchObject({ method: 'none', to: null, writes: [] });
    expect(found.blockedBy).toEqual([
      'No other revision of this server is known, so there is nothing to go back to.',
    ]);
  });
});

describe('a plan', () => {
  it('shows image and flags first, field by field', () => {
    const running = revisionOf(
      3,
      specificationOf('v3', {
        args: ['--model=Qwen/Qwen3-8B', '--max-model-len=4096', '--seed=1'],
      }),
    );
    expect(
      plan(rollbackWorldOf({}, running)).diff.map(
        ({ aspect, before, change, field }) => [
          aspect,
          change,
          field.replace('template.spec.containers[vllm].', ''),
          before?.slice(0, 19) ?? null,
        ],
      ),
    ).toEqual([
      ['image', 'changed', 'image', 'vllm/vllm-openai:v3'],
      ['flag', 'changed', 'args --max-model-len', '4096'],
      ['flag', 'removed', 'args --seed', '1'],
    ]);
  });

  it('writes the whole difference and what tells who did it', () => {
    const [write] = plan(rollbackWorldOf()).writes;
    expect(write?.patch).toEqual({
      metadata: {
        annotations: {
          'kubernetes.io/change-cause': 'Rolled back by user:default/ada',
        },
      },
      spec: {
        template: {
          spec: {
            containers: [
              expect.objectContaining({
                image: expect.stringContaining(':v2@'),
              }),
            ],
          },
        },
      },
    });
    expect(write?.before).toEqual({ spec: specificationOf('v3') });
  });

  it('never writes replicas', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom('ms-chat.1', 'ms-chat.2', null),
        (replicas, revisionId) => {
          const world = rollbackWorldOf();
          const { writes } = plan(
            { ...world, current: { ...world.current, replicas } },
            { revisionId },
          );
          expect(writes).toHaveLength(1);
          expect(
            JSON.stringify(writes.map(({ patch }) => patch)),
          ).not.toContain('replicas');
        },
      ),
    );
  });

  it('rests on the same for the same world, and on something else for another one', () => {
    expect(plan(rollbackWorldOf()).basis).toEqual(
      plan(rollbackWorldOf(), { changeCause: 'somebody else' }).basis,
    );
    const others: readonly Partial<RollbackWorld>[] = [
      { uid: 'uid-2' },
      { paused: true },
      { manager: { name: 'helm', instance: 'chat' } },
      { past: [revisionOf(1, specificationOf('v1'))] },
    ];
    others.forEach(other =>
      expect(plan(rollbackWorldOf(other)).basis).not.toEqual(
        plan(rollbackWorldOf()).basis,
      ),
    );
  });

  it('keeps whose the object is and drops what only the present release says', () => {
    const world = rollbackWorldOf();
    const second = revisionOf(2, specificationOf('v2'));
    const { writes } = plan({
      ...world,
      current: {
        ...world.current,
        annotations: {
          'inference-portal/owner': 'group:default/search',
          'acme.io/ticket': '7',
        },
      },
      past: [
        {
          ...second,
          content: {
            ...second.content,
            source: 'cluster',
            holder: 'ReplicaSet chat-2',
            annotations: {
              'inference-portal/scaled-down-from': '{}',
              'deployment.kubernetes.io/revision': '2',
              'acme.io/build': '12',
            },
          },
        },
      ],
    });
    expect(writes[0]?.patch.metadata).toEqual({
      annotations: {
        'acme.io/ticket': null,
        'acme.io/build': '12',
        'kubernetes.io/change-cause': 'Rolled back by user:default/ada',
      },
    });
  });

  it('gives pods as long as their startup probes do', () => {
    const startupProbe = { failureThreshold: 90, periodSeconds: 10 };
    const world = rollbackWorldOf({
      past: [revisionOf(2, specificationOf('v2', { startupProbe }))],
    });
    expect(plan(world).budgetSeconds).toBe(1_020);
  });
});

describe('a plan is blocked', () => {
  it.each<[string, RollbackWorld, Partial<RollbackWish>]>([
    ['not-paused', rollbackWorldOf({ paused: true }), {}],
    ['exists', rollbackWorldOf({ beingDeleted: true }), {}],
    ['target', rollbackWorldOf(), { revisionId: 'ms-other.1' }],
    ['differs', rollbackWorldOf(), { revisionId: 'ms-chat.3' }],
    [
      'managed-by',
      rollbackWorldOf({
        manager: { name: 'operator', instance: 'Stack/chat' },
      }),
      {},
    ],
    [
      'needed-objects',
      rollbackWorldOf(),
      { needed: [{ kind: 'ConfigMap', name: 'gone', state: 'missing' }] },
    ],
  ])('by %s', (code, world, rest) => {
    const found = plan(world, rest);
    expect(found.checks.find(check => check.code === code)?.result).toBe(
      'block',
    );
    expect(found).toMatchObject({ method: 'none', writes: [] });
    expect(found.blockedBy).toHaveLength(1);
  });

  it('when it would write a redacted value, and says where', () => {
    const env = [{ name: 'HF_TOKEN', value: '[redacted]' }];
    const second = revisionOf(2, specificationOf('v2', { env }));
    const world = rollbackWorldOf({
      past: [{ ...second, content: { ...second.content, source: 'portal' } }],
    });
    expect(plan(world).blockedBy).toEqual([
      expect.stringContaining('containers[0].env[0].value'),
    ]);
  });

  it('not when the redacted value is not touched', () => {
    const shown = { model: { uri: 'hf://a' }, env: { TOKEN: '[redacted]' } };
    const whole = { ...shown, env: { TOKEN: 'secret' } };
    const before = { ...shown, model: { uri: 'hf://b' } };
    const running = revisionOf(3, whole, {
      specification: shown,
      specHash: 'shown',
    });
    const world = rollbackWorldOf(
      {
        server: { ...rollbackWorldOf().server, kind: 'NIMService' },
        ref: { ...rollbackWorldOf().ref, kind: 'NIMService' },
        past: [
          revisionOf(2, before, {
            content: { source: 'portal', specification: before, hash: 'b' },
          }),
        ],
      },
      running,
    );
    expect(plan(world)).toMatchObject({
      method: 'restore-spec',
      writes: [{ patch: { spec: { model: { uri: 'hf://b' } } } }],
    });
  });
});

describe('what else manages or turns it', () => {
  it('gets a proposal instead of a write where Git is the truth', () => {
    const found = plan(
      rollbackWorldOf({ manager: { name: 'argo-cd', instance: 'chat-prod' } }),
    );
    expect(found.method).toBe('propose');
    expect(found.proposal?.commands).toContain('argocd app sync chat-prod');
    expect(found.proposal?.patch).toContain(':v2@');
  });

  it('is warned of where Helm installed it', () => {
    const world = rollbackWorldOf({
      manager: { name: 'helm', instance: 'search/chat' },
    });
    expect(plan(world).method).toBe('restore-template');
    expect(resultOf(world, 'managed-by')).toBe('warn');
    expect(plan(world).proposal?.commands[1]).toBe(
      'helm rollback chat <revision> --namespace search',
    );
  });

  it('takes the traffic of a KServe canary away before anything else', () => {
    const world = rollbackWorldOf({
      server: { ...rollbackWorldOf().server, kind: 'InferenceService' },
      canary: { kind: 'knative', percent: 20 },
    });
    expect(plan(world)).toMatchObject({
      method: 'shift-traffic',
      writes: [{ patch: { spec: { predictor: { canaryTrafficPercent: 0 } } } }],
    });
    expect(plan(world, { revisionId: 'ms-chat.1' }).method).toBe(
      'restore-spec',
    );
  });
});

describe('GPUs', () => {
  const surging = (free: number) =>
    rollbackWorldOf({
      replacing: { surge: 1, unavailable: 0 },
      room: { product: 'H100', free },
    });

  it('have to be free for the pods that come on top', () => {
    expect(resultOf(surging(1), 'gpus-fit')).toBe('pass');
    expect(resultOf(surging(0), 'gpus-fit')).toBe('warn');
  });

  it('are those of the pods before where none come on top', () => {
    expect(resultOf(rollbackWorldOf(), 'gpus-fit')).toBe('pass');
  });

  it('have to be free for what the target asks for more', () => {
    const bigger = specificationOf('v2', {
      resources: { limits: { 'nvidia.com/gpu': '4' } },
    });
    const world = (free: number) =>
      rollbackWorldOf({
        past: [revisionOf(2, bigger)],
        room: { product: 'H100', free },
      });
    expect(resultOf(world(6), 'gpus-fit')).toBe('pass');
    expect(resultOf(world(5), 'gpus-fit')).toBe('warn');
  });
});

it('warns of images that are not named by digest', () => {
  const loose = revisionOf(2, specificationOf('v2'), {
    images: [{ reference: 'vllm/vllm-openai:v2', digest: null }],
  });
  expect(resultOf(rollbackWorldOf({ past: [loose] }), 'pinned')).toBe('warn');
  expect(resultOf(rollbackWorldOf(), 'pinned')).toBe('pass');
});
