import type {
  FindingCause,
  FindingStakes,
} from '@inference-portal/plugin-inference-common';
import { DAY_MS } from '../../durations';
import type { InstantMs } from '../../types';
import type { Confidence, UsageState, Verdict } from '../zombies/verdict';
import type { FindingChange, RecordedFinding, Silence } from './finding';
import { planFindings, type JudgedServer } from './planFindings';

const NOW = Date.UTC(2026, 10, 20, 6) as InstantMs;
const daysAgo = (days: number) => (NOW - days * DAY_MS) as InstantMs;

const STAKES: FindingStakes = {
  currency: 'USD',
  microsPerMonth: 1_000_000,
  gpus: 1,
  gpuProduct: 'L4',
  unpricedGpus: 0,
  nodes: [],
};

function verdict(state: UsageState, confidence: Confidence = 'high'): Verdict {
  return {
    state,
    confidence,
    reasons: [],
    since: daysAgo(20),
    nextCheckAt: daysAgo(-1),
    orphaned: false,
  };
}

function finding(facts: Partial<RecordedFinding> = {}): RecordedFinding {
  const { reasons, since, confidence, orphaned, nextCheckAt } =
    verdict('zombie');
  return {
    id: 'f1',
    serverId: 's1',
    cause: 'zombie',
    state: 'open',
    reasons,
    since,
    confidence,
    orphaned,
    nextCheckAt,
    stakes: STAKES,
    openedAt: daysAgo(5),
    checkedAt: daysAgo(1),
    resolvedAt: null,
    resolution: null,
    silence: null,
    toTell: false,
    toldAt: daysAgo(5),
    ...facts,
  };
}

function silence(facts: Partial<Silence> = {}): Silence {
  return {
    kind: 'waived',
    until: daysAgo(-30),
    reason: 'Failover of the first region',
    by: 'user:default/ada',
    at: daysAgo(4),
    ...facts,
  };
}

/** The changes for the server `s1`. */
function plan(options: {
  known?: readonly RecordedFinding[];
  verdict?: Verdict | null;
  isGone?: boolean;
  isPaused?: boolean;
}): FindingChange[] {
  const { known = [], isGone = false, isPaused = false } = options;
  const judged = new Map<string, JudgedServer>();
  if (options.verdict !== undefined) {
    judged.set('s1', { id: 's1', verdict: options.verdict, stakes: STAKES });
  }
  return planFindings({
    known,
    judged,
    present: new Set(isGone ? [] : ['s1']),
    isPaused: () => isPaused,
    now: NOW,
  });
}

const kinds = (changes: readonly FindingChange[]) =>
  changes.map(({ kind }) => kind);

