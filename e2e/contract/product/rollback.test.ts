import type { V1Deployment, V1StatefulSet } from '@kubernetes/client-node';
import { ClusterWriter } from '../../../plugins/inference-backend/src/act/clusters/ClusterWriter';
import { applySteps } from '../../../plugins/inference-backend/src/act/remediation/applySteps';
import {
  NOTHING_KNOWN,
  prepareRollback,
  type PreparedRollback,
} from '../../../plugins/inference-backend/src/act/rollback/prepareRollback';
import { showPlan } from '../../../plugins/inference-backend/src/decide/rollback/shownPlan';
import type { ClusterConnection } from '../../../plugins/inference-backend/src/observe/clusters/connection/ClusterConnection';
import type { ContractCluster } from '../cluster/ContractCluster';
import { clusterKind, describeWithCrds } from '../cluster/environment';
import {
  gpuNode,
  paths,
  vllmContainer,
  vllmDeployment,
  vllmStatefulSet,
} from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { openCluster } from '../cluster/openCluster';
import { until } from '../cluster/until';
import { Rollouts } from '../workloads/Rollouts';
import { connectAsAdministrator } from './connectAsAdministrator';
import { Observation } from './Observation';
import { recordedHistory } from './RecordedHistory';

let cluster: ContractCluster;
let observation: Observation;
let namespace: string;
let connection: ClusterConnection;
let writer: ClusterWriter;
const end = new AbortController();

beforeAll(async () => {
  cluster = await openCluster();
  // Servers of one test hold their GPUs to the end of all.
  for (const name of ['gpu-a', 'gpu-b', 'gpu-c', 'gpu-d']) {
    ok(await cluster.kube.create(paths.nodes(), gpuNode(name)));
  }
  observation = await Observation.begin(cluster.productAccess, {
    notInstalledMs: 500,
  });
  connection = connectAsAdministrator(cluster);
  writer = new ClusterWriter({ cluster: connection, signal: end.signal });
});
beforeEach(async () => {
  namespace = await cluster.createNamespace('rollback');
});
afterAll(async () => {
  end.abort();
  connection?.close();
  await observation?.stop();
  await cluster?.close();
});

const image = (version: string) => `vllm/vllm-openai:${version}`;
const seen = async (name: string, version: string, revisions: number) =>
  until(`${name} to be seen with ${version}`, async () => {
    const found = observation.find(namespace, name);
    const known = new Set([
      ...(found?.remembered ?? []).map(({ specHash }) => specHash),
      found?.current.specHash,
    ]);
    return (
      JSON.stringify(found?.current.specification ?? null).includes(
        image(version),
      ) &&
      known.size >= revisions &&
      found
    );
  });
const prepare = async (
  name: string,
  version: string,
  revisions: number,
  revisionNumber?: number,
) => {
  const recorded = recordedHistory(await seen(name, version, revisions));
  const wanted = recorded.revisions.find(
    ({ number }) => number === revisionNumber,
  );
  return prepareRollback({
    writer,
    recorded,
    revisionId: wanted?.id ?? null,
    changeCause: 'Rolled back by user:default/ada: errors',
    judge: async () => NOTHING_KNOWN,
  });
};
const apply = ({ draft }: PreparedRollback) =>
  applySteps({ writer, steps: draft.writes, pause: async () => {} });

