import { timestampOf } from '../cluster/objects';
import { SECOND_MS } from './durations';
import { suffixOf, uidOf } from './deterministic';
import type { NodeStory } from './nodeStories';
import type { DemoObject } from './objects/demoObject';
import { gpuToleration, runningPod } from './objects/runningPod';
import type { ClusterName } from './storyTypes';

const operatorDaemons = [
  {
    name: 'nvidia-dcgm-exporter',
    container: 'nvidia-dcgm-exporter',
    image: 'nvcr.io/nvidia/k8s/dcgm-exporter:4.4.2-4.7.0-distroless',
  },
  {
    name: 'nvidia-device-plugin-daemonset',
    container: 'nvidia-device-plugin',
    image: 'nvcr.io/nvidia/k8s-device-plugin:v0.18.0',
  },
];

/** DaemonSets of NVIDIA's GPU Operator, with a pod on every GPU node. */
export function gpuOperatorObjects(
  seed: number,
  cluster: ClusterName,
  nodes: readonly NodeStory[],
): DemoObject[] {
  const namespace = 'gpu-operator';
  const gpuNodes = nodes.filter(node => node.pool.gpu !== null);
  return operatorDaemons.flatMap(daemon => {
    const labels = { app: daemon.name };
    const createdMs = Math.min(...gpuNodes.map(node => node.createdMs));
    const spec = {
      nodeSelector: { 'nvidia.com/gpu.present': 'true' },
      tolerations: [gpuToleration],
      priorityClassName: 'system-node-critical',
      containers: [{ name: daemon.container, image: daemon.image }],
    };
    const set: DemoObject = {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: {
        name: daemon.name,
        namespace,
        uid: uidOf(seed, cluster, daemon.name, 'ds'),
        creationTimestamp: timestampOf(createdMs),
        labels,
      },
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec },
        updateStrategy: { type: 'RollingUpdate' },
      },
      status: {
        currentNumberScheduled: gpuNodes.length,
        desiredNumberScheduled: gpuNodes.length,
        numberAvailable: gpuNodes.length,
        numberMisscheduled: 0,
        numberReady: gpuNodes.length,
        updatedNumberScheduled: gpuNodes.length,
      },
    };
    return [
      set,
      ...gpuNodes.map(node =>
        runningPod(seed, {
          cluster,
          namespace,
          name: daemonPodName(seed, daemon.name, node),
          labels,
          createdMs: node.createdMs + 60 * SECOND_MS,
          node,
          spec,
          owner: set,
        }),
      ),
    ];
  });
}

/** Name of the pod of a DaemonSet on a node. */
export function daemonPodName(
  seed: number,
  daemon: string,
  node: NodeStory,
): string {
  return `${daemon}-${suffixOf(5, seed, daemon, node.uid)}`;
}
