import { findController, isRecord, type KubeObject } from '../../objects';
import type { Change } from '../../store/EventLog';
import type { Pod, PodTemplate } from '../../workloadTypes';
import { isOfKind, type ClusterView } from '../ClusterView';
import type { Controller, Wake } from '../Controller';
import { byDispensability, isActive, isReady, podFrom } from '../pods';

const GROUP = 'ray.io';

interface RayCluster extends KubeObject {
  readonly spec: {
    readonly headGroupSpec?: { readonly template?: PodTemplate };
    readonly workerGroupSpecs?: readonly {
      readonly groupName: string;
      readonly replicas?: number;
      readonly numOfHosts?: number;
      readonly template: PodTemplate;
    }[];
  };
}

/** Keeps the head and the workers of a RayCluster. */
export class RayClusterController implements Controller {
  readonly name = 'kuberay-operator';

  constructor(private readonly view: ClusterView) {}

  observe({ version }: Change, wake: Wake): void {
    if (isOfKind(version, GROUP, 'RayCluster'))
      wake.now(version.object.metadata.uid);
    if (!isOfKind(version, '', 'Pod')) return;
    const owner = findController(version.object.metadata);
    if (owner?.kind === 'RayCluster') wake.now(owner.uid);
  }

  reconcile(uid: string): void {
    const cluster = this.view.find<RayCluster>(uid, GROUP, 'RayCluster');
    if (
      !cluster ||
      cluster.metadata.deletionTimestamp !== undefined ||
      !isRecord(cluster.spec)
    )
      return;
    const pods = this.view
      .listControlled<Pod>(cluster, '', 'Pod')
      .filter(isActive);
    const head = cluster.spec.headGroupSpec?.template;
    // A cluster whose workers were there from the start has its head elsewhere.
    if (pods.length === 0 && head)
      this.createPod(cluster, head, 'headgroup', 'head');
    for (const group of cluster.spec.workerGroupSpecs ?? []) {
      const wanted = (group.replicas ?? 1) * (group.numOfHosts ?? 1);
      const present = pods.filter(
        pod => pod.metadata.labels?.['ray.io/group'] === group.groupName,
      );
      for (let i = present.length; i < wanted; i++) {
        this.createPod(cluster, group.template, group.groupName, 'worker');
      }
      const superfluous = [...present]
        .sort(byDispensability)
        .slice(0, Math.max(0, present.length - wanted));
      for (const pod of superfluous) this.view.delete(pod);
    }
    this.updateStatus(cluster);
  }

  private createPod(
    cluster: RayCluster,
    template: PodTemplate,
    group: string,
    role: 'head' | 'worker',
  ): void {
    const { name } = cluster.metadata;
    const labels = {
      'ray.io/cluster': name,
      'ray.io/group': group,
      'ray.io/node-type': role,
      'ray.io/is-ray-node': 'yes',
      'ray.io/identifier': `${name}-${role}`,
    };
    const identity =
      role === 'head'
        ? { name: `${name}-head` }
        : { generateName: `${name}-${group}-worker-` };
    this.view.create(
      'v1',
      'Pod',
      podFrom(cluster, template, identity, { labels }),
    );
  }

  private updateStatus(cluster: RayCluster): void {
    const workers = this.view
      .listControlled<Pod>(cluster, '', 'Pod')
      .filter(
        pod =>
          isActive(pod) && pod.metadata.labels?.['ray.io/node-type'] !== 'head',
      );
    const desired = (cluster.spec.workerGroupSpecs ?? []).reduce(
      (sum, group) => sum + (group.replicas ?? 1) * (group.numOfHosts ?? 1),
      0,
    );
    const available = workers.filter(isReady).length;
    const present = isRecord(cluster.status) ? cluster.status : {};
    const { state: _state, ...rest } = present;
    // Once ready a cluster stays so while single workers come and go.
    const ready = available >= desired || present.state === 'ready';
    this.view.updateStatus(cluster, {
      ...rest,
      ...(ready ? { state: 'ready' } : {}),
      desiredWorkerReplicas: desired,
      availableWorkerReplicas: workers.length,
      readyWorkerReplicas: available,
    });
  }
}
