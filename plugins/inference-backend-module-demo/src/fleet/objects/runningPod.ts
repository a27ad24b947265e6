import { timestampOf } from '../../cluster/objects';
import { SECOND_MS } from '../durations';
import { hash32, hexOf, uidOf } from '../deterministic';
import type { NodeStory } from '../nodeStories';
import type { ClusterName } from '../storyTypes';
import type { DemoObject, Fields } from './demoObject';
import { ownedBy } from './workloadMeta';

/** A pod that runs and has nothing to tell. */
export interface SimplePod {
  readonly cluster: ClusterName;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly createdMs: number;
  readonly node: NodeStory;
  readonly spec: Fields & { containers: { name: string; image: string }[] };
  readonly owner: DemoObject;
}

/** Makes the object of such a pod. */
export function runningPod(seed: number, pod: SimplePod): DemoObject {
  const created = timestampOf(pod.createdMs);
  const started = timestampOf(pod.createdMs + 20 * SECOND_MS);
  const uid = uidOf(seed, pod.cluster, pod.namespace, pod.name, 'pod');
  const ip = `10.${112 + (hash32(uid, 'a') % 16)}.${hash32(uid, 'b') % 250}.${
    2 + (hash32(uid, 'c') % 250)
  }`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: pod.name,
      namespace: pod.namespace,
      uid,
      creationTimestamp: created,
      labels: pod.labels,
      ownerReferences: [ownedBy(pod.owner)],
    },
    spec: { ...pod.spec, nodeName: pod.node.name },
    status: {
      phase: 'Running',
      startTime: created,
      hostIP: pod.node.internalIp,
      podIP: ip,
      podIPs: [{ ip }],
      conditions: [
        'Initialized',
        'Ready',
        'ContainersReady',
        'PodScheduled',
      ].map(type => ({ type, status: 'True', lastTransitionTime: started })),
      containerStatuses: pod.spec.containers.map(container => ({
        name: container.name,
        image: container.image,
        imageID: `${container.image.split(':')[0]}@sha256:${hexOf(
          64,
          container.image,
        )}`,
        containerID: `containerd://${hexOf(64, uid, container.name)}`,
        ready: true,
        started: true,
        restartCount: 0,
        state: { running: { startedAt: started } },
        lastState: {},
      })),
    },
  };
}

/** GPU nodes keep others away. */
export const gpuToleration = {
  key: 'nvidia.com/gpu',
  operator: 'Exists',
  effect: 'NoSchedule',
};
