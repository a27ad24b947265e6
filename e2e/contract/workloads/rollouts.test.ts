import type { V1ReplicaSetList } from '@kubernetes/client-node';
import type { ContractCluster } from '../cluster/ContractCluster';
import { gpuNode, paths, vllmDeployment } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { openCluster } from '../cluster/openCluster';
import { until } from '../cluster/until';
import { conditionsOf, Rollouts, steps } from './Rollouts';

let cluster: ContractCluster;
let namespace: string;
let rollouts: Rollouts;
beforeAll(async () => {
  cluster = await openCluster();
  await cluster.installCrd('rollouts.argoproj.io');
  for (const name of ['gpu-a', 'gpu-b']) {
    ok(await cluster.kube.create(paths.nodes(), gpuNode(name)));
  }
});
beforeEach(async () => {
  namespace = await cluster.createNamespace();
  rollouts = new Rollouts(cluster, namespace);
});
afterEach(async () => {
  // The GPUs are needed by the next test.
  ok(await cluster.kube.remove(paths.rollouts(namespace)));
});
afterAll(() => cluster?.close());

/** Version v1 runs, and v2 waits at its first pause. */
const atFirstPause = async () => {
  await rollouts.create();
  await rollouts.reaches('Healthy');
  await rollouts.setVersion('v2');
  return rollouts.reaches('Paused', 1);
};