describe('a Deployment', () => {
  const path = () => paths.deployments(namespace, 'chat');
  const read = async () => ok(await cluster.kube.get<V1Deployment>(path()));
  const merge = async (patch: object) =>
    ok(await cluster.kube.patch<V1Deployment>('merge', path(), patch));
  const release = (
    version: string,
    container: object = {},
    rest: object = {},
  ) =>
    merge({
      ...rest,
      spec: {
        template: {
          spec: {
            containers: [
              { ...vllmContainer({ image: image(version) }), ...container },
            ],
          },
        },
      },
    });
  const create = async (annotations: { [name: string]: string } = {}) => {
    ok(
      await cluster.kube.create(
        paths.deployments(namespace),
        vllmDeployment({
          name: 'chat',
          namespace,
          replicas: 1,
          container: vllmContainer({ image: image('v1') }),
          annotations,
        }),
      ),
    );
    await seen('chat', 'v1', 1);
  };

  it('gets exactly the template back that it had, with its secrets, and keeps its replicas', async () => {
    await create();
    const env = [{ name: 'HF_TOKEN', value: 'hf_abcdefghijklmnopqrstuv' }];
    await release('v2', { env });
    await seen('chat', 'v2', 2);
    const before = await read();
    await merge({
      spec: { template: { metadata: { annotations: { note: 'bad' } } } },
    });
    await release('v3', { args: ['--model=bad', '--seed=1'] });
    await seen('chat', 'v3', 3);
    await merge({ spec: { replicas: 2 } });
    const prepared = await prepare('chat', 'v3', 3, 2);
    expect(prepared.draft).toMatchObject({
      method: 'restore-template',
      blockedBy: [],
    });
    expect(JSON.stringify(showPlan(prepared.draft))).not.toContain('hf_abc');
    await expect(apply(prepared)).resolves.toEqual({ status: 'applied' });
    const after = await read();
    expect(after.spec?.template).toEqual(before.spec?.template);
    expect(after.spec?.replicas).toBe(2);
    expect(after.metadata?.annotations).toMatchObject({
      'kubernetes.io/change-cause': 'Rolled back by user:default/ada: errors',
    });
    const generation = after.metadata?.generation;
    await expect(apply(prepared)).resolves.toEqual({ status: 'applied' });
    expect((await read()).metadata?.generation).toBe(generation);
  });

  it('is refused while it is paused, and when it runs that revision already', async () => {
    await create();
    await release('v2');
    await seen('chat', 'v2', 2);
    const same = await prepare('chat', 'v2', 2, 2);
    expect(same.draft).toMatchObject({ method: 'none', writes: [] });
    expect(same.draft.blockedBy[0]).toMatch(/runs already/);
    await merge({ spec: { paused: true } });
    const paused = await prepare('chat', 'v2', 2, 1);
    expect(paused.draft).toMatchObject({ method: 'none', writes: [] });
    expect(paused.draft.blockedBy[0]).toMatch(/is paused/);
  });

  it('is left alone when somebody changed it after the plan', async () => {
    await create();
    await release('v2');
    const prepared = await prepare('chat', 'v2', 2);
    await release('v4');
    await expect(apply(prepared)).resolves.toMatchObject({
      status: 'moved',
      done: 0,
    });
    expect((await read()).spec?.template.spec?.containers[0]?.image).toBe(
      image('v4'),
    );
  });

  it('gives one hash while nothing that matters changes, and another one afterwards', async () => {
    await create();
    await release('v2');
    const first = await prepare('chat', 'v2', 2);
    await merge({ metadata: { labels: { seen: 'yes' } } });
    expect((await prepare('chat', 'v2', 2)).hash).toBe(first.hash);
    await release('v3');
    expect((await prepare('chat', 'v3', 3)).hash).not.toBe(first.hash);
  });

  it('keeps whose it is, and gets the annotations of its release back', async () => {
    await create({ 'acme.io/release': 'one', 'inference-portal/owner': 'a' });
    await release(
      'v2',
      {},
      {
        metadata: {
          annotations: {
            'acme.io/release': 'two',
            'inference-portal/owner': 'b',
          },
        },
      },
    );
    await expect(apply(await prepare('chat', 'v2', 2))).resolves.toEqual({
      status: 'applied',
    });
    expect((await read()).metadata?.annotations).toMatchObject({
      'acme.io/release': 'one',
      'inference-portal/owner': 'b',
    });
  });

  it('is rolled back once when two people do it at the same time', async () => {
    await create();
    await release('v2');
    const [ada, ben] = await Promise.all([
      prepare('chat', 'v2', 2),
      prepare('chat', 'v2', 2),
    ]);
    expect(ada.hash).toBe(ben.hash);
    await expect(Promise.all([apply(ada), apply(ben)])).resolves.toEqual([
      { status: 'applied' },
      { status: 'applied' },
    ]);
    const { metadata, spec } = await read();
    expect(spec?.template.spec?.containers[0]?.image).toBe(image('v1'));
    expect(metadata?.generation).toBe(3);
  });
});

