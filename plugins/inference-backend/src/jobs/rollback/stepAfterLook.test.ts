import {
  readProgress,
  type RollbackProgress,
} from '../../decide/rollback/rollbackRecord';
import { MINUTE_MS, SECOND_MS } from '../../durations';
import type { InstantMs } from '../../types';
import { PROVING_MS, stepAfterLook, type Looked } from './stepAfterLook';

const NOW = Date.parse('2026-11-22T12:00:00Z') as InstantMs;
const ready = { desired: 2, updated: 2, ready: 2, crashing: 0 };
const half = { desired: 2, updated: 1, ready: 1, crashing: 0 };

const look = (
  state: string,
  rest: Partial<Looked> & {
    pods?: typeof ready;
    isReady?: boolean;
    obstacle?: string;
  } = {},
): Looked => ({
  now: NOW,
  state,
  release: {
    hash: 'target',
    splits: false,
    pods: rest.pods ?? ready,
    isReady: rest.isReady ?? true,
    obstacle: rest.obstacle ?? null,
    changedBy: 'kubectl-edit',
  },
  isThere: true,
  movesTraffic: false,
  answered: null,
  latency: { before: null, now: null },
  watchUntil: NOW + 30 * MINUTE_MS,
  lookMs: 3 * SECOND_MS,
  watchMs: 30 * SECOND_MS,
  ...rest,
});
const progress = (rest: Partial<RollbackProgress> = {}): RollbackProgress => ({
  ...readProgress({}),
  appliedAt: NOW - MINUTE_MS,
  deadline: NOW + MINUTE_MS,
  ...rest,
});

