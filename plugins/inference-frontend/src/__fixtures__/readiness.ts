import type {
  ReadinessCounts,
  ReadinessItem,
  ReadinessReport,
  ReadinessServer,
  ReadinessTeam,
  ServerReadiness,
} from '@inference-portal/plugin-inference-common';

function item(facts: Partial<ReadinessItem>): ReadinessItem {
  const code = facts.code ?? 'redundancy';
  return {
    code,
    group: 'scaling',
    result: 'pass',
    message: '3 replicas are wanted.',
    evidence: [{ name: 'replicas', value: 3, source: 'replicas.desired' }],
    fix: `https://docs.example.com/portal/readiness/#${code}`,
    ...facts,
  };
}

/** The scorecard of a server of which one rule has each answer. */
export function serverReadiness(): ServerReadiness {
  return {
    serverId: 'c3f1a2',
    checkedAt: '2026-11-22T09:00:00.000Z',
    revision: 7,
    counts: { pass: 1, fail: 1, unknown: 1, notApplicable: 1 },
    items: [
      item({}),
      item({
        code: 'autoscaling',
        result: 'unknown',
        message: 'The portal does not read HorizontalPodAutoscalers.',
        evidence: [],
      }),
      item({
        code: 'startup-budget',
        group: 'startup',
        result: 'fail',
        message: 'No startup probe.',
        evidence: [
          {
            name: 'startupProbe',
            value: null,
            source: 'containers[vllm].startupProbe',
          },
        ],
      }),
      item({
        code: 'shared-memory',
        group: 'engine',
        result: 'not-applicable',
        message: 'One GPU serves the model.',
        evidence: [{ name: 'hostIPC', value: false, source: null }],
      }),
    ],
  };
}

function counts(facts: Partial<ReadinessCounts>): ReadinessCounts {
  return { pass: 0, fail: 0, unknown: 0, notApplicable: 0, ...facts };
}

const rules: ReadinessReport['rules'] = [
  {
    code: 'redundancy',
    group: 'scaling',
    counts: counts({ pass: 3, fail: 1 }),
  },
  {
    code: 'startup-budget',
    group: 'startup',
    counts: counts({ pass: 1, fail: 2, unknown: 1 }),
  },
  { code: 'exit-plan', group: 'operation', counts: counts({ pass: 4 }) },
];

const support: ReadinessTeam = {
  owner: 'group:default/support',
  title: 'Support',
  servers: 3,
  failing: 2,
  counts: counts({ pass: 5, fail: 3, unknown: 1 }),
  rules,
};

/** Two teams, and a server that nobody owns. */
export function readinessReport(): ReadinessReport {
  return {
    checkedAt: '2026-11-22T09:00:00.000Z',
    servers: 4,
    failing: 2,
    counts: counts({ pass: 8, fail: 3, unknown: 1 }),
    rules,
    items: [
      support,
      {
        ...support,
        owner: null,
        title: null,
        servers: 1,
        failing: 0,
        counts: counts({ pass: 3 }),
        rules: [],
      },
    ],
  };
}

/** Servers of the report, the worst first. */
export function readinessServers(): ReadinessServer[] {
  const chat = {
    id: 'c3f1a2',
    name: 'support-chat',
    namespace: 'support',
    cluster: 'eu-west',
    model: 'Qwen/Qwen3-32B',
    entityRef: 'component:default/support-chat',
  };
  return [
    {
      server: chat,
      owner: 'group:default/support',
      counts: counts({ pass: 1, fail: 2 }),
      fail: ['redundancy', 'startup-budget'],
      unknown: [],
    },
    {
      server: { ...chat, id: 'd9', name: 'rerank' },
      owner: null,
      counts: counts({ pass: 2, fail: 1, unknown: 1 }),
      fail: ['startup-budget'],
      unknown: ['redundancy'],
    },
  ];
}
