import type {
  KubernetesObject,
  V1PodTemplateSpec,
} from '@kubernetes/client-node';

export type { KubernetesObject, V1PodTemplateSpec };

/** A JSON value without `undefined`. */
export type Json =
  | null
  | boolean
  | number
  | string
  | Json[]
  | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** A Kubernetes resource to list and watch. */
export interface WatchedResource {
  /** API group, '' for the core group. */
  readonly group: string;
  /** Versions that can be read, the preferred one first. The first one that the cluster serves is watched. */
  readonly versions: readonly string[];
  /** Plural name in paths, such as `deployments`. */
  readonly plural: string;
  readonly kind: string;
}