describe('planFindings', () => {
  it('opens what is found for the first time, to be told', () => {
    expect(plan({ verdict: verdict('zombie', 'medium') })).toMatchObject([
      {
        kind: 'open',
        serverId: 's1',
        cause: 'zombie',
        content: { confidence: 'medium', stakes: STAKES },
        silence: null,
        toTell: true,
        continues: null,
      },
    ]);
  });

  it.each<UsageState>(['active', 'new', 'exempt', 'unknown'])(
    'finds nothing in a server that is %s',
    state => {
      expect(plan({ verdict: verdict(state) })).toEqual([]);
    },
  );

  it('finds nothing in a day of silence', () => {
    expect(plan({ verdict: verdict('idle', 'low') })).toEqual([]);
    expect(kinds(plan({ verdict: verdict('idle', 'medium') }))).toEqual([
      'open',
    ]);
  });

  it('follows the evidence of what is found again, and never opens it twice', () => {
    expect(
      plan({ known: [finding()], verdict: verdict('zombie', 'medium') }),
    ).toMatchObject([{ kind: 'update', id: 'f1', confidenceChanged: true }]);
  });

  it.each<[UsageState, string]>([
    ['active', 'in-use'],
    ['exempt', 'exempt'],
    ['new', 'redeployed'],
    ['superseded', 'another-cause'],
  ])('resolves a finding of a server that is %s now: %s', (state, why) => {
    expect(
      plan({ known: [finding()], verdict: verdict(state) })[0],
    ).toMatchObject({ kind: 'resolve', id: 'f1', resolution: why });
  });

  it('resolves a finding of a server that is gone, or scaled to zero', () => {
    expect(plan({ known: [finding()], isGone: true })).toMatchObject([
      { kind: 'resolve', resolution: 'server-removed' },
    ]);
    expect(plan({ known: [finding()], verdict: null })).toMatchObject([
      { kind: 'resolve', resolution: 'scaled-to-zero' },
    ]);
  });

  it('neither opens nor resolves anything while nobody can tell', () => {
    expect(plan({ isPaused: true, verdict: verdict('zombie') })).toEqual([]);
    expect(
      plan({ known: [finding()], isPaused: true, verdict: verdict('active') }),
    ).toEqual([]);
    expect(
      plan({ known: [finding()], verdict: verdict('unknown', 'low') }),
    ).toEqual([]);
    expect(plan({ known: [finding()] })).toEqual([]);
  });

  it('ends a snooze on time, also while nobody can tell', () => {
    const snoozed = (until: InstantMs) =>
      finding({
        state: 'snoozed',
        silence: silence({ kind: 'snoozed', until }),
      });
    const judge = { verdict: verdict('zombie') };
    expect(kinds(plan({ known: [snoozed(daysAgo(-1))], ...judge }))).toEqual([
      'update',
    ]);
    expect(kinds(plan({ known: [snoozed(NOW)], ...judge }))).toEqual([
      'update',
      'end-silence',
    ]);
    expect(kinds(plan({ known: [snoozed(NOW)], isPaused: true }))).toEqual([
      'end-silence',
    ]);
  });

  it('keeps what was accepted silent for good', () => {
    const accepted = finding({
      state: 'accepted',
      silence: silence({ kind: 'accepted', until: null }),
    });
    expect(
      kinds(plan({ known: [accepted], verdict: verdict('zombie') })),
    ).toEqual(['update']);
  });

  it('takes what comes back within seven days for the same finding', () => {
    const resolved = finding({
      state: 'resolved',
      resolution: 'in-use',
      resolvedAt: daysAgo(6.9),
      silence: silence(),
    });
    expect(
      plan({ known: [resolved], verdict: verdict('zombie') }),
    ).toMatchObject([{ kind: 'reopen', id: 'f1', silence: silence() }]);
  });

  it('takes what comes back after seven days for a new finding', () => {
    const resolved = finding({
      state: 'resolved',
      resolution: 'in-use',
      resolvedAt: daysAgo(7),
    });
    expect(
      plan({ known: [resolved], verdict: verdict('zombie') }),
    ).toMatchObject([{ kind: 'open', toTell: true, continues: null }]);
  });

  it('bothers nobody again when the same silence gets another name', () => {
    const changes = plan({
      known: [finding({ silence: silence(), state: 'waived' })],
      verdict: verdict('superseded'),
    });
    expect(changes).toMatchObject([
      { kind: 'resolve', id: 'f1', resolution: 'another-cause' },
      {
        kind: 'open',
        cause: 'superseded',
        silence: silence(),
        toTell: false,
        continues: 'zombie',
      },
    ]);
  });

  it('tells of what was never told before under its other name', () => {
    const [, opened] = plan({
      known: [finding({ cause: 'idle', toldAt: null })],
      verdict: verdict('zombie'),
    });
    expect(opened).toMatchObject({ kind: 'open', toTell: true });
  });

  it.each<[FindingCause, UsageState]>([
    ['zombie', 'crash-looping'],
    ['crash-looping', 'zombie'],
  ])('tells of a %s that is %s now: that is news', (before, after) => {
    const [, opened] = plan({
      known: [finding({ cause: before, silence: silence(), state: 'waived' })],
      verdict: verdict(after),
    });
    expect(opened).toMatchObject({
      kind: 'open',
      cause: after,
      silence: null,
      toTell: true,
    });
  });
});
