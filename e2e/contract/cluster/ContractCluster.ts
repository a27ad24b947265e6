import type { ClusterAccess } from '../../../plugins/inference-backend/src/observe/clusters/config/ClusterConfig';
import type { KubeHttp } from './KubeHttp';

/** A cluster that the suite runs on. Whatever a test knows of it stands here. */
export interface ContractCluster {
  readonly kind: 'simulated' | 'real';
  /** Of an administrator. */
  readonly kubeconfig: string;
  /** Path of the kubectl of the release that both are held to; null when there is none. */
  readonly kubectl: string | null;
  /** As an administrator. */
  readonly kube: KubeHttp;
  /** Folder of CustomResourceDefinitions; null when there is none. */
  readonly crdFolder: string | null;
  /** As which the product connects: the service account of the shipped role. */
  readonly productAccess: ClusterAccess;
  /** Makes a namespace of its own, usable at once. */
  createNamespace(prefix?: string): Promise<string>;
  /** Installs a definition of the CRD folder, such as `rollouts.argoproj.io`, and waits until it is served. */
  installCrd(name: string): Promise<void>;
  /** Takes a definition away again, with its objects. */
  uninstallCrd(name: string): Promise<void>;
  /** Forgets older versions, so that watches and lists that go back to them are answered with 410. */
  forgetHistory(): Promise<void>;
  /** Takes away what this object made. */
  close(): Promise<void>;
}
