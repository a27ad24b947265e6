import {
  behaviourByImage,
  clusterInTime,
  gpuNode,
  vllmDeployment,
} from '../../testing/clusterInTime';
import type { Rollout } from './rolloutTypes';

const ref = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  namespace: 'default',
  name: 'ranker',
};
const steps = [
  { setWeight: 25 },
  { pause: {} },
  { setWeight: 50 },
  { pause: { duration: '10m' } },
];

function rolloutOf(tag: string) {
  const { spec } = vllmDeployment('ranker', { replicas: 4, tag });
  return {
    apiVersion: ref.apiVersion,
    kind: ref.kind,
    metadata: { name: ref.name, namespace: ref.namespace },
    spec: { ...spec, strategy: { canary: { steps } } },
  };
}

function running() {
  const world = clusterInTime({ podBehaviour: behaviourByImage });
  world.cluster.seed([gpuNode('gpu-0')]);
  world.cluster.upsert(rolloutOf('v1'));
  world.advance(60);
  const status = () => (world.cluster.get(ref) as Rollout).status ?? {};
  const tags = () =>
    world
      .pods()
      .map(pod => pod.spec.containers[0]?.image.split(':')[1])
      .sort();
  return { ...world, status, tags };
}

describe('RolloutController', () => {
  it('brings the first version up without steps', () => {
    const { status, tags } = running();
    expect(status()).toMatchObject({
      phase: 'Healthy',
      replicas: 4,
      availableReplicas: 4,
    });
    expect(tags()).toEqual(['v1', 'v1', 'v1', 'v1']);
  });

  it('waits with a quarter of the pods until it is promoted, and then for the time of the second pause', () => {
    const { cluster, status, tags, advance } = running();
    cluster.upsert(rolloutOf('v2'));
    advance(3_600);
    expect(status()).toMatchObject({
      phase: 'Paused',
      message: 'CanaryPauseStep',
      currentStepIndex: 1,
      controllerPause: true,
    });
    expect(tags()).toEqual(['v1', 'v1', 'v1', 'v2']);

    const { pauseConditions: _promoted, ...rest } = status();
    cluster.setStatus(ref, rest);
    advance(60);
    expect(status()).toMatchObject({ phase: 'Paused', currentStepIndex: 3 });
    expect(tags()).toEqual(['v1', 'v1', 'v2', 'v2']);

    advance(660);
    expect(status()).toMatchObject({ phase: 'Healthy', currentStepIndex: 4 });
    expect(status().stableRS).toBe(status().currentPodHash);
    expect(tags()).toEqual(['v2', 'v2', 'v2', 'v2']);
  });

  it('goes back to the stable version when it is aborted, and is degraded until the template does too', () => {
    const { cluster, status, tags, advance } = running();
    cluster.upsert(rolloutOf('v2'));
    advance(60);
    cluster.setStatus(ref, { ...status(), abort: true });
    advance(60);
    expect(tags()).toEqual(['v1', 'v1', 'v1', 'v1']);
    expect(status()).toMatchObject({
      phase: 'Degraded',
      message: 'RolloutAborted: Rollout aborted update to revision 2',
    });
    cluster.upsert(rolloutOf('v1'));
    advance(60);
    expect(status()).toMatchObject({ phase: 'Healthy' });
    expect(status()).not.toHaveProperty('abort');
  });

  it('never promotes a version that crashes', () => {
    const { cluster, status, tags, advance } = running();
    cluster.upsert(rolloutOf('crash'));
    advance(3_600);
    expect(status()).toMatchObject({
      phase: 'Degraded',
      message: expect.stringMatching(
        /^ProgressDeadlineExceeded: ReplicaSet "ranker-\w+" has timed out progressing\.$/,
      ),
      currentStepIndex: 0,
    });
    expect(tags().filter(tag => tag === 'v1')).toHaveLength(3);
  });
});