it('restores the template of a StatefulSet from its ControllerRevision', async () => {
  const path = paths.statefulSets(namespace, 'chat');
  const read = async () => ok(await cluster.kube.get<V1StatefulSet>(path));
  ok(
    await cluster.kube.create(
      paths.statefulSets(namespace),
      vllmStatefulSet({
        name: 'chat',
        namespace,
        container: vllmContainer({ image: image('v1') }),
      }),
    ),
  );
  await seen('chat', 'v1', 1);
  const before = await read();
  ok(
    await cluster.kube.patch('merge', path, {
      spec: {
        template: {
          metadata: { labels: { extra: 'yes' } },
          spec: {
            priorityClassName: '',
            containers: [vllmContainer({ image: image('v2') })],
          },
        },
      },
    }),
  );
  const prepared = await prepare('chat', 'v2', 2);
  expect(prepared.draft.method).toBe('restore-template');
  await expect(apply(prepared)).resolves.toEqual({ status: 'applied' });
  expect((await read()).spec?.template).toEqual(before.spec?.template);
});

// The real control plane comes with Argo Rollouts.
const describeRollout = clusterKind() === 'real' ? describe : describeWithCrds;

describeRollout('a Rollout', () => {
  beforeAll(async () => {
    await cluster.installCrd('rollouts.argoproj.io');
  });

  it('is aborted in the middle of its canary, and gets its stable template back', async () => {
    const rollouts = new Rollouts(cluster, namespace);
    await rollouts.create();
    await rollouts.reaches('Healthy');
    await rollouts.setVersion('v2');
    await rollouts.reaches('Paused', 1);
    const prepared = await prepare('ranker', 'v2', 2);
    expect(prepared.draft).toMatchObject({
      method: 'abort-canary',
      blockedBy: [],
    });
    await expect(apply(prepared)).resolves.toEqual({ status: 'applied' });
    const healthy = await rollouts.reaches('Healthy');
    expect(healthy.status?.stableRS).toBe(healthy.status?.currentPodHash);
    await rollouts.runs({ v1: 4 });
  });

  it('gets the template of an earlier revision back, with which its controller begins a release', async () => {
    const rollouts = new Rollouts(cluster, namespace);
    await rollouts.create({ steps: [] });
    await rollouts.reaches('Healthy');
    await rollouts.setVersion('v2');
    await rollouts.reaches('Healthy');
    await rollouts.runs({ v2: 4 });
    const prepared = await prepare('ranker', 'v2', 2);
    expect(prepared.draft).toMatchObject({
      method: 'restore-template',
      blockedBy: [],
    });
    await expect(apply(prepared)).resolves.toEqual({ status: 'applied' });
    await rollouts.reaches('Healthy');
    await rollouts.runs({ v1: 4 });
    await expect(rollouts.revisions()).resolves.toMatchObject([
      { version: 'v2' },
      { version: 'v1', revision: '3' },
    ]);
  });

  it('skips the steps of its canary inside its rollback window, as the plan says', async () => {
    const rollouts = new Rollouts(cluster, namespace);
    await rollouts.create({ spec: { rollbackWindow: { revisions: 3 } } });
    await rollouts.reaches('Healthy');
    // The controller compares times to the second.
    const began = Date.now();
    await until('another second', async () => Date.now() - began > 1_100);
    await rollouts.setVersion('v2');
    await rollouts.reaches('Paused', 1);
    await rollouts.patchStatus({ promoteFull: true });
    await rollouts.reaches('Healthy');
    const prepared = await prepare('ranker', 'v2', 2);
    expect(prepared.draft).toMatchObject({ method: 'restore-template' });
    expect(
      prepared.draft.checks.find(({ code }) => code === 'canary-steps'),
    ).toMatchObject({
      result: 'pass',
      message: expect.stringContaining('skips its 4 canary steps'),
    });
    await expect(apply(prepared)).resolves.toEqual({ status: 'applied' });
    // Its second step would wait for somebody for ever.
    await until('v1 to be stable', async () => {
      const { status } = await rollouts.read();
      return (
        status?.phase === 'Healthy' && status.stableRS === status.currentPodHash
      );
    });
    await rollouts.runs({ v1: 4 });
  });
});
