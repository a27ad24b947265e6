import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { RemediationWish } from '../../act/remediation/RemediationPlanner';
import type { AuthorizedChanges, AuthorizedRegistry } from '../../permissions';
import { idempotencyKeyOf } from '../changes/idempotencyKey';
import type { InferenceRouter } from '../endpoints';
import { audited } from '../registry/audited';
import { callerOf, DEFAULT_LIMIT } from '../registry/RegistryRouterOptions';
import {
  toRemediation,
  toRemediationDetail,
  toRemediationPlan,
} from './toRemediation';

/** What the routes of remediations are made of. */
export interface RemediationRouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
  readonly remediations: AuthorizedChanges<RemediationWish>;
  /** Tells who stands behind credentials. */
  readonly registry: AuthorizedRegistry;
}

/** `/remediations` and the plans of servers for them. */
export function addRemediationRoutes(
  router: InferenceRouter,
  options: RemediationRouterOptions,
): void {
  const { auditor, httpAuth, remediations } = options;

  router.post('/model-servers/:id/remediation-plans', async (req, res) => {
    const caller = await callerOf(options, req);
    const { action, findingId = null } = req.body;
    const plan = await audited(
      {
        auditor,
        request: req,
        eventId: 'remediation-plan',
        meta: { server: req.params.id, action, finding: findingId },
      },
      async () => {
        if (action === 'restore' && findingId !== null) {
          throw new InputError(
            'findingId: leave it out of a plan to restore, which rests on the note on the server',
          );
        }
        return remediations.makePlan(
          req.params.id,
          { action, findingId },
          caller,
        );
      },
      ({ id, hash }) => ({ plan: id, hash }),
    );
    res.json(toRemediationPlan(plan));
  });

  router.post('/remediations', async (req, res) => {
    const caller = await callerOf(options, req);
    const { planId, planHash, reason } = req.body;
    const change = await audited(
      {
        auditor,
        request: req,
        eventId: 'remediation-start',
        severityLevel: 'high',
        meta: { plan: planId, hash: planHash },
      },
      async () =>
        remediations.begin(
          { planId, planHash, reason, key: idempotencyKeyOf(req) },
          caller,
        ),
      ({ id, serverId }) => ({ remediation: id, server: serverId }),
    );
    res.status(202).json(toRemediation(change));
  });

  router.get('/remediations', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { server, state, limit = DEFAULT_LIMIT, cursor } = req.query;
    const page = await remediations.list(
      {
        filter: { serverIds: server ?? null, states: state ?? null },
        limit,
        cursor,
      },
      credentials,
    );
    res.json({ ...page, items: page.items.map(toRemediation) });
  });

  router.get('/remediations/:remediationId', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { change, events } = await remediations.get(
      req.params.remediationId,
      credentials,
    );
    res.json(toRemediationDetail(change, events));
  });
}
