import type { Cluster } from '../Cluster';
import { ClusterView } from './ClusterView';
import type { Controller } from './Controller';
import { CrdController } from './CrdController';
import { DeploymentController } from './deployments/DeploymentController';
import { EventRecorder } from './EventRecorder';
import { GarbageCollector } from './GarbageCollector';
import { NamespaceController } from './NamespaceController';
import { Kubelet } from './nodes/Kubelet';
import { Scheduler } from './nodes/Scheduler';
import { ReplicaSetController } from './ReplicaSetController';
import { ResourceQuotaController } from './ResourceQuotaController';
import { RolloutController } from './rollouts/RolloutController';
import { LeaderWorkerSetController } from './serving/LeaderWorkerSetController';
import { OperatorController } from './serving/OperatorController';
import {
  inferenceServiceOperator,
  llmInferenceServiceOperator,
  nimServiceOperator,
} from './serving/operators';
import { RayClusterController } from './serving/RayClusterController';
import { RayServiceController } from './serving/RayServiceController';
import { DaemonSetController } from './sets/DaemonSetController';
import { JobController } from './sets/JobController';
import { StatefulSetController } from './sets/StatefulSetController';

/** All controllers of a cluster, each writing under the name that the real one has. */
export function createControllers(cluster: Cluster): Controller[] {
  const events = new EventRecorder(cluster);
  const manager = new ClusterView(cluster, 'kube-controller-manager');
  const operators = [
    inferenceServiceOperator,
    llmInferenceServiceOperator,
    nimServiceOperator,
  ].map(
    each =>
      new OperatorController(new ClusterView(cluster, each.manager), each),
  );
  const ray = new ClusterView(cluster, 'kuberay-operator');
  return [
    new CrdController(new ClusterView(cluster, 'kube-apiserver')),
    new NamespaceController(manager),
    new ResourceQuotaController(manager),
    new DeploymentController(manager, events),
    new ReplicaSetController(manager, events),
    new StatefulSetController(manager, events),
    new DaemonSetController(manager, events),
    new JobController(manager, events),
    new RolloutController(
      new ClusterView(cluster, 'rollouts-controller'),
      events,
    ),
    new LeaderWorkerSetController(
      new ClusterView(cluster, 'lws-controller-manager'),
    ),
    ...operators,
    new RayServiceController(ray),
    new RayClusterController(ray),
    new Scheduler(new ClusterView(cluster, 'kube-scheduler'), events),
    new Kubelet(new ClusterView(cluster, 'kubelet'), events),
    new GarbageCollector(manager),
  ];
}
