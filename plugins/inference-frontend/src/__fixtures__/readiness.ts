import type {
  ReadinessItem,
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
    fix: `readiness.md#${code}`,
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
