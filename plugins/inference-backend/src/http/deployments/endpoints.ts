import type {
  DeploymentOutcome,
  DeploymentRequest,
  DeploymentTargets,
} from '@inference-portal/plugin-inference-common';

/** The operations on deployments of the OpenAPI document, by method and path. */
export interface DeploymentEndpoints {
  get: { '/deployment-targets': { response: DeploymentTargets } };
  post: {
    '/deployments': {
      body: Omit<DeploymentRequest, 'dryRun'> & { dryRun?: boolean };
      response: DeploymentOutcome;
    };
  };
}
