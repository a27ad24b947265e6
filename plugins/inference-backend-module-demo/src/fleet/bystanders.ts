import { timestampOf } from '../cluster/objects';
import { HOUR_MS } from './durations';
import { suffixOf, uidOf } from './deterministic';
import { gpuOperatorObjects } from './gpuOperator';
import type { NodeStory } from './nodeStories';
import type { PlacementRequest } from './placePods';
import { getPool } from './podStories';
import { instantOf } from './resolveServer';
import type { ClusterName } from './storyTypes';
import type { DemoObject } from './objects/demoObject';
import { gpuToleration, runningPod } from './objects/runningPod';

/** Ids of those that hold GPUs without being model servers. */
export const TRAINING = 'training/finetune-support-qwen';
export const NOTEBOOK = 'search/notebook-ines';

/** The GPUs that they want. */
export function bystanderRequests(nowMs: number): PlacementRequest[] {
  const pool = getPool('demo-eu-west', 'h100');
  const common = { pool, resource: 'nvidia.com/gpu', toMs: null };
  return [
    {
      ...common,
      id: TRAINING,
      units: 8,
      fromMs: Math.floor((nowMs - 9 * HOUR_MS) / HOUR_MS) * HOUR_MS,
    },
    { ...common, id: NOTEBOOK, units: 1, fromMs: instantOf(nowMs, 3.2) },
  ];
}

function trainingJob(
  seed: number,
  node: NodeStory,
  createdMs: number,
): DemoObject[] {
  const name = 'finetune-support-qwen';
  const namespace = 'training';
  const labels = {
    'batch.kubernetes.io/job-name': name,
    'job-name': name,
    'app.kubernetes.io/component': 'training',
  };
  const spec = {
    restartPolicy: 'Never',
    tolerations: [gpuToleration],
    nodeSelector: { 'cloud.google.com/gke-nodepool': node.pool.name },
    containers: [
      {
        name: 'train',
        image: 'registry.demo.example/training/axolotl:0.12.2',
        command: ['axolotl', 'train', '/config/support-qwen.yaml'],
        resources: {
          limits: { 'nvidia.com/gpu': '8', memory: '900Gi' },
          requests: { 'nvidia.com/gpu': '8', memory: '900Gi', cpu: '96' },
        },
      },
    ],
  };
  const uid = uidOf(seed, namespace, name, 'job');
  const job: DemoObject = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace,
      uid,
      creationTimestamp: timestampOf(createdMs),
      labels,
    },
    spec: {
      parallelism: 1,
      completions: 1,
      backoffLimit: 2,
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } },
      template: {
        metadata: {
          labels: { ...labels, 'batch.kubernetes.io/controller-uid': uid },
        },
        spec,
      },
    },
    status: { active: 1, ready: 1, startTime: timestampOf(createdMs) },
  };
  return [
    job,
    runningPod(seed, {
      cluster: node.pool.cluster,
      namespace,
      name: `${name}-${suffixOf(5, seed, name)}`,
      labels: { ...labels, 'batch.kubernetes.io/controller-uid': uid },
      createdMs,
      node,
      spec,
      owner: job,
    }),
  ];
}

function notebook(
  seed: number,
  node: NodeStory,
  createdMs: number,
): DemoObject[] {
  const name = 'notebook-ines';
  const namespace = 'search';
  const labels = { app: name, 'notebook-name': name, statefulset: name };
  const spec = {
    tolerations: [gpuToleration],
    nodeSelector: { 'cloud.google.com/gke-nodepool': node.pool.name },
    containers: [
      {
        name,
        image: 'kubeflownotebookswg/jupyter-pytorch-cuda-full:v1.10.0',
        env: [{ name: 'NB_PREFIX', value: '/notebook/search/notebook-ines' }],
        ports: [{ name: 'notebook-port', containerPort: 8888 }],
        resources: {
          limits: { 'nvidia.com/gpu': '1' },
          requests: { 'nvidia.com/gpu': '1', cpu: '4', memory: '32Gi' },
        },
      },
    ],
  };
  const set: DemoObject = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {
      name,
      namespace,
      uid: uidOf(seed, namespace, name, 'sts'),
      creationTimestamp: timestampOf(createdMs),
      labels,
    },
    spec: {
      replicas: 1,
      serviceName: name,
      selector: { matchLabels: { statefulset: name } },
      template: { metadata: { labels }, spec },
    },
    status: { replicas: 1, readyReplicas: 1, availableReplicas: 1 },
  };
  return [
    set,
    runningPod(seed, {
      cluster: node.pool.cluster,
      namespace,
      name: `${name}-0`,
      labels: {
        ...labels,
        'apps.kubernetes.io/pod-index': '0',
        'statefulset.kubernetes.io/pod-name': `${name}-0`,
      },
      createdMs,
      node,
      spec,
      owner: set,
    }),
  ];
}

/** Things of a cluster that must not be listed as model servers. */
export function bystanderObjects(
  seed: number,
  cluster: ClusterName,
  nodes: readonly NodeStory[],
  holders: ReadonlyMap<string, { node: NodeStory }>,
  nowMs: number,
): DemoObject[] {
  const held = bystanderRequests(nowMs).flatMap(request => {
    const node = holders.get(request.id)?.node;
    if (!node || node.pool.cluster !== cluster) return [];
    return request.id === TRAINING
      ? trainingJob(seed, node, request.fromMs)
      : notebook(seed, node, request.fromMs);
  });
  return [...held, ...gpuOperatorObjects(seed, cluster, nodes)];
}
