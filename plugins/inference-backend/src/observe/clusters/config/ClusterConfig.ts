import type { DataSourceIssue } from '@inference-portal/plugin-inference-common';

/** The way into a cluster. */
export type ClusterAccess =
  | {
      readonly kind: 'url';
      /** Base URL of the API server, without credentials; may carry a path, as Rancher's do. */
      readonly url: string;
      /** A bearer token, the file that holds it, or neither for an API that asks for none. */
      readonly credential:
        | { readonly kind: 'none' }
        | { readonly kind: 'token'; readonly token: string }
        | { readonly kind: 'token-file'; readonly path: string };
      /** PEM in base64, as kubeconfig files have it. */
      readonly caData: string | null;
      readonly caFile: string | null;
      readonly skipTlsVerify: boolean;
    }
  | {
      readonly kind: 'kubeconfig';
      readonly path: string;
      /** Null for the file's current context. */
      readonly context: string | null;
    }
  | { readonly kind: 'in-cluster' };

/** One cluster to observe, as configured. */
export interface ClusterConfig {
  readonly name: string;
  readonly title: string | null;
  readonly labels: { readonly [name: string]: string };
  /** Configured, but not watched for now. */
  readonly paused: boolean;
  readonly access: ClusterAccess;
  /** Where it was configured, such as `inference.clusters[0]`. */
  readonly configKey: string;
  /** Risks that the configuration takes, such as TLS without verification. */
  readonly warnings: readonly DataSourceIssue[];
}

/** An entry of the configuration that cannot be used. It never contains a secret. */
export interface ClusterProblem {
  /** Name of the cluster, or the key of the entry when the name is missing or taken. */
  readonly name: string;
  /** Where it was configured, such as `inference.clusters[0]`. */
  readonly configKey: string;
  readonly code: 'config';
  /** What is wrong, with the key. */
  readonly message: string;
  readonly fix: string;
}

/** Every cluster that can be observed, and every entry that cannot. */
export interface ClustersConfig {
  readonly clusters: readonly ClusterConfig[];
  readonly problems: readonly ClusterProblem[];
}
