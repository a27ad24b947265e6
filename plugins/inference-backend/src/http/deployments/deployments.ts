import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type {
  AuthorizedDeployments,
  AuthorizedRegistry,
} from '../../permissions';
import type { InferenceRouter } from '../endpoints';
import { audited } from '../registry/audited';
import { callerOf } from '../registry/RegistryRouterOptions';

/** What the routes of deployments are made of. */
export interface DeploymentRouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
  readonly deployments: AuthorizedDeployments;
  /** Tells who stands behind credentials. */
  readonly registry: AuthorizedRegistry;
}

/** `/deployment-targets` and `/deployments`. */
export function addDeploymentRoutes(
  router: InferenceRouter,
  options: DeploymentRouterOptions,
): void {
  const { auditor, deployments } = options;

  router.get('/deployment-targets', async (req, res) => {
    res.json(await deployments.listTargets(await callerOf(options, req)));
  });

  router.post('/deployments', async (req, res) => {
    const caller = await callerOf(options, req);
    const { cluster, dryRun = false, namespace, objects, owner } = req.body;
    const outcome = await audited(
      {
        auditor,
        request: req,
        eventId: 'deployment-apply',
        severityLevel: dryRun ? 'medium' : 'high',
        meta: {
          cluster,
          namespace,
          owner,
          dryRun,
          objects: objects.map(
            ({ kind, metadata }) => `${kind} ${metadata.name}`,
          ),
        },
      },
      async () => deployments.deploy(req.body, caller),
      ({ objects: done }) => ({
        results: done.map(
          ({ kind, name, result }) => `${kind} ${name}: ${result}`,
        ),
      }),
    );
    res.json(outcome);
  });
}
