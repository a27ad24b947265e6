import type {
  Finding,
  FindingDetail,
  FindingPage,
} from '@inference-portal/plugin-inference-common';

/** A server that nobody has used for 23 days, found last night; with what a test wants different. */
export function finding(overrides: Partial<Finding> = {}): Finding {
  return {
    id: 'f-legacy-chat',
    server: {
      id: 'c3f1a2',
      name: 'legacy-chat',
      namespace: 'support',
      cluster: 'eu-west',
      model: 'Qwen/Qwen3-32B',
      entityRef: 'component:default/support-chat',
    },
    owner: 'group:default/support',
    cause: 'zombie',
    state: 'open',
    confidence: 'high',
    summary: 'Nobody has used it for 23 days, after daily use.',
    reasons: [
      {
        code: 'silent-for',
        values: { days: 23.4, allowedDays: 9, pattern: 'daily-use' },
      },
      {
        code: 'coverage',
        values: { seenHours: 540, seenShare: 0.96, busyHoursSeenShare: 0.98 },
      },
      {
        code: 'earlier-use',
        values: {
          episodes: 41,
          daysUsedOfLast28: 26,
          usualIntervalDays: 1,
          longestPauseDays: 2.5,
        },
      },
    ],
    since: '2026-10-29T18:00:00Z',
    openedAt: '2026-11-08T03:10:00Z',
    checkedAt: '2026-11-22T03:10:00Z',
    nextCheckAt: '2026-11-22T04:10:00Z',
    resolvedAt: null,
    resolution: null,
    orphaned: false,
    avoidable: true,
    stakes: {
      currency: 'USD',
      microsPerMonth: 8_614_000_000,
      gpus: 4,
      gpuProduct: 'H100',
      unpricedGpus: 0,
      nodes: [
        {
          node: 'gpu-h100-3',
          gpus: 4,
          nodeGpus: 8,
          othersGpus: 4,
          empties: false,
        },
      ],
    },
    silence: null,
    notifiedAt: '2026-11-08T03:11:00Z',
    ...overrides,
  };
}

/** What the detector of a fleet found: two servers of one team, one that nobody owns and that has no price. */
export function findings(): Finding[] {
  const first = finding();
  return [
    first,
    finding({
      id: 'f-ranker-old',
      server: { ...first.server, id: 's-ranker', name: 'ranker-old' },
      cause: 'superseded',
      confidence: 'medium',
      summary: 'A newer version serves for 12 days. Nobody has used it.',
      reasons: [
        { code: 'newer-version-serves', values: { days: 12 } },
        {
          code: 'silent-for',
          values: { days: 11.2, allowedDays: 6, pattern: 'repeated-use' },
        },
      ],
      stakes: {
        ...first.stakes,
        gpus: 1,
        microsPerMonth: 2_153_500_000,
        nodes: [
          {
            node: 'gpu-h100-7',
            gpus: 1,
            nodeGpus: 1,
            othersGpus: 0,
            empties: true,
          },
        ],
      },
    }),
    finding({
      id: 'f-demo',
      server: {
        ...first.server,
        id: 's-demo',
        name: 'demo-day',
        cluster: 'us-east',
        namespace: 'sandbox',
        entityRef: null,
      },
      owner: null,
      cause: 'over-provisioned',
      confidence: 'low',
      summary: 'Its busiest hours fill 11 % of the KV cache of 2 replicas.',
      reasons: [
        {
          code: 'load',
          values: {
            replicas: 2,
            kvCacheP95: 0.11,
            waitingP99: 0,
            runningP95Share: 0.2,
          },
        },
        { code: 'lunar-phase', values: { phase: 'full', days: 3 } },
      ],
      since: null,
      orphaned: true,
      avoidable: false,
      stakes: {
        currency: null,
        microsPerMonth: null,
        gpus: null,
        gpuProduct: null,
        unpricedGpus: 0,
        nodes: [],
      },
    }),
  ];
}

/** The page that the backend makes of findings: sums over all of them, owners with the most avoidable cost first. */
export function findingPage(items: readonly Finding[]): FindingPage {
  const sum = (some: readonly Finding[]) => {
    const micros = some.reduce(
      (all, { stakes }) => all + (stakes.microsPerMonth ?? 0),
      0,
    );
    return {
      count: some.length,
      gpus: some.reduce((all, { stakes }) => all + (stakes.gpus ?? 0), 0),
      avoidable: micros === 0 ? [] : [{ currency: 'USD', micros }],
      unpriced: some.filter(({ stakes }) => stakes.microsPerMonth === null)
        .length,
    };
  };
  const owners = [...new Set(items.map(({ owner }) => owner))];
  return {
    items: [...items],
    totals: sum(items),
    byOwner: owners.map(owner => ({
      owner,
      ...sum(items.filter(one => one.owner === owner)),
    })),
    detection: { lastRunAt: '2026-11-22T03:10:00Z', paused: [] },
  };
}

/** A finding with how it came to be. */
export function findingDetail(one: Finding): FindingDetail {
  const event = {
    by: null,
    cause: null,
    confidence: null,
    until: null,
    reason: null,
  };
  return {
    ...one,
    history: [
      {
        ...event,
        at: '2026-11-08T03:10:00Z',
        kind: 'opened',
        confidence: 'medium',
      },
      { ...event, at: '2026-11-08T03:11:00Z', kind: 'notified' },
      {
        ...event,
        at: '2026-11-12T09:00:00Z',
        kind: 'snoozed',
        by: 'user:default/alice',
        until: '2026-11-19T00:00:00Z',
        reason: 'the team decides next week',
      },
      { ...event, at: '2026-11-19T00:10:00Z', kind: 'silence-ended' },
    ],
  };
}
