import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type {
  AuthorizedGpuPlans,
  AuthorizedServerPlans,
} from '../../permissions';
import type { InferenceRouter } from '../endpoints';

/** What the routes of GPU plans are made of. */
export interface PlannerRouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly gpuPlans: AuthorizedGpuPlans;
  readonly serverPlans: AuthorizedServerPlans;
}

/** `/gpu-plans` and what is below it. */
export function addPlannerRoutes(
  router: InferenceRouter,
  { gpuPlans, httpAuth, serverPlans }: PlannerRouterOptions,
): void {
  router.post('/gpu-plans', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await gpuPlans.plan(req.body, credentials));
  });

  router.post('/gpu-plans/rankings', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await gpuPlans.rank(req.body, credentials));
  });

  router.get('/model-servers/:id/gpu-plan', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await serverPlans.getPlan(req.params.id, { credentials }));
  });
}
