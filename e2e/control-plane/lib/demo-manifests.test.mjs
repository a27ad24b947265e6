import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  asWritten,
  collectionPath,
  releaseSteps,
  runnableServers,
} from './demo-manifests.mjs';

const cause = 'kubernetes.io/change-cause';

/** A Deployment as the demo's story tells it at one of its releases. */
function deployment(tag, annotations = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'support-chat',
      namespace: 'support',
      uid: '6f1c',
      generation: 4,
      creationTimestamp: '2026-08-01T08:00:00Z',
      labels: { tier: 'production' },
      annotations,
      managedFields: [{ manager: 'helm' }],
    },
    spec: {
      replicas: 3,
      template: { spec: { containers: [{ image: `vllm:${tag}` }] } },
    },
    status: { readyReplicas: 3 },
  };
}

function server(overrides = {}) {
  return {
    kind: 'Deployment',
    name: 'support-chat',
    gpus: 2,
    replicas: 3,
    isHalfRolledOut: false,
    releases: ['1', '2', '3'].map(tag => ({
      by: `author-${tag}`,
      object: deployment(tag, { [cause]: `release ${tag}` }),
    })),
    ...overrides,
  };
}

test('an object as written holds nothing that a server fills in', () => {
  const written = asWritten(deployment('1', { note: 'kept' }));
  assert.deepEqual(written.metadata, {
    name: 'support-chat',
    namespace: 'support',
    labels: { tier: 'production' },
    annotations: { note: 'kept' },
  });
  assert.equal('status' in written, false);
});

test('a node is played by kwok and keeps its GPUs', () => {
  const capacity = { 'nvidia.com/gpu': '8' };
  const node = asWritten({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'gpu-1', labels: { 'nvidia.com/gpu.product': 'L4' } },
    spec: {},
    status: {
      capacity,
      allocatable: capacity,
      conditions: [{ type: 'Ready' }],
    },
  });
  assert.equal(node.metadata.annotations['kwok.x-k8s.io/node'], 'fake');
  assert.equal(node.metadata.labels['nvidia.com/gpu.product'], 'L4');
  assert.deepEqual(node.status.allocatable, capacity);
  assert.equal('conditions' in node.status, false);
});

test('a Job is written without the selector that its controller makes', () => {
  const uid = { 'batch.kubernetes.io/controller-uid': '7' };
  const job = asWritten({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'finetune', namespace: 'training' },
    spec: {
      selector: { matchLabels: uid },
      template: { metadata: { labels: { app: 'finetune', ...uid } }, spec: {} },
    },
  });
  assert.equal('selector' in job.spec, false);
  assert.deepEqual(job.spec.template.metadata.labels, { app: 'finetune' });
});

test('releases of the past have no pods and are written by their authors', () => {
  const steps = releaseSteps(server());
  assert.deepEqual(
    steps.map(({ by, replicas }) => [by, replicas]),
    [
      ['author-1', 0],
      ['author-2', 0],
      ['author-3', 3],
    ],
  );
  assert.equal(steps[0].create.spec.replicas, 0);
  assert.deepEqual(steps[2].patch, [
    {
      op: 'replace',
      path: '/spec/template',
      value: { spec: { containers: [{ image: 'vllm:3' }] } },
    },
    { op: 'replace', path: '/spec/replicas', value: 3 },
    {
      op: 'add',
      path: '/metadata/annotations/kubernetes.io~1change-cause',
      value: 'release 3',
    },
  ]);
});

test('a release that has not replaced the one before finds its pods', () => {
  const steps = releaseSteps(server({ isHalfRolledOut: true }));
  assert.deepEqual(
    steps.map(({ replicas }) => replicas),
    [0, 3, 3],
  );
});

test('a release without a cause takes that of the release before away', () => {
  const releases = [
    { by: 'a', object: deployment('1', { [cause]: 'first' }) },
    { by: 'b', object: deployment('2') },
  ];
  const [, { patch }] = releaseSteps(server({ releases }));
  assert.deepEqual(patch.at(-1), {
    op: 'remove',
    path: '/metadata/annotations/kubernetes.io~1change-cause',
  });
});

test('the largest servers come first, kinds without a controller not at all', () => {
  const servers = [
    server({ name: 'small', gpus: 1 }),
    server({ name: 'large', gpus: 8 }),
    server({ name: 'canary', kind: 'Rollout' }),
    server({ name: 'leader', kind: 'LeaderWorkerSet' }),
  ];
  const names = options => runnableServers(servers, options).map(s => s.name);
  assert.deepEqual(names({ rollouts: false }), ['large', 'small']);
  assert.deepEqual(names({ rollouts: true }), ['large', 'canary', 'small']);
});

test('paths of collections follow group and namespace', () => {
  const path = (apiVersion, kind, namespace) =>
    collectionPath({ apiVersion, kind, metadata: { name: 'x', namespace } });
  assert.equal(path('v1', 'Node'), '/api/v1/nodes');
  assert.equal(path('v1', 'Pod', 'a'), '/api/v1/namespaces/a/pods');
  assert.equal(
    path('argoproj.io/v1alpha1', 'Rollout', 'a'),
    '/apis/argoproj.io/v1alpha1/namespaces/a/rollouts',
  );
});
