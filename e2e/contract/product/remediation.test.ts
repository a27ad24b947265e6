import type { V1Deployment } from '@kubernetes/client-node';
import { applySteps } from '../../../plugins/inference-backend/src/act/remediation/applySteps';
import { hashPlan } from '../../../plugins/inference-backend/src/act/remediation/hashPlan';
import { readWorld } from '../../../plugins/inference-backend/src/act/remediation/readWorld';
import { ClusterWriter } from '../../../plugins/inference-backend/src/act/clusters/ClusterWriter';
import { planRestore } from '../../../plugins/inference-backend/src/decide/remediation/planRestore';
import { planScaleToZero } from '../../../plugins/inference-backend/src/decide/remediation/planScaleToZero';
import type { RemediationPlan } from '../../../plugins/inference-backend/src/decide/remediation/remediationPlan';
import { ANNOTATION_SCALED_DOWN_FROM } from '../../../plugins/inference-backend/src/decide/remediation/scaledDownFrom';
import type { ClusterConnection } from '../../../plugins/inference-backend/src/observe/clusters/connection/ClusterConnection';
import type {
  InstantMs,
  ServerKey,
} from '../../../plugins/inference-backend/src/types';
import { paths } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import {
  cluster,
  create,
  namespace,
  read,
  useNamespaces,
} from '../protocol/testNamespace';
import { connectAsAdministrator } from './connectAsAdministrator';

const evidence = {
  findingId: 'f-1',
  cause: 'zombie',
  confidence: 'high',
  stillHolds: true,
  recentRequests: 0,
} as const;
const actor = {
  by: 'user:default/ada',
  at: Date.parse('2026-11-22T12:00:00Z') as InstantMs,
};
const HPAS = () =>
  `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers`;
const SCALED_OBJECTS = () =>
  `/apis/keda.sh/v1alpha1/namespaces/${namespace}/scaledobjects`;
const TARGET = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'chat' };

interface Autoscaler {
  readonly metadata: {
    readonly annotations?: { readonly [name: string]: string };
  };
  readonly spec: object;
}

useNamespaces();

const end = new AbortController();
let connection: ClusterConnection;
let writer: ClusterWriter;

beforeAll(() => {
  connection = connectAsAdministrator(cluster);
  writer = new ClusterWriter({ cluster: connection, signal: end.signal });
});
afterAll(() => {
  end.abort();
  connection?.close();
});

const server = (): ServerKey => ({
  cluster: 'contract',
  group: 'apps',
  kind: 'Deployment',
  namespace,
  name: 'chat',
});
const planZero = async () =>
  planScaleToZero(await readWorld(writer, server()), evidence, actor);
const planBack = async () => planRestore(await readWorld(writer, server()));
const apply = ({ steps }: RemediationPlan) =>
  applySteps({ writer, steps, pause: async () => {} });
const change = async (patch: object) =>
  ok(
    await cluster.kube.patch(
      'merge',
      paths.deployments(namespace, 'chat'),
      patch,
    ),
  );
const createAt = async (path: string, body: object) =>
  ok(await cluster.kube.create<Autoscaler>(path, body));
const hpa = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'chat' },
  spec: {
    scaleTargetRef: TARGET,
    minReplicas: 2,
    maxReplicas: 8,
    metrics: [
      {
        type: 'Resource',
        resource: {
          name: 'cpu',
          target: { type: 'Utilization', averageUtilization: 70 },
        },
      },
    ],
  },
};

/** What people wrote; annotations of controllers are theirs. */
const written = ({ metadata, spec }: V1Deployment) => ({
  annotation: metadata?.annotations?.[ANNOTATION_SCALED_DOWN_FROM] ?? null,
  labels: metadata?.labels,
  spec,
});

it('takes a Deployment with an autoscaler to zero and back to exactly what it was', async () => {
  const before = written(await create('chat', 3));
  const { spec: scaling } = await createAt(HPAS(), hpa);

  await expect(apply(await planZero())).resolves.toEqual({ status: 'applied' });
  const atZero = await read('chat');
  expect(atZero.spec?.replicas).toBe(0);
  expect(
    JSON.parse(
      atZero.metadata?.annotations?.[ANNOTATION_SCALED_DOWN_FROM] ?? '',
    ),
  ).toEqual({
    replicas: 3,
    autoscaler: null,
    by: 'user:default/ada',
    at: '2026-11-22T12:00:00.000Z',
    finding: 'f-1',
  });

  await expect(apply(await planBack())).resolves.toEqual({ status: 'applied' });
  expect(written(await read('chat'))).toEqual(before);
  const after = ok(await cluster.kube.get<Autoscaler>(`${HPAS()}/chat`));
  expect(after.spec).toEqual(scaling);
});