describe('stepAfterLook', () => {
  it('waits for pods that are not ready', () => {
    const step = stepAfterLook(
      look('rolling', { pods: half, isReady: false }),
      progress(),
    );
    expect(step).toMatchObject({
      state: 'rolling',
      progress: { pods: half, readySince: null },
      events: [],
      next: NOW + 3 * SECOND_MS,
    });
  });

  it('succeeds only after the pods stayed ready for a while', () => {
    const first = stepAfterLook(look('rolling'), progress());
    expect(first).toMatchObject({
      state: 'verifying',
      progress: { readySince: NOW, healthyAt: null },
    });
    const later = (NOW + PROVING_MS) as InstantMs;
    const second = stepAfterLook(
      look('verifying', { now: later }),
      first.progress,
    );
    expect(second).toMatchObject({
      state: 'succeeded',
      progress: { healthyAt: NOW },
      next: later + 30 * SECOND_MS,
    });
  });

  it('begins to wait again when a pod falls out while it is verified', () => {
    const step = stepAfterLook(
      look('verifying', { pods: half, isReady: false }),
      progress({ readySince: NOW - SECOND_MS }),
    );
    expect(step).toMatchObject({
      state: 'rolling',
      progress: { readySince: null },
      events: ['A pod is not ready any more.'],
    });
  });

  it('says once that pods cannot start', () => {
    const crashing = { ...half, crashing: 1 };
    const first = stepAfterLook(
      look('rolling', { pods: crashing, isReady: false }),
      progress(),
    );
    expect(first.events).toEqual(['1 of its pods cannot start.']);
    const second = stepAfterLook(
      look('rolling', { pods: crashing, isReady: false }),
      first.progress,
    );
    expect(second.events).toEqual([]);
  });

  it('fails after its time and stays open for an undo', () => {
    const step = stepAfterLook(
      look('rolling', { pods: half, isReady: false }),
      progress({ deadline: NOW }),
    );
    expect(step).toMatchObject({
      state: 'failed',
      progress: {
        problem:
          'Not all of its 2 pods were of the restored revision and ready in time. Undo it, or look at what the pods say.',
      },
      next: NOW + 30 * SECOND_MS,
    });
  });

  it('says once that a quota forbids pods, and again why it failed', () => {
    const quota =
      'pods "chat-7d9f-x2" is forbidden: exceeded quota: gpus, requested: requests.nvidia.com/gpu=1';
    const none = { desired: 2, updated: 0, ready: 0, crashing: 0 };
    const at = { pods: none, isReady: false, obstacle: quota };
    const first = stepAfterLook(look('rolling', at), progress());
    expect(first.events).toEqual([`Pods cannot be made: ${quota}`]);
    const second = stepAfterLook(look('rolling', at), first.progress);
    expect(second.events).toEqual([]);
    const last = stepAfterLook(look('rolling', at), {
      ...second.progress,
      deadline: NOW,
    });
    expect(last).toMatchObject({
      state: 'failed',
      progress: {
        problem: `Not all of its 2 pods were of the restored revision and ready in time. Pods cannot be made: ${quota}. Undo it, or make room for them.`,
      },
    });
  });

  it('undoes itself after its time where that was asked for', () => {
    const step = stepAfterLook(
      look('rolling', { pods: half, isReady: false }),
      progress({ deadline: NOW, autoUndo: true }),
    );
    expect(step.state).toBe('undoing');
    expect(step.progress.undoBy).not.toBeNull();
  });

  it('turns a failure into a success when the pods come up late', () => {
    const step = stepAfterLook(look('failed'), progress({ problem: 'late' }));
    expect(step).toMatchObject({
      state: 'succeeded',
      progress: { problem: null, healthyAt: NOW },
    });
  });

  describe('while requests fail', () => {
    const later = (NOW + PROVING_MS) as InstantMs;
    const failing = { succeeded: 10, failed: 30 };
    const proving = progress({ readySince: NOW, deadline: NOW + MINUTE_MS });

    it('goes on verifying, and says so once', () => {
      const at = { now: later, answered: failing };
      const first = stepAfterLook(look('verifying', at), proving);
      expect(first).toMatchObject({
        state: 'verifying',
        progress: { isFailing: true, healthyAt: null },
        events: ['30 of 40 requests to its new pods failed. It is watched on.'],
      });
      const second = stepAfterLook(look('verifying', at), first.progress);
      expect(second).toMatchObject({ state: 'verifying', events: [] });
    });

    it('succeeds when they do not any more', () => {
      const step = stepAfterLook(
        look('verifying', {
          now: later,
          answered: { succeeded: 900, failed: 30 },
        }),
        { ...proving, isFailing: true },
      );
      expect(step).toMatchObject({
        state: 'succeeded',
        progress: { isFailing: false, healthyAt: later },
        events: [
          'All pods are ready and stayed so. 30 of 930 requests to its new pods failed. Nobody measures how long its new pods take, so latency was not looked at.',
        ],
      });
    });

    it('fails after its time, and does not take readiness for a recovery', () => {
      const over = { ...proving, deadline: later };
      const at = { now: later, answered: failing };
      const step = stepAfterLook(look('verifying', at), over);
      expect(step.state).toBe('failed');
      expect(step.progress.problem).toContain(
        'Its pods are ready, and 30 of 40 requests',
      );
      expect(stepAfterLook(look('failed', at), step.progress).state).toBe(
        'failed',
      );
      const undone = stepAfterLook(look('verifying', at), {
        ...over,
        autoUndo: true,
      });
      expect(undone.state).toBe('undoing');
    });
  });

  describe('while requests take too long', () => {
    const later = (NOW + PROVING_MS) as InstantMs;
    const before = { p95Ms: 800, revision: 2 };
    const slow = { before, now: { requests: 40, p95Ms: 3_000 } };
    const proving = progress({ readySince: NOW, deadline: NOW + MINUTE_MS });
    const answered = { succeeded: 40, failed: 0 };

    it('goes on verifying until they do not any more', () => {
      const first = stepAfterLook(
        look('verifying', { now: later, answered, latency: slow }),
        proving,
      );
      expect(first).toMatchObject({
        state: 'verifying',
        progress: { isFailing: true, healthyAt: null },
        events: [
          '95 % of 40 requests to its new pods took up to 3,000 ms, and up to 800 ms with revision 2 before. It is watched on.',
        ],
      });
      const latency = { before, now: { requests: 4_000, p95Ms: 820 } };
      const second = stepAfterLook(
        look('verifying', { now: later, answered, latency }),
        first.progress,
      );
      expect(second).toMatchObject({
        state: 'succeeded',
        progress: { isFailing: false, healthyAt: later },
        events: [expect.stringContaining('took up to 820 ms')],
      });
    });

    it('fails after its time, and is undone where that was asked for', () => {
      const over = { ...proving, deadline: later };
      const at = { now: later, answered, latency: slow };
      const step = stepAfterLook(look('verifying', at), over);
      expect(step.state).toBe('failed');
      expect(step.progress.problem).toContain('Its pods are ready, and 95 %');
      expect(stepAfterLook(look('failed', at), step.progress).state).toBe(
        'failed',
      );
      const undone = { ...over, autoUndo: true };
      expect(stepAfterLook(look('verifying', at), undone).state).toBe(
        'undoing',
      );
    });
  });

  it('names who changed it afterwards, and ends', () => {
    const step = stepAfterLook(
      look('succeeded', { isThere: false }),
      progress({ healthyAt: NOW }),
    );
    expect(step).toMatchObject({
      state: 'succeeded',
      progress: { reverted: { by: 'kubectl-edit', at: NOW } },
      next: 'finished',
    });
    expect(
      stepAfterLook(look('rolling', { isThere: false }), progress()).state,
    ).toBe('failed');
  });

  it('ends the watch after its time', () => {
    const step = stepAfterLook(
      look('succeeded', { watchUntil: NOW }),
      progress(),
    );
    expect(step.next).toBe('finished');
  });

  it('takes a server that is scaled to zero for done, and says so', () => {
    const zero = { desired: 0, updated: 0, ready: 0, crashing: 0 };
    const step = stepAfterLook(look('rolling', { pods: zero }), progress());
    expect(step.state).toBe('succeeded');
    expect(step.events[0]).toMatch(/scaled to zero/);
  });
});
