import type {
  ReleaseFigures,
  ServerRelease,
} from '@inference-portal/plugin-inference-common';

function figures(facts: Partial<ReleaseFigures>): ReleaseFigures {
  return {
    hours: 6,
    requests: 48_200,
    errors: 482,
    errorShare: 0.01,
    restarts: 0,
    restartsPerHour: 0,
    ...facts,
  };
}

/** Revision 7 of support-chat, 40 minutes old, of which the requests fail twelve times as often. */
export function failingRelease(
  facts: Partial<NonNullable<ServerRelease['judgement']>> = {},
): ServerRelease {
  return {
    server: {
      id: 'c3f1a2',
      name: 'support-chat',
      namespace: 'support',
      cluster: 'eu-west',
      model: 'Qwen/Qwen3-32B',
      entityRef: 'component:default/support-chat',
    },
    revision: 7,
    startedAt: new Date(Date.now() - 40.5 * 60_000).toISOString(),
    judgement: {
      symptom: { kind: 'errors', factor: 12.04 },
      before: figures({ hours: 168 }),
      after: figures({ requests: 4_100, errors: 494, errorShare: 0.12 }),
      partial: false,
      ...facts,
    },
  };
}