it('pauses the ScaledObject of a Deployment, and lets it go on with the annotation that it had', async () => {
  if (cluster.kind === 'real' && cluster.crdFolder === null) return;
  await cluster.installCrd('scaledobjects.keda.sh');
  const before = written(await create('chat', 2));
  await createAt(SCALED_OBJECTS(), {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'chat', annotations: { team: 'search' } },
    spec: {
      scaleTargetRef: { name: 'chat' },
      minReplicaCount: 2,
      triggers: [{ type: 'cron', metadata: { timezone: 'UTC' } }],
    },
  });
  const scaled = async () =>
    ok(await cluster.kube.get<Autoscaler>(`${SCALED_OBJECTS()}/chat`)).metadata
      .annotations;

  const plan = await planZero();
  expect(plan.steps.map(({ summary }) => summary)).toEqual([
    'Note the present state on Deployment chat.',
    'Pause ScaledObject chat at 0 replicas.',
    'Scale Deployment chat from 2 to 0 replicas.',
  ]);
  await expect(apply(plan)).resolves.toEqual({ status: 'applied' });
  expect((await read('chat')).spec?.replicas).toBe(0);
  await expect(scaled()).resolves.toEqual({
    team: 'search',
    'autoscaling.keda.sh/paused-replicas': '0',
  });

  await expect(apply(await planBack())).resolves.toEqual({ status: 'applied' });
  expect(written(await read('chat'))).toEqual(before);
  await expect(scaled()).resolves.toEqual({ team: 'search' });
});

it('gives one hash while nothing that matters changes, and another one afterwards', async () => {
  await create('chat', 1);
  const hash = async () => hashPlan(await planZero());
  const first = await hash();
  await change({ metadata: { labels: { seen: 'yes' } } });
  await expect(hash()).resolves.toBe(first);
  await change({ spec: { replicas: 2 } });
  await expect(hash()).resolves.not.toBe(first);
});

it('changes nothing when somebody scaled the Deployment after the plan', async () => {
  await create('chat', 1);
  const plan = await planZero();
  await change({ spec: { replicas: 2 } });
  await expect(apply(plan)).resolves.toEqual({
    status: 'moved',
    done: 0,
    reason: 'Somebody changed Deployment chat. Make a new plan.',
  });
  expect((await read('chat')).spec?.replicas).toBe(2);
});

it('leaves a Deployment alone that was deleted and made anew after the plan', async () => {
  await create('chat', 1);
  const plan = await planZero();
  ok(await cluster.kube.remove(paths.deployments(namespace, 'chat')));
  await create('chat', 1);
  await expect(apply(plan)).resolves.toMatchObject({
    status: 'moved',
    reason: 'Deployment chat was deleted and made anew. Make a new plan.',
  });
  expect((await read('chat')).spec?.replicas).toBe(1);
});

it('may be applied again without changing anything', async () => {
  await create('chat', 2);
  const plan = await planZero();
  await apply(plan);
  const first = await read('chat');
  await expect(apply(plan)).resolves.toEqual({ status: 'applied' });
  expect((await read('chat')).metadata?.generation).toBe(
    first.metadata?.generation,
  );
});

it('tries again when another writer was a moment faster', async () => {
  await create('chat', 2);
  const plan = await planZero();
  let raced = false;
  const racing = new ClusterWriter({
    signal: end.signal,
    cluster: {
      get: (path, settings) => connection.get(path, settings),
      patch: async (path, patch, settings) => {
        if (!raced && !path.includes('dryRun')) {
          raced = true;
          await change({ metadata: { labels: { seen: 'yes' } } });
        }
        return connection.patch(path, patch, settings);
      },
    },
  });
  const pauses: number[] = [];
  await expect(
    applySteps({
      writer: racing,
      steps: plan.steps,
      pause: async ms => {
        pauses.push(ms);
      },
    }),
  ).resolves.toEqual({ status: 'applied' });
  // Controllers write the new object, too, so that it may take more than one.
  expect(pauses[0]).toBe(250);
  const after = await read('chat');
  expect(after.spec?.replicas).toBe(0);
  expect(after.metadata?.labels).toMatchObject({ seen: 'yes' });
});

it('writes nothing at all when the dry run of a later step is refused', async () => {
  await create('chat', 2);
  const plan = await planZero();
  const [step] = plan.steps;
  if (!step) throw new Error('no step');
  const refused = { ...step, patch: { spec: { replicas: -1 } } };
  await expect(
    applySteps({
      writer,
      steps: [step, refused],
      pause: async () => {},
    }),
  ).resolves.toMatchObject({ status: 'failed', done: 0 });
  expect((await read('chat')).spec?.replicas).toBe(2);
});
