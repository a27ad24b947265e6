import {
  controllerReference,
  findController,
  isRecord,
  type KubeObject,
} from '../../objects';
import { sameJson } from '../../ownership/FieldSet';
import type { Change } from '../../store/EventLog';
import { isOfKind, type ClusterView } from '../ClusterView';
import type { Controller, Wake } from '../Controller';
import { withCondition } from './conditions';

const GROUP = 'ray.io';
const API_VERSION = 'ray.io/v1';

/** Gives a RayService its RayCluster, and a new one when its configuration changes; the old one goes afterwards. */
export class RayServiceController implements Controller {
  readonly name = 'kuberay-operator';

  constructor(private readonly view: ClusterView) {}

  observe({ version }: Change, wake: Wake): void {
    const { metadata } = version.object;
    if (isOfKind(version, GROUP, 'RayService')) wake.now(metadata.uid);
    if (!isOfKind(version, GROUP, 'RayCluster')) return;
    const owner = findController(metadata);
    if (owner?.kind === 'RayService') wake.now(owner.uid);
  }

  reconcile(uid: string): void {
    const service = this.view.find(uid, GROUP, 'RayService');
    if (
      !service ||
      service.metadata.deletionTimestamp !== undefined ||
      !isRecord(service.spec)
    )
      return;
    const config = service.spec.rayClusterConfig;
    if (!isRecord(config)) return;
    const clusters = this.view
      .listControlled(service, GROUP, 'RayCluster')
      .filter(each => each.metadata.deletionTimestamp === undefined);
    const current =
      clusters.find(each => sameJson(each.spec, config)) ??
      this.create(service, config);
    if (!current) return;
    const ready = isReadyCluster(current);
    for (const old of clusters) {
      if (ready && old !== current)
        this.view.delete(old, { propagationPolicy: 'Background' });
    }
    this.updateStatus(service, current, clusters.find(isReadyCluster));
  }

  private create(service: KubeObject, config: object): KubeObject | undefined {
    const { name, namespace } = service.metadata;
    return this.view.create(API_VERSION, 'RayCluster', {
      metadata: {
        name: `${name}-raycluster-${this.view.cluster.random.suffix()}`,
        namespace,
        labels: {
          'ray.io/originated-from-cr-name': name,
          'ray.io/originated-from-crd': 'RayService',
        },
        ownerReferences: [controllerReference(service)],
      },
      spec: config,
    });
  }

  private updateStatus(
    service: KubeObject,
    current: KubeObject,
    serving: KubeObject | undefined,
  ): void {
    const present = isRecord(service.status) ? service.status : {};
    const active = isRecord(present.activeServiceStatus)
      ? present.activeServiceStatus
      : {};
    const { pendingServiceStatus: _pending, ...rest } = present;
    const waits = serving?.metadata.uid !== current.metadata.uid;
    this.view.updateStatus(service, {
      ...rest,
      serviceStatus: serving ? 'Running' : '',
      numServeEndpoints: serving ? endpointsOf(serving) : 0,
      activeServiceStatus: {
        ...active,
        ...(serving ? { rayClusterName: serving.metadata.name } : {}),
      },
      ...(waits
        ? { pendingServiceStatus: { rayClusterName: current.metadata.name } }
        : {}),
      conditions: withCondition(present.conditions, this.view.now(), {
        type: 'Ready',
        status: serving ? 'True' : 'False',
        reason: serving ? 'NonZeroServeEndpoints' : 'ZeroServeEndpoints',
        message: serving
          ? 'Number of serve endpoints is greater than 0'
          : 'Number of serve endpoints is 0',
      }),
    });
  }
}

function isReadyCluster({ status }: KubeObject): boolean {
  return isRecord(status) && status.state === 'ready';
}

/** Every node of a cluster has a proxy: the head and each worker that is ready. */
function endpointsOf({ status }: KubeObject): number {
  const workers = isRecord(status) ? status.readyWorkerReplicas : undefined;
  return 1 + (typeof workers === 'number' ? workers : 0);
}
