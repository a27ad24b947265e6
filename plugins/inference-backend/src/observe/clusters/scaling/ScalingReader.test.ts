import { MINUTE_MS } from '../../../durations';
import { ClusterRequestError } from '../connection/ClusterRequestError';
import { ScalingReader } from './ScalingReader';

type Answer = (path: string) => unknown;

const named = (name: string, spec: object, metadata: object = {}) => ({
  metadata: { namespace: 'support', name, ...metadata },
  spec,
});
const target = { kind: 'Deployment', name: 'chat', apiVersion: 'apps/v1' };
const refused = (kind: 'forbidden' | 'not-found' | 'timeout') =>
  new ClusterRequestError(kind, `${kind} it is`);

/** A reader of one cluster that answers by the plural of what is listed. */
function open(answers: { [plural: string]: Answer }, most?: number) {
  const asked: string[] = [];
  const clock = { now: 0 };
  const reader = new ScalingReader({
    clusters: new Map([
      [
        'eu-west',
        () => ({
          async get(path: string) {
            asked.push(path);
            const plural = /\/([a-z]+)\?/.exec(path)?.[1] ?? '';
            const answer = answers[plural]?.(path) ?? { items: [] };
            if (answer instanceof Error) throw answer;
            return answer;
          },
        }),
      ],
    ]),
    now: () => clock.now,
    most,
  });
  return { reader, asked, clock };
}

describe('ScalingReader', () => {
  it('reads autoscalers with the defaults of their kinds, without those that KEDA makes', async () => {
    const { reader } = open({
      horizontalpodautoscalers: () => ({
        items: [
          named('chat', { scaleTargetRef: target, maxReplicas: 4 }),
          named(
            'keda-hpa-chat',
            { scaleTargetRef: target, maxReplicas: 100 },
            { ownerReferences: [{ kind: 'ScaledObject', name: 'chat' }] },
          ),
          named('aimless', {}),
        ],
      }),
      scaledobjects: () => ({
        items: [named('chat', { scaleTargetRef: { name: 'chat' } })],
      }),
    });
    const { autoscalers } = await reader.read('eu-west');
    expect(autoscalers).toEqual({
      unseen: null,
      byNamespace: new Map([
        [
          'support',
          [
            expect.objectContaining({
              kind: 'ScaledObject',
              target,
              minReplicas: 0,
              maxReplicas: 100,
            }),
            expect.objectContaining({
              kind: 'HorizontalPodAutoscaler',
              name: 'chat',
              minReplicas: 1,
              maxReplicas: 4,
            }),
          ],
        ],
      ]),
    });
  });

  it('follows pages, and names the right that is missing', async () => {
    const { reader } = open({
      poddisruptionbudgets: path =>
        path.includes('continue=next%2F1')
          ? { items: [named('b', { maxUnavailable: '50%' })] }
          : {
              metadata: { continue: 'next/1' },
              items: [named('a', { minAvailable: 1 })],
            },
      horizontalpodautoscalers: () => refused('forbidden'),
    });
    const { budgets, autoscalers } = await reader.read('eu-west');
    expect(
      budgets.byNamespace
        .get('support')
        ?.map(({ name, minAvailable, maxUnavailable }) => [
          name,
          minAvailable,
          maxUnavailable,
        ]),
    ).toEqual([
      ['a', '1', null],
      ['b', null, '50%'],
    ]);
    expect(autoscalers.unseen).toBe(
      'The portal may not list horizontalpodautoscalers on the cluster: apply deploy/cluster-role.yaml.',
    );
  });

  it('keeps of PrometheusRules those that watch whether memory grows', async () => {
    const alerting = (expr: string) => ({
      groups: [{ rules: [{ alert: 'A', expr, labels: { server: 'chat' } }] }],
    });
    const { reader } = open({
      prometheusrules: () => ({
        items: [
          named(
            'growth',
            alerting(
              'predict_linear(container_memory_working_set_bytes[12h], 3600) > 1e11',
            ),
          ),
          named('level', alerting('DCGM_FI_DEV_FB_USED > 70000')),
          named('slow', alerting('deriv(vllm:num_requests_waiting[1h]) > 0')),
          named('recorded', {
            groups: [
              {
                rules: [
                  { record: 'r', expr: 'deriv(DCGM_FI_DEV_FB_USED[1h])' },
                ],
              },
            ],
          }),
        ],
      }),
    });
    const { memoryAlerts } = await reader.read('eu-west');
    expect(memoryAlerts.byNamespace.get('support')).toEqual([
      expect.objectContaining({ name: 'growth', servers: ['chat'] }),
    ]);
  });

  it('takes a kind that is not installed for one without objects', async () => {
    const { reader } = open({ scaledobjects: () => refused('not-found') });
    expect((await reader.read('eu-west')).autoscalers.unseen).toBeNull();
  });

  it('stops at its bound and says so', async () => {
    const { reader, asked } = open(
      {
        poddisruptionbudgets: () => ({
          metadata: { continue: 'more' },
          items: [named('a', {}), named('b', {})],
        }),
      },
      3,
    );
    expect((await reader.read('eu-west')).budgets.unseen).toMatch(
      /more than 3 poddisruptionbudgets/,
    );
    expect(asked.filter(path => path.includes('/policy/'))).toHaveLength(2);
  });

  it('lists a cluster once a minute, however many ask', async () => {
    const { reader, asked, clock } = open({});
    await Promise.all([reader.read('eu-west'), reader.read('eu-west')]);
    expect(asked).toHaveLength(4);
    clock.now = MINUTE_MS;
    await reader.read('eu-west');
    expect(asked).toHaveLength(8);
  });

  it('knows nothing of a cluster that is not configured', async () => {
    const { budgets } = await open({}).reader.read('gone');
    expect(budgets.unseen).toBe('Cluster gone is not configured.');
  });
});
