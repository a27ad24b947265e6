import type { JsonObject, KubeObject } from '../../objects';
import type { Deployment } from '../../workloadTypes';

/** What a serving operator makes of its custom resource: one Deployment, and a status from how that fares. */
export interface Operator {
  /** The name under which it writes. */
  readonly manager: string;
  readonly group: string;
  readonly kind: string;
  /** Name of the Deployment of a new resource. */
  deploymentName(resource: KubeObject): string;
  /** Labels that select the pods of a new resource. */
  selector(resource: KubeObject): Record<string, string>;
  /** Labels of the pods besides those. */
  labels(resource: KubeObject): Record<string, string>;
  /** The container that serves the model, as the resource wants it. */
  container(resource: KubeObject): JsonObject;
  /** Null when an autoscaler decides. */
  replicas(resource: KubeObject): number | null;
  status(resource: KubeObject, deployment: Deployment): JsonObject;
}
