import {
  behaviourByImage,
  clusterInTime,
  conditionOf,
  gpuNode,
  vllmDeployment,
} from '../../testing/clusterInTime';
import type { Deployment, Pod, ReplicaSet } from '../../workloadTypes';

const ref = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'default',
  name: 'llama',
};

function running(options: Parameters<typeof vllmDeployment>[1] = {}) {
  const world = clusterInTime({ podBehaviour: behaviourByImage });
  world.cluster.seed([gpuNode('gpu-0'), gpuNode('gpu-1')]);
  world.cluster.upsert(vllmDeployment('llama', options));
  world.advance(60);
  const deployment = () => world.cluster.get(ref) as Deployment;
  const sets = () =>
    (
      world.cluster.list({
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        namespace: 'default',
      }) as ReplicaSet[]
    ).sort((a, b) => revision(a) - revision(b));
  const change = (next: Parameters<typeof vllmDeployment>[1]) =>
    world.cluster.upsert(vllmDeployment('llama', { ...options, ...next }), {
      manager: 'kubectl',
    });
  return { ...world, deployment, sets, change };
}

function revision({ metadata }: ReplicaSet | Deployment): number {
  return Number(metadata.annotations?.['deployment.kubernetes.io/revision']);
}

function imageOf(pod: Pod): string {
  return pod.spec.containers[0]?.image ?? '';
}

describe('DeploymentController', () => {
  it('makes a ReplicaSet and ready pods behind a chain of owners', () => {
    const { deployment, sets, pods } = running();
    expect(deployment().status).toMatchObject({
      replicas: 2,
      readyReplicas: 2,
      updatedReplicas: 2,
    });
    const [set] = sets();
    const hash = set?.metadata.labels?.['pod-template-hash'];
    expect(set?.metadata.name).toBe(`llama-${hash}`);
    expect(set?.metadata.ownerReferences).toMatchObject([
      { kind: 'Deployment', name: 'llama', controller: true },
    ]);
    for (const pod of pods()) {
      expect(pod.metadata.labels?.['pod-template-hash']).toBe(hash);
      expect(pod.metadata.ownerReferences).toMatchObject([
        { kind: 'ReplicaSet', uid: set?.metadata.uid },
      ]);
    }
    expect(conditionOf(deployment(), 'Progressing')?.reason).toBe(
      'NewReplicaSetAvailable',
    );
  });

  it('rolls a changed template out under a new revision and keeps the old ReplicaSet', () => {
    const { deployment, sets, pods, change, advance } = running();
    change({ tag: 'v0.31.0' });
    advance(120);
    expect(sets().map(set => [revision(set), set.spec.replicas])).toEqual([
      [1, 0],
      [2, 2],
    ]);
    expect(revision(deployment())).toBe(2);
    expect(pods().map(imageOf)).toEqual([
      'vllm/vllm-openai:v0.31.0',
      'vllm/vllm-openai:v0.31.0',
    ]);
  });

  it('gives an old ReplicaSet that is rolled back to a new revision number', () => {
    const { sets, change, advance } = running();
    change({ tag: 'v0.31.0' });
    advance(120);
    const [oldUid] = sets().map(set => set.metadata.uid);
    change({ tag: 'v0.30.0' });
    advance(120);
    const newest = sets().at(-1);
    expect(newest?.metadata.uid).toBe(oldUid);
    expect(newest?.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '3',
      'deployment.kubernetes.io/revision-history': '1',
    });
    expect(sets().map(revision)).toEqual([2, 3]);
  });

  it('keeps the old pods serving while a bad release crashes, and says when its time is over', () => {
    const { deployment, pods, change, advance } = running();
    change({ tag: 'crash', spec: { progressDeadlineSeconds: 300 } });
    advance(200);
    const good = pods().filter(pod => imageOf(pod).endsWith('v0.30.0'));
    expect(
      good.filter(pod => conditionOf(pod, 'Ready')?.status === 'True'),
    ).toHaveLength(2);
    expect(conditionOf(deployment(), 'Progressing')?.status).toBe('True');
    advance(200);
    expect(conditionOf(deployment(), 'Progressing')).toMatchObject({
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
    });
  });

  it('does nothing to the template while paused but follows the replicas', () => {
    const { sets, pods, change, advance } = running();
    change({ tag: 'v0.31.0', replicas: 3, spec: { paused: true } });
    advance(60);
    expect(sets()).toHaveLength(1);
    expect(pods().map(imageOf)).toEqual(
      Array(3).fill('vllm/vllm-openai:v0.30.0'),
    );
  });

  it('lets no old and new pod live together under Recreate', () => {
    const { pods, change, advance } = running({
      spec: { strategy: { type: 'Recreate' } },
    });
    change({ tag: 'v0.31.0' });
    for (let second = 0; second < 40; second++) {
      advance(1);
      expect(new Set(pods().map(imageOf)).size).toBeLessThanOrEqual(1);
    }
    expect(pods().map(imageOf)).toEqual(
      Array(2).fill('vllm/vllm-openai:v0.31.0'),
    );
  });

  it('keeps no more old ReplicaSets than the history limit', () => {
    const { sets, change, advance } = running();
    for (const tag of ['v0.31.0', 'v0.32.0', 'v0.33.0']) {
      change({ tag, spec: { revisionHistoryLimit: 1 } });
      advance(120);
    }
    expect(sets().map(revision)).toEqual([3, 4]);
  });

  it('bumps the generation for a new spec and not for a new status', () => {
    const { cluster, deployment, change, advance } = running();
    const before = deployment().metadata.generation;
    cluster.setStatus(ref, { replicas: 0 });
    advance(1);
    expect(deployment().metadata.generation).toBe(before);
    change({ replicas: 1 });
    expect(deployment().metadata.generation).toBe((before ?? 0) + 1);
  });

  it('goes with its ReplicaSets and pods', () => {
    const { cluster, sets, pods, advance } = running();
    cluster.remove(ref);
    advance(60);
    expect(sets()).toEqual([]);
    expect(pods()).toEqual([]);
  });

  it('leaves a seeded history as it is', () => {
    const first = running();
    first.change({ tag: 'v0.31.0' });
    first.advance(120);
    const kinds = ['Deployment', 'ReplicaSet'].map(kind => ['apps/v1', kind]);
    const objects = [...kinds, ['v1', 'Pod']].flatMap(
      ([apiVersion = '', kind = '']) =>
        first.cluster.list({ apiVersion, kind }),
    );
    const second = clusterInTime({ podBehaviour: behaviourByImage });
    second.cluster.seed([gpuNode('gpu-0'), gpuNode('gpu-1'), ...objects]);
    second.advance(600);
    const uids = (world: typeof second) =>
      world.pods().map(pod => pod.metadata.uid);
    expect(uids(second)).toEqual(uids(first));
    expect(
      second.cluster.list({ apiVersion: 'apps/v1', kind: 'ReplicaSet' }),
    ).toHaveLength(2);
    expect(second.cluster.get(ref)?.metadata.generation).toBe(
      first.deployment().metadata.generation,
    );
  });
});
