import fc from 'fast-check';
import type { InstantMs } from '../types';
import { type ContainerHealth, judgeHealth, type PodHealth } from './health';

const T0 = 1_790_000_000_000 as InstantMs;
const T1 = 1_790_000_060_000 as InstantMs;

function container(change: Partial<ContainerHealth> = {}): ContainerHealth {
  return {
    name: 'vllm',
    image: 'vllm/vllm-openai:v0.30.0',
    init: false,
    ready: false,
    restarts: 0,
    waiting: null,
    terminated: null,
    lastTerminated: null,
    ...change,
  };
}

function pod(
  change: Partial<PodHealth> = {},
  ...containers: ContainerHealth[]
): PodHealth {
  return {
    name: 'chat-1',
    phase: 'Running',
    ready: false,
    bound: true,
    deleting: false,
    createdAt: T0,
    readyChangedAt: T1,
    unscheduled: null,
    containers: containers.length > 0 ? containers : [container()],
    reason: null,
    message: null,
    ...change,
  };
}

const ready = (name: string) =>
  pod({ name, ready: true }, container({ ready: true }));

function judge(
  pods: readonly PodHealth[],
  desired: number | null = pods.length,
  more: { ready?: number | null; problem?: string | null } = {},
) {
  return judgeHealth({ pods, desired, ready: null, problem: null, ...more });
}

describe('a server', () => {
  it('serves when all wanted replicas are ready, since the last became so', () => {
    const late = { ...ready('b'), readyChangedAt: (T1 + 5) as InstantMs };
    expect(judge([ready('a'), late])).toEqual({
      state: 'serving',
      reason: null,
      since: T1 + 5,
    });
  });

  it('serves by its status when its pods cannot be read', () => {
    expect(judge([], 3, { ready: 3 }).state).toBe('serving');
  });

  it('serves while a pod of a new revision crashes, and says so', () => {
    const crashing = pod(
      { name: 'new' },
      container({
        restarts: 7,
        waiting: { reason: 'CrashLoopBackOff', message: null },
        lastTerminated: { reason: 'Error', exitCode: 1 },
      }),
    );
    expect(judge([ready('a'), crashing], 1)).toMatchObject({
      state: 'serving',
      reason:
        'Every wanted replica is ready, but 1 other pod cannot run: Container vllm keeps crashing, restarted 7 times; it last ended with exit code 1.',
    });
  });

  it('is scaled to zero when none is wanted', () => {
    expect(judge([], 0).state).toBe('scaled-to-zero');
    expect(judge([pod({ deleting: true })], 0).state).toBe('scaled-to-zero');
  });

  it('is unknown when nothing tells', () => {
    expect(judge([], null)).toEqual({
      state: 'unknown',
      reason: null,
      since: null,
    });
  });

  it('starts while nothing has failed', () => {
    expect(judge([pod()])).toEqual({
      state: 'starting',
      reason: null,
      since: T1,
    });
    expect(judge([], 1).state).toBe('starting');
    expect(
      judge([pod({ bound: false, phase: 'Pending', readyChangedAt: null })]),
    ).toEqual({
      state: 'starting',
      reason: '1 pod waits for the scheduler.',
      since: T0,
    });
  });

  it('still starts after one crash, which may be a race', () => {
    expect(
      judge([
        pod(
          {},
          container({
            restarts: 1,
            lastTerminated: { reason: 'Error', exitCode: 1 },
          }),
        ),
      ]).state,
    ).toBe('starting');
  });

  it('crash-loops by the kubelet’s word, with exit code', () => {
    const looping = pod(
      {},
      container({
        restarts: 12,
        waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s' },
        lastTerminated: { reason: 'Error', exitCode: 137 },
      }),
    );
    expect(judge([looping])).toEqual({
      state: 'crash-looping',
      reason:
        'Container vllm keeps crashing, restarted 12 times; it last ended with exit code 137.',
      since: T1,
    });
  });

  it('still crash-loops while the container runs between two crashes', () => {
    expect(
      judge([
        pod(
          {},
          container({
            restarts: 3,
            lastTerminated: { reason: 'Error', exitCode: 1 },
          }),
        ),
      ]).state,
    ).toBe('crash-looping');
  });

  it('crash-loops when its init container does', () => {
    expect(
      judge([
        pod(
          {},
          container({
            name: 'download',
            init: true,
            restarts: 2,
            waiting: { reason: 'CrashLoopBackOff', message: null },
            lastTerminated: { reason: 'Error', exitCode: 1 },
          }),
          container(),
        ),
      ]).reason,
    ).toContain('Container download');
  });

  it('crash-loops when a container cannot be created', () => {
    expect(
      judge([
        pod(
          {},
          container({
            waiting: {
              reason: 'CreateContainerConfigError',
              message: 'secret "hub" not found',
            },
          }),
        ),
      ]),
    ).toMatchObject({
      state: 'crash-looping',
      reason:
        'Container vllm cannot be started (CreateContainerConfigError): secret "hub" not found',
    });
  });

  it('is out of memory when that ended it, also in back-off', () => {
    expect(
      judge([
        pod(
          {},
          container({
            restarts: 4,
            waiting: { reason: 'CrashLoopBackOff', message: null },
            lastTerminated: { reason: 'OOMKilled', exitCode: 137 },
          }),
        ),
      ]),
    ).toMatchObject({
      state: 'out-of-memory',
      reason:
        'Container vllm was killed for using more memory than its limit and restarted 4 times.',
    });
  });

  it('is serving again after a kill that it recovered from', () => {
    expect(
      judge([
        pod(
          { ready: true },
          container({
            ready: true,
            restarts: 1,
            lastTerminated: { reason: 'OOMKilled', exitCode: 137 },
          }),
        ),
      ]).state,
    ).toBe('serving');
  });

  it.each(['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName'])(
    'cannot pull its image: %s',
    reason => {
      expect(
        judge([
          pod(
            { phase: 'Pending' },
            container({ waiting: { reason, message: 'not found' } }),
          ),
        ]),
      ).toMatchObject({
        state: 'image-pull-error',
        reason: `Image vllm/vllm-openai:v0.30.0 cannot be pulled (${reason}): not found`,
      });
    },
  );

  it('is pending in the scheduler’s words', () => {
    const waiting = pod({
      bound: false,
      phase: 'Pending',
      unscheduled: {
        reason: 'Unschedulable',
        message: '0/12 nodes are available: 12 Insufficient nvidia.com/gpu.',
        since: T0,
      },
    });
    expect(judge([waiting])).toEqual({
      state: 'pending',
      reason:
        'No node fits: 0/12 nodes are available: 12 Insufficient nvidia.com/gpu.',
      since: T0,
    });
  });

  it('is degraded when some replicas are ready and the others only wait', () => {
    const waiting = pod({
      name: 'z',
      bound: false,
      phase: 'Pending',
      unscheduled: { reason: 'Unschedulable', message: 'no node', since: T0 },
    });
    expect(judge([ready('a'), ready('b'), waiting])).toMatchObject({
      state: 'degraded',
      reason: '2 of 3 replicas are ready. No node fits: no node',
      since: T0,
    });
  });

  it('names the failure when some replicas are ready and another crashes', () => {
    const crashing = pod(
      { name: 'z' },
      container({
        restarts: 5,
        waiting: { reason: 'CrashLoopBackOff', message: null },
      }),
    );
    expect(judge([ready('a'), crashing]).state).toBe('crash-looping');
    expect(judge([ready('a'), crashing]).reason).toMatch(
      /^1 of 2 replicas is ready\. Container vllm/,
    );
  });

  it('is pending when its pods cannot even be created', () => {
    expect(
      judge([], 2, {
        ready: 0,
        problem: 'ReplicaFailure is True: exceeded quota',
      }),
    ).toEqual({
      state: 'pending',
      reason: 'ReplicaFailure is True: exceeded quota',
      since: null,
    });
  });

  it('does not count pods that have ended or shut down', () => {
    expect(
      judge(
        [
          ready('a'),
          pod({ name: 'e', phase: 'Failed', reason: 'Evicted' }),
          pod({ name: 't', deleting: true }),
        ],
        1,
      ).state,
    ).toBe('serving');
  });
});

