import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import type express from 'express';
import type {
  AuthorizedChanges,
  AuthorizedCosts,
  AuthorizedDataSources,
  AuthorizedDeployments,
  AuthorizedFindings,
  AuthorizedGpuPlans,
  AuthorizedInventory,
  AuthorizedReadiness,
  AuthorizedRegistry,
  AuthorizedServerPlans,
  AuthorizedUsage,
  RollbackSafety,
} from '../permissions';
import type { RemediationWish } from '../act/remediation/RemediationPlanner';
import type { RollbackWish } from '../act/rollback/RollbackPlanner';
import type { DataSourceStore } from '../record';
import { spec } from '../schema/openapi.generated';
import { addDataSourceRoutes } from './dataSources';
import { addBudgetRoutes } from './costs/budgets';
import { addCostRoutes } from './costs/costs';
import { addDeploymentRoutes } from './deployments/deployments';
import { addFindingRoutes } from './findings/findings';
import type { InferenceRouter } from './endpoints';
import { addModelServerRoutes } from './modelServers';
import { addPlannerRoutes } from './planner/gpuPlans';
import { addRegistryRoutes } from './registry/addRegistryRoutes';
import { addReadinessRoutes } from './readiness';
import { addReleaseRoutes } from './releases';
import { readRequests } from './readRequests';
import { addRemediationRoutes } from './remediations/remediations';
import { addRollbackRoutes } from './rollbacks/rollbacks';
import { addRollbackSafetyRoutes } from './rollbacks/safety';
import { addSummaryRoutes } from './summary';
import { addUsageRoutes } from './usage/usage';

/** What the HTTP API is made of. */
export interface RouterOptions {
  readonly auditor: AuditorService;
  readonly httpAuth: HttpAuthService;
  readonly inventory: AuthorizedInventory;
  readonly dataSources: AuthorizedDataSources;
  readonly registry: AuthorizedRegistry;
  readonly costs: AuthorizedCosts;
  readonly usage: AuthorizedUsage;
  readonly readiness: AuthorizedReadiness;
  readonly findings: AuthorizedFindings;
  readonly remediations: AuthorizedChanges<RemediationWish>;
  readonly rollbacks: AuthorizedChanges<RollbackWish>;
  readonly rollbackSafety: RollbackSafety;
  readonly gpuPlans: AuthorizedGpuPlans;
  readonly serverPlans: AuthorizedServerPlans;
  readonly deployments: AuthorizedDeployments;
  /** Read for the coverage of figures; names and states of clusters are no secret to those who may read servers. */
  readonly coverage: Pick<DataSourceStore, 'list'>;
  /** Checks answers against the OpenAPI document, too. It costs time, so by default only requests are checked. */
  readonly validateResponses?: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** Makes the plugin's HTTP API, without error handling, which the host adds. Requests that do not fit the OpenAPI document are answered with 400. */
export function createRouter(options: RouterOptions): express.Router {
  const created = createValidatedOpenApiRouterFromGeneratedEndpointMap<
    Record<string, never>
  >(spec, {
    // Error handlers among them, which `use` takes as well.
    middleware: readRequests(spec) as express.RequestHandler[],
    validatorOptions: {
      // `readRequests` has done it, and says more about what is wrong.
      validateRequests: false,
      validateResponses: options.validateResponses ?? false,
    },
  });
  const router = created as unknown as InferenceRouter;
  addModelServerRoutes(router, options);
  addReadinessRoutes(router, options);
  addReleaseRoutes(router, options);
  addSummaryRoutes(router, options);
  addUsageRoutes(router, options);
  addDataSourceRoutes(router, options);
  addRegistryRoutes(router, options);
  addCostRoutes(router, options);
  addBudgetRoutes(router, options);
  addFindingRoutes(router, options);
  addRemediationRoutes(router, options);
  addRollbackRoutes(router, options);
  addRollbackSafetyRoutes(router, options);
  addPlannerRoutes(router, options);
  addDeploymentRoutes(router, options);
  return created as unknown as express.Router;
}
