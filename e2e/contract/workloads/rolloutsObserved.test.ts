import type { ContractCluster } from '../cluster/ContractCluster';
import { gpuNode, paths, vllmDeployment } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { openCluster } from '../cluster/openCluster';
import { until } from '../cluster/until';
import { Observation } from '../product/Observation';
import { Rollouts, steps } from './Rollouts';

let cluster: ContractCluster;
let observation: Observation;
let namespace: string;
let rollouts: Rollouts;
beforeAll(async () => {
  cluster = await openCluster();
  await cluster.installCrd('rollouts.argoproj.io');
  ok(await cluster.kube.create(paths.nodes(), gpuNode('gpu-a')));
  observation = await Observation.begin(cluster.productAccess, {
    notInstalledMs: 500,
  });
});
beforeEach(async () => {
  namespace = await cluster.createNamespace();
  rollouts = new Rollouts(cluster, namespace);
});
afterEach(async () => {
  // The GPUs are needed by the next test.
  ok(await cluster.kube.remove(paths.rollouts(namespace)));
  await rollouts.runs({});
});
afterAll(async () => {
  await observation?.stop();
  await cluster?.close();
});

const found = () => observation.find(namespace, rollouts.name);
/** What is observed once it has these numbers of pods in all, ready, and of the newest version. */
const observed = (desired: number, ready: number, updated: number) =>
  until(`${ready} of ${desired} ready, ${updated} updated`, async () => {
    const seen = found();
    const { replicas } = seen?.server ?? {};
    return (
      replicas?.desired === desired &&
      replicas.ready === ready &&
      replicas.updated === updated &&
      seen?.server.pods.length === ready &&
      seen
    );
  }).catch(error => {
    throw new Error(`${error}; ${JSON.stringify(found()?.server)}`);
  });

describe('the product', () => {
  it('sees a Rollout as a server with its model, GPUs and author', async () => {
    await rollouts.create();
    const { server, current, remembered } = await observed(4, 4, 4);
    expect(server).toMatchObject({
      kind: 'Rollout',
      apiVersion: 'argoproj.io/v1alpha1',
      state: 'serving',
      model: { id: 'meta-llama/Llama-3.1-8B-Instruct' },
      runtime: { name: 'vllm' },
      gpus: { perReplica: 1, held: 4 },
      warnings: [],
    });
    expect(current.clusterRevision).toBe('1');
    expect(current.changedBy).toMatch(/contract-suite/);
    expect(remembered).toEqual([]);
  });

  it('sees a canary step: a new revision, and pods of both', async () => {
    await rollouts.create();
    const before = await observed(4, 4, 4);
    await rollouts.setVersion('v2');
    const after = await observed(4, 4, 1);
    expect(after.current.clusterRevision).toBe('2');
    expect(after.current.specHash).not.toBe(before.current.specHash);
    expect(after.current.changedBy).toMatch(/contract-suite/);
    expect(
      after.remembered.map(({ clusterRevision, specHash }) => [
        clusterRevision,
        specHash,
      ]),
    ).toEqual([['1', before.current.specHash]]);
    const hashes = after.server.pods.map(({ revisionHash }) => revisionHash);
    expect(new Set(hashes).size).toBe(2);
    const revisions = await rollouts.revisions();
    const isNew = (hash: string | null) => hash === revisions[1]?.hash;
    expect(hashes.filter(isNew)).toHaveLength(1);
    expect({ state: after.server.state, gpus: after.server.gpus.held }).toEqual(
      {
        state: 'serving',
        gpus: 4,
      },
    );
  });

  it('sees an abort in the reason of a server that runs the old pods again', async () => {
    await rollouts.create();
    await observed(4, 4, 4);
    await rollouts.setVersion('v2');
    await observed(4, 4, 1);
    await rollouts.patchStatus({ abort: true });
    const { server } = await until('the abort to be seen', async () => {
      const seen = found();
      return (
        seen?.server.stateReason !== null &&
        seen?.server.state === 'serving' &&
        seen.server.replicas.ready === 4 &&
        seen.server.replicas.updated === 0 &&
        seen
      );
    }).catch(error => {
      throw new Error(`${error}; ${JSON.stringify(found()?.server)}`);
    });
    expect(server.stateReason).toBe(
      'The Rollout is degraded: RolloutAborted: Rollout aborted update to revision 2',
    );
  });

  it('sees a rollback as the old specification in a new revision', async () => {
    await rollouts.create({ steps: [] });
    const first = await observed(4, 4, 4);
    for (const [version, revision] of [
      ['v2', '2'],
      ['v1', '3'],
    ] as const) {
      await rollouts.setVersion(version);
      await until(
        `revision ${revision}`,
        async () => found()?.current.clusterRevision === revision,
      );
      await rollouts.runs({ [version]: 4 });
      await rollouts.reaches('Healthy');
    }
    const back = await observed(4, 4, 4);
    expect(back.current.specHash).toBe(first.current.specHash);
    await until('what the cluster remembers', async () => {
      const numbers = found()?.remembered.map(
        ({ clusterRevision }) => clusterRevision,
      );
      return numbers?.includes('2') && !numbers.includes('1');
    });
  });

  it('sees a scale, which is no new specification', async () => {
    await rollouts.create();
    const before = await observed(4, 4, 4);
    ok(
      await cluster.kube.patch('merge', `${rollouts.path}/scale`, {
        spec: { replicas: 6 },
      }),
    );
    const after = await observed(6, 6, 6);
    expect(after.current.specHash).toBe(before.current.specHash);
    expect(after.server.gpus.held).toBe(6);
    await rollouts.patch({ spec: { replicas: 0 } });
    await until(
      'nothing to run',
      async () => found()?.server.state === 'scaled-to-zero',
    );
  });

  it('sees what a Rollout runs that refers to a Deployment', async () => {
    ok(
      await cluster.kube.create(
        paths.deployments(namespace),
        vllmDeployment({ name: 'base', namespace, replicas: 0 }),
      ),
    );
    await rollouts.create({
      steps,
      replicas: 2,
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
    const { server, current } = await observed(2, 2, 2);
    expect(server).toMatchObject({
      state: 'serving',
      model: { id: 'meta-llama/Llama-3.1-8B-Instruct' },
      runtime: { name: 'vllm', version: '0.30.0' },
      gpus: { held: 2 },
    });
    expect(current.clusterRevision).toBe('1');
  });
});
