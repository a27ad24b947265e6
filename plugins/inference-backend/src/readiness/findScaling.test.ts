import {
  ask,
  recordedServer,
} from '../decide/readiness/__testUtils__/plainFacts';
import type { ClusterScaling } from '../observe/clusters/scaling/ScalingReader';
import type {
  SeenAutoscaler,
  SeenBudget,
  SeenMemoryAlert,
} from '../observe/clusters/scaling/readScaling';
import { vllmDeployment } from './__testUtils__/specifications';
import { findScaling, readPodLabels } from './findScaling';

const autoscaler = (facts: Partial<SeenAutoscaler> = {}): SeenAutoscaler => ({
  kind: 'ScaledObject',
  namespace: 'support',
  name: 'support-chat',
  target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'support-chat' },
  owners: [],
  minReplicas: 1,
  maxReplicas: 8,
  ...facts,
});
const budget = (facts: Partial<SeenBudget> = {}): SeenBudget => ({
  namespace: 'support',
  name: 'support-chat',
  selector: { matchLabels: { app: 'support-chat' } },
  minAvailable: null,
  maxUnavailable: '1',
  ...facts,
});

function scaling(
  autoscalers: readonly SeenAutoscaler[],
  budgets: readonly SeenBudget[],
  unseen: string | null = null,
  alerts: readonly SeenMemoryAlert[] = [],
): ClusterScaling {
  return {
    autoscalers: { byNamespace: new Map([['support', autoscalers]]), unseen },
    budgets: { byNamespace: new Map([['support', budgets]]), unseen },
    memoryAlerts: { byNamespace: new Map([['support', alerts]]), unseen },
  };
}

/** What the two rules say of a server in such a cluster. */
function judge(
  server: ReturnType<typeof recordedServer>,
  seen: ClusterScaling,
) {
  const labels = readPodLabels(server, vllmDeployment());
  const facts = { server, ...findScaling(server, labels, seen) };
  return [ask('autoscaling', facts), ask('disruption-budget', facts)];
}

const chat = recordedServer();

describe('findScaling', () => {
  it('passes a server with an autoscaler and a budget of its own', () => {
    const [scaled, kept] = judge(chat, scaling([autoscaler()], [budget()]));
    expect(scaled).toMatchObject({
      result: 'pass',
      message:
        'ScaledObject support-chat scales the server between 1 and 8 replicas.',
    });
    expect(kept).toMatchObject({ result: 'pass' });
  });

  it('fails a server that others of the namespace are meant for', () => {
    const others = scaling(
      [
        autoscaler({ target: { ...autoscaler().target, name: 'other' } }),
        autoscaler({
          target: { ...autoscaler().target, kind: 'StatefulSet' },
        }),
      ],
      [budget({ selector: { matchLabels: { app: 'other' } } })],
    );
    expect(judge(chat, others).map(({ result }) => result)).toEqual([
      'fail',
      'fail',
    ]);
  });

  it('says which right is missing instead of a failure', () => {
    const reason = 'The portal may not list …';
    const judged = judge(chat, scaling([], [], reason));
    expect(judged.map(({ result, message }) => [result, message])).toEqual([
      ['unknown', reason],
      ['unknown', reason],
    ]);
  });

  it('finds what KServe made for an InferenceService, and blames nobody where it made none', () => {
    const service = recordedServer({
      kind: 'InferenceService',
      apiVersion: 'serving.kserve.io/v1beta1',
    });
    const made = autoscaler({
      kind: 'HorizontalPodAutoscaler',
      target: { ...autoscaler().target, name: 'support-chat-predictor' },
      owners: [{ kind: 'InferenceService', name: 'support-chat' }],
    });
    const kept = budget({
      selector: {
        matchExpressions: [
          {
            key: 'serving.kserve.io/inferenceservice',
            operator: 'In',
            values: ['support-chat'],
          },
        ],
      },
    });
    expect(
      judge(service, scaling([made], [kept])).map(({ result }) => result),
    ).toEqual(['pass', 'pass']);
    expect(judge(service, scaling([], []))[0]).toMatchObject({
      result: 'unknown',
      message: expect.stringContaining('KServe may scale it by itself'),
    });
  });

  it('finds the alert that watches the memory of the server, and not that of another', () => {
    const watch = (facts: Partial<SeenMemoryAlert>) => {
      const alert: SeenMemoryAlert = {
        namespace: 'support',
        name: 'rules',
        servers: [],
        expressions: [],
        ...facts,
      };
      return findScaling(chat, null, scaling([], [], null, [alert]))
        .memoryAlerts;
    };
    const expression = (pods: string) =>
      `deriv(container_memory_working_set_bytes{pod=~"${pods}"}[6h]) > 0`;
    expect(watch({ servers: ['support-chat'] })).toEqual([
      'PrometheusRule rules',
    ]);
    expect(watch({ servers: ['other'] })).toEqual([]);
    expect(watch({ expressions: [expression('support-chat-.*')] })).toEqual([
      'PrometheusRule rules',
    ]);
    expect(watch({ expressions: [expression('my-support-chat-.*')] })).toEqual(
      [],
    );
  });
});
