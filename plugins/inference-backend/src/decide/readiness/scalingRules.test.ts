import { ask, recordedServer } from './__testUtils__/plainFacts';

const replicas = (desired: number | null) => ({
  server: recordedServer({ replicas: { desired, ready: null, updated: null } }),
});
const scaler = {
  name: 'ScaledObject support-chat',
  minReplicas: 1,
  maxReplicas: 8,
};
const budget = {
  name: 'support-chat',
  minAvailable: null,
  maxUnavailable: '1',
};

describe('scaling rules', () => {
  it('do not know of autoscalers that nobody reads', () => {
    expect(ask('autoscaling', { autoscalers: null }).result).toBe('unknown');
    expect(ask('disruption-budget', {}).result).toBe('unknown');
  });

  it('want one autoscaler with room to grow', () => {
    const results = [
      [],
      [scaler],
      [scaler, { ...scaler, name: 'HorizontalPodAutoscaler support-chat' }],
      [{ ...scaler, maxReplicas: 1 }],
      [{ ...scaler, maxReplicas: null }],
    ].map(autoscalers => ask('autoscaling', { autoscalers }).result);
    expect(results).toEqual(['fail', 'pass', 'fail', 'fail', 'unknown']);
  });

  it('want two replicas, unless the server is scaled to zero', () => {
    expect(
      [2, 1, 0, null].map(one => ask('redundancy', replicas(one)).result),
    ).toEqual(['pass', 'fail', 'not-applicable', 'unknown']);
  });

  it('want the model on another cluster where there is one', () => {
    const other = { cluster: 'us-east', name: 'support-chat' };
    expect(
      ask('second-cluster', { elsewhere: [other], clusters: 2 }),
    ).toMatchObject({
      result: 'pass',
      message: expect.stringContaining('support-chat on us-east'),
    });
    expect(ask('second-cluster', { elsewhere: [], clusters: 3 }).result).toBe(
      'fail',
    );
    expect(ask('second-cluster', { elsewhere: [], clusters: 1 }).result).toBe(
      'unknown',
    );
    expect(ask('second-cluster', { clusters: 3 }).result).toBe('unknown');
  });

  it('want a disruption budget that lets nodes be drained', () => {
    const results = [
      [],
      [budget],
      [{ ...budget, maxUnavailable: '0' }],
      [{ ...budget, maxUnavailable: null, minAvailable: '2' }],
      [{ ...budget, maxUnavailable: null, minAvailable: '1' }],
      [{ ...budget, maxUnavailable: null }],
    ].map(
      disruptionBudgets =>
        ask('disruption-budget', { ...replicas(2), disruptionBudgets }).result,
    );
    expect(results).toEqual([
      'fail',
      'pass',
      'fail',
      'fail',
      'pass',
      'unknown',
    ]);
  });
});
