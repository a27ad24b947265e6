import type { DeploymentOutcome } from '@inference-portal/plugin-inference-common';
import type { DeployableObject } from '../decide/deployments/readDeployment';

/** Objects for one namespace of one cluster, which were read and which the caller may apply. */
export interface Deployment {
  readonly cluster: string;
  readonly namespace: string;
  /** Parsed entity ref. */
  readonly owner: string;
  readonly dryRun: boolean;
  /** In the order of applying. */
  readonly objects: readonly DeployableObject[];
}

/** Applies deployments. */
export interface DeploymentWriter {
  /** Rejects with an error whose message says what to do; until all of a dry run has passed nothing is stored. */
  deploy(
    deployment: Deployment,
    signal: AbortSignal,
  ): Promise<DeploymentOutcome>;
}
