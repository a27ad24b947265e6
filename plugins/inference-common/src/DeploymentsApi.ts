import type {
  DeploymentOutcome,
  DeploymentRequest,
  DeploymentTargets,
} from './deployments';
import type { RequestOptions } from './HttpClient';

/** Deploying model servers. Every method rejects with a `ResponseError` that carries status and message. */
export interface DeploymentsApi {
  /** Namespaces that the caller may see, with whether they may deploy there and why not. */
  listDeploymentTargets(options?: RequestOptions): Promise<DeploymentTargets>;
  /** Applies objects to one namespace, or tries it. The same again changes nothing. */
  createDeployment(
    request: DeploymentRequest,
    options?: RequestOptions,
  ): Promise<DeploymentOutcome>;
}
