import fc from 'fast-check';
import { HOUR_MS, MINUTE_MS } from '../../durations';
import type { InstantMs } from '../../types';
import { judgePause, type WatchedPause } from './judgePause';

const at = (ms: number) => ms as InstantMs;
const TELL = 30 * MINUTE_MS;

function pause(facts: Partial<WatchedPause> = {}): WatchedPause {
  return {
    until: at(4 * HOUR_MS),
    confirmedAt: at(1),
    drifted: false,
    toldAt: null,
    endWanted: null,
    rollback: { state: 'succeeded', isOver: false, isWritten: true },
    controller: {
      cluster: 'eu-west',
      ref: {
        group: 'argoproj.io',
        version: 'v1alpha1',
        plural: 'applications',
        kind: 'Application',
        namespace: 'argocd',
        name: 'chat',
      },
      uid: 'u-1',
      automatic: null,
      isSynced: false,
      isSyncing: false,
    },
    ...facts,
  };
}
const controller = (facts: object) => {
  const { controller: one } = pause();
  return one && { ...one, ...facts };
};

describe('judgePause', () => {
  it('waits, tells the owner once before the end, and then resumes', () => {
    const until = 4 * HOUR_MS;
    const one = pause();
    expect(judgePause(one, at(until - TELL - 1), TELL).do).toBe('wait');
    expect(judgePause(one, at(until - TELL), TELL).do).toBe('tell');
    const told = pause({ toldAt: at(until - TELL) });
    expect(judgePause(told, at(until - 1), TELL).do).toBe('wait');
    expect(judgePause(told, at(until), TELL).do).toBe('resume');
  });

  it.each([
    ['somebody wants it', { endWanted: 'ada wanted it.' }],
    [
      'its rollback was undone',
      { rollback: { state: 'undone', isOver: true, isWritten: true } },
    ],
    [
      'nothing was written',
      { rollback: { state: 'failed', isOver: true, isWritten: false } },
    ],
    ['its rollback is forgotten', { rollback: null }],
    [
      'Git has what runs',
      { drifted: true, controller: controller({ isSynced: true }) },
    ],
  ])('ends early where %s', (_, facts) => {
    expect(judgePause(pause(facts), at(2), TELL).do).toBe('resume');
  });

  it('does not take the state from before the write for agreement', () => {
    const stale = pause({ controller: controller({ isSynced: true }) });
    expect(judgePause(stale, at(2), TELL).do).toBe('wait');
  });

  it('waits for a pause that is recorded and not written yet', () => {
    const unwritten = {
      confirmedAt: null,
      controller: controller({ automatic: {} }),
    };
    const planned = { state: 'applying', isOver: false, isWritten: false };
    expect(
      judgePause(pause({ ...unwritten, rollback: planned }), at(2), TELL).do,
    ).toBe('wait');
    const over = { state: 'failed', isOver: true, isWritten: false };
    expect(
      judgePause(pause({ ...unwritten, rollback: over }), at(2), TELL),
    ).toMatchObject({ do: 'close', surprising: false });
  });

  it('closes what somebody else resumed, and what is gone, and says so', () => {
    for (const facts of [
      { controller: controller({ automatic: { prune: true } }) },
      { controller: null },
    ]) {
      expect(judgePause(pause(facts), at(2), TELL)).toMatchObject({
        do: 'close',
        surprising: true,
      });
    }
  });

  it('leaves nothing paused whose time is over, whatever else is known', () => {
    fc.assert(
      fc.property(
        fc.record({
          confirmedAt: fc.option(fc.constant(at(1))),
          drifted: fc.boolean(),
          toldAt: fc.option(fc.constant(at(2))),
          endWanted: fc.option(fc.constant('Wanted.')),
          rollback: fc.option(
            fc.record({
              state: fc.constantFrom('applying', 'succeeded', 'failed'),
              isOver: fc.boolean(),
              isWritten: fc.boolean(),
            }),
          ),
          synced: fc.option(fc.boolean()),
        }),
        fc.integer({ min: 0, max: HOUR_MS }),
        ({ synced, ...facts }, late) => {
          const one = pause({
            ...facts,
            controller: controller({ isSynced: synced }),
          });
          const verdict = judgePause(one, at(4 * HOUR_MS + late), TELL);
          expect(verdict.do).toBe('resume');
        },
      ),
    );
  });
});
