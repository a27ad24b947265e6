import { supportChat } from '../__testUtils__/requests';
import { type Parsed, renderObjects } from '../__testUtils__/rendered';

const { autoscaling } = supportChat;

describe('autoscaler', () => {
  it.each([
    ['keda', 'ScaledObject', autoscaling],
    ['hpa', 'HorizontalPodAutoscaler', { kind: 'hpa' }],
  ])(
    'renders for %s a %s alone, and leaves the number to it',
    (_, kind, chosen) => {
      const objects = renderObjects({ ...supportChat, autoscaling: chosen });
      expect(
        ['ScaledObject', 'HorizontalPodAutoscaler'].filter(one =>
          objects.has(one),
        ),
      ).toEqual([kind]);
      expect(objects.get(kind)?.spec.scaleTargetRef).toEqual({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'support-chat',
      });
      expect(objects.get('Deployment')?.spec).not.toHaveProperty('replicas');
    },
  );

  it.each([
    [
      'LeaderWorkerSet',
      {
        kind: 'leader-worker-set',
        gpu: { ...supportChat.gpu, nodes: 2 },
      },
      'support-chat-[0-9]+(-[0-9]+)?',
    ],
    [
      'Rollout',
      {
        gpu: { ...supportChat.gpu, spare: true },
        canary: { kind: 'rollout', by: 'httproute', steps: [5] },
      },
      'support-chat-[a-z0-9]+-[a-z0-9]{5}',
    ],
  ])('scales a %s by the metrics of its own pods', (kind, change, pods) => {
    const objects = renderObjects({ ...supportChat, ...change });
    const { spec } = objects.get('ScaledObject') as Parsed;
    expect(spec.scaleTargetRef).toEqual({
      apiVersion: objects.get(kind)?.apiVersion,
      kind,
      name: 'support-chat',
    });
    expect(objects.get(kind)?.spec).not.toHaveProperty('replicas');
    expect(spec.triggers[0].metadata.query).toContain(`pod=~"${pods}"`);
  });

  it('scales on waiting requests from 1 to 8 and takes 5 minutes to go down', () => {
    const { spec } = renderObjects(supportChat).get('ScaledObject') as Parsed;
    expect(spec).toMatchObject({
      minReplicaCount: 1,
      maxReplicaCount: 8,
      cooldownPeriod: 300,
    });
    const { behavior } = spec.advanced.horizontalPodAutoscalerConfig;
    expect(behavior.scaleDown.stabilizationWindowSeconds).toBe(300);
    expect(spec.triggers[0].metadata).toMatchObject({
      query:
        'sum(vllm:num_requests_waiting{namespace="support",pod=~"support-chat-[a-z0-9]+-[a-z0-9]{5}"})',
      threshold: '5',
    });
  });

  it('keeps the replicas when the metrics are gone', () => {
    const { spec } = renderObjects(supportChat).get('ScaledObject') as Parsed;
    for (const { metadata } of spec.triggers) {
      expect(metadata.ignoreNullValues).toBe('false');
    }
    expect(spec.fallback.behavior).toBe('currentReplicasIfHigher');
  });

  it('scales to zero by what the gateway knows', () => {
    const { spec } = renderObjects({
      ...supportChat,
      autoscaling: {
        ...autoscaling,
        minReplicas: 0,
        gatewayQuery: 'sum(gateway_pending_requests{route="support-chat"})',
      },
    }).get('ScaledObject') as Parsed;
    expect(spec.minReplicaCount).toBe(0);
    expect(spec.triggers.at(-1).metadata).toMatchObject({
      query: 'sum(gateway_pending_requests{route="support-chat"})',
      activationThreshold: '0',
    });
    // Without pods no series of the engine exist, which is no failure.
    for (const { metadata } of spec.triggers) {
      expect(metadata.ignoreNullValues).toBe('true');
    }
  });
});