describe('a Rollout', () => {
  it('brings its first version up without steps', async () => {
    await rollouts.create();
    const rollout = await rollouts.reaches('Healthy');
    const { currentPodHash, conditions, ...status } = rollout.status ?? {};
    expect(status).toEqual({
      HPAReplicas: 4,
      availableReplicas: 4,
      blueGreen: {},
      canary: {},
      currentStepHash: '64df4f75dc',
      currentStepIndex: 4,
      observedGeneration: '1',
      phase: 'Healthy',
      readyReplicas: 4,
      replicas: 4,
      selector: 'app=ranker',
      stableRS: currentPodHash,
      updatedReplicas: 4,
    });
    expect(conditionsOf(rollout)).toMatchInlineSnapshot(`
      [
        [
          "Available",
          "True",
          "AvailableReason",
          "Rollout has minimum availability",
        ],
        [
          "Completed",
          "True",
          "RolloutCompleted",
          "RolloutCompleted",
        ],
        [
          "Healthy",
          "True",
          "RolloutHealthy",
          "Rollout is healthy",
        ],
        [
          "Progressing",
          "True",
          "NewReplicaSetAvailable",
          "ReplicaSet "ranker-<hash>" has successfully progressed.",
        ],
      ]
    `);
    expect(rollout.metadata.annotations).toEqual({
      'rollout.argoproj.io/revision': '1',
    });
  });

  it('makes a ReplicaSet of its template, with its own hash label and annotations', async () => {
    await rollouts.create();
    const { status } = await rollouts.reaches('Healthy');
    const [set] = ok(
      await cluster.kube.get<V1ReplicaSetList>(paths.replicaSets(namespace)),
    ).items;
    const hash = status?.currentPodHash;
    expect(hash).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{8,10}$/);
    const labels = { app: 'ranker', 'rollouts-pod-template-hash': hash };
    expect(set).toMatchObject({
      metadata: {
        name: `ranker-${hash}`,
        labels,
        ownerReferences: [
          { kind: 'Rollout', name: 'ranker', controller: true },
        ],
      },
      spec: {
        replicas: 4,
        selector: { matchLabels: labels },
        template: { metadata: { labels } },
      },
    });
    expect(set?.metadata?.annotations).toEqual({
      'rollout.argoproj.io/desired-replicas': '4',
      'rollout.argoproj.io/revision': '1',
    });
  });

  it('holds a quarter of its pods on the new version until it is promoted', async () => {
    const rollout = await atFirstPause();
    await rollouts.runs({ v1: 3, v2: 1 });
    expect(rollout.status).toMatchObject({
      message: 'CanaryPauseStep',
      controllerPause: true,
      pauseConditions: [{ reason: 'CanaryPauseStep' }],
      updatedReplicas: 1,
      readyReplicas: 4,
      availableReplicas: 4,
    });
    expect(rollout.status?.stableRS).not.toBe(rollout.status?.currentPodHash);
    const conditions = await until('the pause in the conditions', async () => {
      const now = conditionsOf(await rollouts.read());
      return now.some(([type]) => type === 'Paused') && now;
    });
    expect(conditions).toMatchInlineSnapshot(`
      [
        [
          "Available",
          "True",
          "AvailableReason",
          "Rollout has minimum availability",
        ],
        [
          "Completed",
          "False",
          "RolloutCompleted",
          "RolloutCompleted",
        ],
        [
          "Healthy",
          "False",
          "RolloutHealthy",
          "Rollout is not healthy",
        ],
        [
          "Paused",
          "True",
          "RolloutPaused",
          "Rollout is paused",
        ],
        [
          "Progressing",
          "Unknown",
          "RolloutPaused",
          "Rollout is paused",
        ],
      ]
    `);
    await rollouts.patchStatus({ pauseConditions: null });
    await rollouts.runs({ v1: 2, v2: 2 });
    const done = await rollouts.reaches('Healthy', 4);
    await rollouts.runs({ v2: 4 });
    expect(done.status?.stableRS).toBe(done.status?.currentPodHash);
    expect(conditionsOf(done)).toMatchInlineSnapshot(`
      [
        [
          "Available",
          "True",
          "AvailableReason",
          "Rollout has minimum availability",
        ],
        [
          "Completed",
          "True",
          "RolloutCompleted",
          "RolloutCompleted",
        ],
        [
          "Healthy",
          "True",
          "RolloutHealthy",
          "Rollout is healthy",
        ],
        [
          "Paused",
          "False",
          "RolloutPaused",
          "Rollout is paused",
        ],
        [
          "Progressing",
          "True",
          "NewReplicaSetAvailable",
          "ReplicaSet "ranker-<hash>" has successfully progressed.",
        ],
      ]
    `);
    expect(await rollouts.revisions()).toMatchObject([
      { revision: '1', version: 'v1', replicas: 0 },
      { revision: '2', version: 'v2', replicas: 4 },
    ]);
  });

  it('skips all steps when it is promoted in full', async () => {
    await atFirstPause();
    await rollouts.patchStatus({ promoteFull: true });
    const { status } = await rollouts.reaches('Healthy', 4);
    expect(status?.promoteFull).toBeUndefined();
    expect(status?.stableRS).toBe(status?.currentPodHash);
    await rollouts.runs({ v2: 4 });
  });

  it('goes back to the old pods when it is aborted, and is degraded from then on', async () => {
    await atFirstPause();
    await rollouts.patchStatus({ abort: true });
    await rollouts.runs({ v1: 4 });
    const aborted = await until('the pods to be counted', async () => {
      const rollout = await rollouts.reaches('Degraded', 0);
      const { updatedReplicas, readyReplicas } = rollout.status ?? {};
      return updatedReplicas === undefined && readyReplicas === 4 && rollout;
    });
    expect(aborted.status).toMatchObject({
      abort: true,
      abortedAt: expect.any(String),
      message: 'RolloutAborted: Rollout aborted update to revision 2',
    });
    expect(aborted.status?.pauseConditions).toBeUndefined();
    expect(conditionsOf(aborted)).toMatchInlineSnapshot(`
      [
        [
          "Available",
          "True",
          "AvailableReason",
          "Rollout has minimum availability",
        ],
        [
          "Completed",
          "False",
          "RolloutCompleted",
          "RolloutCompleted",
        ],
        [
          "Healthy",
          "False",
          "RolloutHealthy",
          "Rollout is not healthy",
        ],
        [
          "Paused",
          "True",
          "RolloutPaused",
          "Rollout is paused",
        ],
        [
          "Progressing",
          "False",
          "RolloutAborted",
          "Rollout aborted update to revision 2",
        ],
      ]
    `);
    expect(await rollouts.revisions()).toMatchObject([
      { revision: '1', version: 'v1', replicas: 4 },
      { revision: '2', version: 'v2', replicas: 0 },
    ]);
  });

  it('walks its steps again when it is retried after an abort', async () => {
    await atFirstPause();
    await rollouts.patchStatus({ abort: true });
    await rollouts.reaches('Degraded', 0);
    await rollouts.runs({ v1: 4 });
    await rollouts.patchStatus({ abort: false });
    const { status } = await rollouts.reaches('Paused', 1);
    await rollouts.runs({ v1: 3, v2: 1 });
    expect(status?.abortedAt).toBeUndefined();
  });

  it('is healthy again once its template follows an abort back', async () => {
    await atFirstPause();
    await rollouts.patchStatus({ abort: true });
    await rollouts.reaches('Degraded', 0);
    await rollouts.setVersion('v1');
    const { status } = await rollouts.reaches('Healthy', 4);
    expect(status?.abort).toBeUndefined();
    expect(status?.message).toBeUndefined();
    await rollouts.runs({ v1: 4 });
    expect(await rollouts.revisions()).toMatchObject([
      { revision: '2', version: 'v2', replicas: 0 },
      { revision: '3', history: '1', version: 'v1', replicas: 4 },
    ]);
  });

  it('walks its steps for an old template that comes back after it was promoted', async () => {
    await atFirstPause();
    await rollouts.patchStatus({ promoteFull: true });
    await rollouts.reaches('Healthy', 4);
    await rollouts.setVersion('v1');
    await rollouts.reaches('Paused', 1);
    await rollouts.runs({ v1: 1, v2: 3 });
    expect(await rollouts.revisions()).toMatchObject([
      { revision: '2', version: 'v2', replicas: 3 },
      { revision: '3', history: '1', version: 'v1', replicas: 1 },
    ]);
  });

  it('starts over for a third version, and ends the second', async () => {
    await atFirstPause();
    await rollouts.setVersion('v3');
    await rollouts.reaches('Paused', 1);
    await rollouts.runs({ v1: 3, v3: 1 });
    expect(
      (await rollouts.revisions()).map(({ revision }) => revision),
    ).toEqual(['1', '2', '3']);
  });

  it('follows its number of replicas in the middle of a canary', async () => {
    await atFirstPause();
    ok(
      await cluster.kube.patch('merge', `${rollouts.path}/scale`, {
        spec: { replicas: 8 },
      }),
    );
    await rollouts.runs({ v1: 6, v2: 2 });
    await rollouts.reaches('Paused', 1);
    expect(await rollouts.revisions()).toMatchObject([
      { revision: '1', replicas: 6, desired: '8' },
      { revision: '2', replicas: 2, desired: '8' },
    ]);
    await rollouts.patchStatus({ promoteFull: true });
    await rollouts.reaches('Healthy', 4);
    await rollouts.patch({ spec: { replicas: 0 } });
    await rollouts.runs({});
    const { status } = await until('the status of nothing', async () => {
      const rollout = await rollouts.reaches('Healthy');
      return rollout.status?.replicas === undefined && rollout;
    });
    expect(status?.readyReplicas).toBeUndefined();
  });

  it('changes nothing while it is paused by its specification', async () => {
    await rollouts.create();
    await rollouts.reaches('Healthy');
    await rollouts.patch({ spec: { paused: true } });
    await rollouts.setVersion('v2');
    const { status } = await rollouts.reaches('Paused');
    expect(status?.message).toBe('manually paused');
    await rollouts.runs({ v1: 4 });
    await rollouts.patch({ spec: { paused: false } });
    await rollouts.reaches('Paused', 1);
    await rollouts.runs({ v1: 3, v2: 1 });
  });

  it('is degraded when a version does not come up in time', async () => {
    await rollouts.create({ spec: { progressDeadlineSeconds: 2 } });
    await rollouts.reaches('Healthy');
    await rollouts.patch({
      spec: { template: { spec: { nodeSelector: { gpu: 'none' } } } },
    });
    const { status } = await rollouts.reaches('Degraded');
    expect(status?.message).toMatch(
      /^ProgressDeadlineExceeded: ReplicaSet "ranker-\w+" has timed out progressing\.$/,
    );
  });

  it('changes nothing in a dry run', async () => {
    await rollouts.create();
    const before = await rollouts.reaches('Healthy');
    const dry = await rollouts.setVersion('v2', '?dryRun=All');
    expect(dry.metadata.generation).toBe(before.metadata.generation + 1);
    expect(await rollouts.read()).toEqual(before);
    await rollouts.runs({ v1: 4 });
  });

  it('keeps revisions up to its limit', async () => {
    await rollouts.create({
      steps: [],
      replicas: 1,
      spec: { revisionHistoryLimit: 1 },
    });
    await rollouts.reaches('Healthy');
    for (const version of ['v2', 'v3']) {
      await rollouts.setVersion(version);
      await rollouts.runs({ [version]: 1 });
      await rollouts.reaches('Healthy');
    }
    let looks = 0;
    await until('one of the two old revisions to be cleaned up', async () => {
      // The controller tidies up at a look at what it knows by then, and nothing else may bring one about.
      looks += 1;
      await rollouts.patch({ metadata: { annotations: { look: `${looks}` } } });
      const kept = (await rollouts.revisions()).map(({ revision }) => revision);
      // It takes the oldest by whole seconds, so of two that were made in one second either may go.
      return kept.length === 2 && `${kept[1]}` === '3';
    });
  });

  it('runs the template of a Deployment that it refers to', async () => {
    const deployments = paths.deployments(namespace);
    ok(
      await cluster.kube.create(
        deployments,
        vllmDeployment({ name: 'base', namespace, replicas: 0 }),
      ),
    );
    await rollouts.create({
      steps: [steps[0] ?? {}, { pause: {} }],
      spec: {
        selector: undefined,
        template: undefined,
        workloadRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'base',
        },
      },
    });
    const first = await rollouts.reaches('Healthy');
    expect(first.metadata.annotations).toEqual({
      'rollout.argoproj.io/revision': '1',
      'rollout.argoproj.io/workload-generation': '1',
    });
    expect(first.status).toMatchObject({
      selector: 'app=base',
      workloadObservedGeneration: '1',
    });
    ok(
      await cluster.kube.patch(
        'strategic',
        paths.deployments(namespace, 'base'),
        {
          spec: {
            template: {
              spec: { containers: [{ name: 'vllm', image: 'vllm:v2' }] },
            },
          },
        },
      ),
    );
    const { metadata } = await rollouts.reaches('Paused', 1);
    expect(metadata.generation).toBe(1);
    expect(metadata.annotations).toEqual({
      'rollout.argoproj.io/revision': '2',
      'rollout.argoproj.io/workload-generation': '2',
    });
    await rollouts.runs({ 'v0.30.0': 3, v2: 1 });
  });
});
