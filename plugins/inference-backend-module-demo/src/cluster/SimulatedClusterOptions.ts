import type { KubernetesObject } from '@inference-portal/plugin-inference-node';
import type { ResourceDefinition } from './kinds/ResourceDefinition';
import type { PodBehaviourHook } from './PodBehaviour';

/** How a simulated cluster is set up. */
export interface SimulatedClusterOptions {
  /** Shown in messages and used to derive uids, so that two clusters with one seed differ. */
  readonly name: string;
  /** The present, UTC ms. `Date.now` in production, a variable in tests. */
  readonly clock: () => number;
  /** Uids and generated names follow from it. */
  readonly seed: number;
  /** What `/version` says. Default `v1.36.3`. */
  readonly version?: string;
  /** Bearer tokens that are let in; any other is answered with 401. Absent or empty: every token is let in. */
  readonly tokens?: readonly string[];
  /**
   * Whether requests without a token are let in. Default true, because kubectl sends no token over plain HTTP and
   * the server listens on the loopback interface only.
   */
  readonly anonymous?: boolean;
  /** Custom kinds installed from the start. Default: all of `customKinds`. */
  readonly customKinds?: readonly ResourceDefinition[];
  /** How pods behave. Default: ready after two seconds. May be replaced later with `setPodBehaviour`. */
  readonly podBehaviour?: PodBehaviourHook;
  /** How many changes per kind a watch can be resumed over. Default 5,000. */
  readonly eventLogLength?: number;
  /** Between bookmarks of a watch that asks for them. Default 15,000. */
  readonly bookmarkIntervalMs?: number;
  /** False: objects stay as they were written (for tests of the protocol and for benchmarks). Default true. */
  readonly controllers?: boolean;
  /** Told about a defect in a controller. Default: a line on stderr. */
  readonly onControllerError?: (controller: string, error: unknown) => void;
}

/** What `seed` and `upsert` take: a client-node object or a plain literal with `apiVersion`, `kind`, `metadata`. */
export type ObjectInput =
  | KubernetesObject
  | {
      apiVersion: string;
      kind: string;
      metadata: object;
      [field: string]: unknown;
    };