describe('the judgement', () => {
  const arbitraryPod = fc
    .record({
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      ready: fc.boolean(),
      bound: fc.boolean(),
      deleting: fc.boolean(),
      phase: fc.constantFrom(
        'Pending',
        'Running',
        'Failed',
        'Succeeded',
        'Unknown',
      ),
      restarts: fc.nat(5),
      waiting: fc.constantFrom(
        null,
        { reason: 'CrashLoopBackOff', message: null },
        { reason: 'ImagePullBackOff', message: 'x' },
      ),
      last: fc.constantFrom(
        null,
        { reason: 'OOMKilled', exitCode: 137 },
        { reason: 'Error', exitCode: 1 },
      ),
    })
    .map(({ restarts, waiting, last, ...rest }) =>
      pod(
        rest,
        container({
          restarts,
          waiting,
          lastTerminated: last,
          ready: rest.ready,
        }),
      ),
    );

  it('does not depend on the order of the pods', () => {
    fc.assert(
      fc.property(
        fc
          .uniqueArray(arbitraryPod, { selector: ({ name }) => name })
          .chain(pods =>
            fc.tuple(
              fc.constant(pods),
              fc.shuffledSubarray(pods, { minLength: pods.length }),
            ),
          ),
        fc.option(fc.nat(4)),
        ([pods, shuffled], desired) => {
          expect(judge(shuffled, desired)).toEqual(judge(pods, desired));
        },
      ),
    );
  });

  it('is serving exactly when as many are ready as are wanted', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryPod, { maxLength: 5 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(5),
        (pods, desired, count) => {
          expect(
            judge(pods, desired, { ready: count }).state === 'serving',
          ).toBe(count >= desired);
        },
      ),
    );
  });
});
