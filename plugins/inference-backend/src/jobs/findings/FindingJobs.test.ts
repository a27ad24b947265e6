import { mockServices } from '@backstage/backend-test-utils';
import { MINUTE_MS } from '../../durations';
import type { DetectionRun } from '../../record';
import type { InstantMs } from '../../types';
import { FindingJobs } from './FindingJobs';

const BEGIN = Date.UTC(2026, 10, 20, 6);

describe('FindingJobs', () => {
  function start(options: { notifies?: boolean; fails?: boolean } = {}) {
    const clock = { now: BEGIN };
    const state = {
      completeTo: BEGIN as InstantMs,
      last: null as DetectionRun | null,
      paused: [] as DetectionRun['paused'],
    };
    const counts = { runs: 0, told: 0 };
    const logger = mockServices.logger.mock();
    const jobs = new FindingJobs({
      detection: {
        run: async () => {
          counts.runs += 1;
          if (options.fails) {
            throw new Error('the database is away');
          }
          state.last = {
            ranAt: clock.now as InstantMs,
            paused: state.paused,
            completeFrom: [],
          };
          return {
            servers: 1,
            judged: 1,
            changes: 0,
            outages: state.paused,
            unread: [],
          };
        },
      },
      tellOwners: async () => (counts.told += 1),
      sendDigests: async () => 0,
      usage: {
        listSources: async () => [
          {
            source: 'main',
            completeFrom: null,
            completeTo: state.completeTo,
            issues: [],
          },
        ],
      },
      runs: { findLast: async () => state.last },
      settings: {
        notifies: options.notifies ?? true,
        fallback: null,
        digest: null,
      },
      logger,
      now: () => clock.now,
    });
    const tickAfter = async (minutes: number) => {
      clock.now += minutes * MINUTE_MS;
      await jobs.tick(new AbortController().signal);
      return counts.runs;
    };
    return { tickAfter, state, counts, logger };
  }

  it('look when hours came in, at most every five minutes, and once an hour anyway', async () => {
    const { tickAfter, state } = start();
    expect(await tickAfter(0)).toBe(1);
    expect(await tickAfter(10)).toBe(1);
    state.completeTo = (BEGIN + 1) as InstantMs;
    expect(await tickAfter(1)).toBe(2);
    state.completeTo = (BEGIN + 2) as InstantMs;
    expect(await tickAfter(4)).toBe(2);
    expect(await tickAfter(1)).toBe(3);
    expect(await tickAfter(54)).toBe(3);
    expect(await tickAfter(1)).toBe(4);
  });

  it('do not wait while a cluster has no metrics, and say so once', async () => {
    const { tickAfter, state, logger } = start();
    state.paused = [
      { kind: 'outage', cluster: 'eu-west', since: null, message: 'Silence.' },
    ];
    expect(await tickAfter(0)).toBe(1);
    state.completeTo = (BEGIN + 1) as InstantMs;
    expect(await tickAfter(1)).toBe(2);
    expect(logger.warn.mock.calls).toEqual([['Silence.']]);
  });

  it('tell owners also when the look failed, and try again', async () => {
    const { tickAfter, counts, logger } = start({ fails: true });
    expect(await tickAfter(0)).toBe(1);
    expect(await tickAfter(1)).toBe(2);
    expect(counts.told).toBe(2);
    expect(logger.warn.mock.calls[0]?.[0]).toContain('the database is away');
  });

  it('tell nobody where notifications are off', async () => {
    const { tickAfter, counts } = start({ notifies: false });
    await tickAfter(0);
    expect(counts.told).toBe(0);
  });
});
