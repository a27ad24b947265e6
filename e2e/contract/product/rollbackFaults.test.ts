import type { V1Deployment, V1ResourceQuota } from '@kubernetes/client-node';
import { MINUTE_MS } from '../../../plugins/inference-backend/src/durations';
import { ClusterConnection } from '../../../plugins/inference-backend/src/observe/clusters/connection/ClusterConnection';
import type { InstantMs } from '../../../plugins/inference-backend/src/types';
import { clusterKind } from '../cluster/environment';
import {
  gpuNode,
  paths,
  vllmContainer,
  vllmDeployment,
} from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { RealCluster } from '../cluster/RealCluster';
import { until } from '../cluster/until';
import { Observation } from './Observation';
import { recordedHistory } from './RecordedHistory';
import { RollbackBench } from './RollbackBench';

// The API server of the simulated cluster cannot be taken away.
const onRealCluster = clusterKind() === 'real' ? describe : describe.skip;

jest.setTimeout(300_000);

const WRITERS = 8;

onRealCluster('a rollback', () => {
  let cluster: RealCluster;
  let observation: Observation;
  let namespace: string;
  let connection: ClusterConnection;

  beforeAll(async () => {
    cluster = await RealCluster.open();
    ok(await cluster.kube.create(paths.nodes(), gpuNode('gpu-a')));
    observation = await Observation.begin(cluster.productAccess);
    connection = new ClusterConnection({
      access: { kind: 'kubeconfig', path: cluster.kubeconfig, context: null },
      now: () => Date.now() as InstantMs,
    });
  });
  beforeEach(async () => {
    namespace = await cluster.createNamespace('rollback');
  });
  afterEach(async () => {
    // The GPUs are needed by the next test.
    ok(await cluster.kube.remove(paths.deployments(namespace)));
  });
  afterAll(async () => {
    connection?.close();
    await observation?.stop();
    await cluster?.close();
  });

  const image = (version: string) => `vllm/vllm-openai:${version}`;
  const path = () => paths.deployments(namespace, 'chat');
  const read = async () => ok(await cluster.kube.get<V1Deployment>(path()));
  const look = () => {
    const found = observation.find(namespace, 'chat');
    if (!found) throw new Error('the server is not seen');
    return recordedHistory(found);
  };
  const seen = async (version: string, revisions: number) =>
    until(`${version} to be seen`, async () => {
      const found = observation.find(namespace, 'chat');
      const known = found && recordedHistory(found).revisions;
      return (
        known?.length === revisions &&
        known[0]?.images[0]?.reference === image(version)
      );
    });
  /** Version v1 ran, then v2 was released; answers the template of v1. */
  const released = async () => {
    ok(
      await cluster.kube.create(
        paths.deployments(namespace),
        vllmDeployment({
          name: 'chat',
          namespace,
          container: vllmContainer({ image: image('v1') }),
        }),
      ),
    );
    await seen('v1', 1);
    const old = (await read()).spec?.template;
    const containers = [vllmContainer({ image: image('v2') })];
    ok(
      await cluster.kube.patch('merge', path(), {
        spec: { template: { spec: { containers } } },
      }),
    );
    await seen('v2', 2);
    return old;
  };
  /** As the runner does: what passes is tried again. */
  const reaches = async (
    bench: RollbackBench,
    state: string,
    at: () => number = Date.now,
  ) =>
    until(
      `the rollback to be ${state}`,
      async () => {
        if (bench.change.state !== state) {
          await bench.step({ at: at() }).catch(() => undefined);
        }
        return bench.change.state === state;
      },
      120_000,
    );

  it('says that a quota forbids its pods, and offers to put back what ran', async () => {
    await released();
    const before = (await read()).spec?.template;
    const quotas = `/api/v1/namespaces/${namespace}/resourcequotas`;
    ok(
      await cluster.kube.create(quotas, {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'pods', namespace },
        // The pod of v2 takes it whole; the new one comes before the old one goes.
        spec: { hard: { pods: '1' } },
      }),
    );
    await until('the quota to be full', async () => {
      const { status } = ok(
        await cluster.kube.get<V1ResourceQuota>(`${quotas}/pods`),
      );
      return status?.used?.pods === '1';
    });
    const bench = await RollbackBench.begin(look, connection);
    await reaches(bench, 'rolling');
    await until('the rollback to say that pods cannot be made', async () => {
      await bench.step();
      return bench.messages.some(message =>
        /^Pods cannot be made: .*exceeded quota/.test(message),
      );
    });
    await reaches(bench, 'failed', () => Date.now() + 20 * MINUTE_MS);
    expect(bench.change.progress.problem).toMatch(
      /Pods cannot be made: .*exceeded quota.* Undo it, or make room for them\.$/,
    );
    bench.nudge({ undoBy: 'user:default/ada' });
    await seen('v1', 2);
    await reaches(bench, 'undone');
    expect((await read()).spec?.template).toEqual(before);
  });

  it.each(['before it wrote', 'after it wrote'])(
    'goes on when the API server was away %s, and changes the object once',
    async when => {
      const old = await released();
      const { generation = 0 } = (await read()).metadata ?? {};
      const bench = await RollbackBench.begin(look, connection);
      await reaches(bench, when === 'before it wrote' ? 'applying' : 'rolling');
      const { state } = bench.change;
      await cluster.withoutApiServer(async () => {
        await expect(bench.step()).rejects.toThrow();
        expect(bench.change.state).toBe(state);
      });
      await reaches(bench, 'verifying');
      await reaches(bench, 'succeeded', () => Date.now() + MINUTE_MS);
      const { metadata, spec } = await read();
      expect(spec?.template).toEqual(old);
      expect(metadata?.generation).toBe(generation + 1);
    },
  );

  it('comes through while many others write the same object, and overwrites none of them', async () => {
    const old = await released();
    const { generation = 0 } = (await read()).metadata ?? {};
    const bench = await RollbackBench.begin(look, connection);
    const counts = Array.from({ length: WRITERS }, () => 0);
    let isOver = false;
    const storm = counts.map(async (_, writer) => {
      while (!isOver) {
        const count = (counts[writer] ?? 0) + 1;
        // Annotations come back with the template; labels are nobody's but theirs.
        const labels = { [`storm-${writer}`]: String(count) };
        ok(await cluster.kube.patch('merge', path(), { metadata: { labels } }));
        counts[writer] = count;
      }
    });
    try {
      await until('the storm', async () => Math.min(...counts) > 1);
      await reaches(bench, 'rolling');
    } finally {
      isOver = true;
    }
    await Promise.all(storm);
    const { metadata, spec } = await read();
    expect(spec?.template).toEqual(old);
    expect(metadata?.generation).toBe(generation + 1);
    expect(
      counts.map((_, writer) => metadata?.labels?.[`storm-${writer}`]),
    ).toEqual(counts.map(String));
  });
});
