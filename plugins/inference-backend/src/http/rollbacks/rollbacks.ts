import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { RollbackWish } from '../../act/rollback/RollbackPlanner';
import type { AuthorizedChanges, AuthorizedRegistry } from '../../permissions';
import { idempotencyKeyOf } from '../changes/idempotencyKey';
import type { InferenceRouter } from '../endpoints';
import { audited } from '../registry/audited';
import { callerOf, DEFAULT_LIMIT } from '../registry/RegistryRouterOptions';
import {
  meanSecondsToRestore,
  refuseUndo,
  toRollback,
  toRollbackDetail,
  toRollbackPlan,
} from './toRollback';

/** What the routes of rollbacks are made of. */
export interface RollbackRouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
  readonly rollbacks: AuthorizedChanges<RollbackWish>;
  /** Tells who stands behind credentials. */
  readonly registry: AuthorizedRegistry;
}

function requireUndoReason(text: string): string {
  const reason = text.trim();
  if (reason === '') {
    throw new InputError(
      'reason: say why it is undone; it stands in the history of the server',
    );
  }
  return reason;
}

/** `/rollbacks` and the plans of servers for them. */
export function addRollbackRoutes(
  router: InferenceRouter,
  options: RollbackRouterOptions,
): void {
  const { auditor, httpAuth, rollbacks } = options;

  router.post('/model-servers/:id/rollback-plans', async (req, res) => {
    const caller = await callerOf(options, req);
    const { revisionId = null } = req.body;
    const plan = await audited(
      {
        auditor,
        request: req,
        eventId: 'rollback-plan',
        meta: { server: req.params.id, revision: revisionId },
      },
      async () => rollbacks.makePlan(req.params.id, { revisionId }, caller),
      ({ id, hash }) => ({ plan: id, hash }),
    );
    res.json(toRollbackPlan(plan));
  });

  router.post('/rollbacks', async (req, res) => {
    const caller = await callerOf(options, req);
    const { planId, planHash, reason, autoUndo = false } = req.body;
    const change = await audited(
      {
        auditor,
        request: req,
        eventId: 'rollback-start',
        severityLevel: 'high',
        meta: { plan: planId, hash: planHash, reason, autoUndo },
      },
      async () =>
        rollbacks.begin(
          {
            planId,
            planHash,
            reason,
            key: idempotencyKeyOf(req),
            progress: { autoUndo },
          },
          caller,
        ),
      ({ id, serverId }) => ({ rollback: id, server: serverId }),
    );
    res.status(202).json(toRollback(change));
  });

  router.get('/rollbacks', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { server, state, limit = DEFAULT_LIMIT, cursor } = req.query;
    const page = await rollbacks.list(
      {
        filter: { serverIds: server ?? null, states: state ?? null },
        limit,
        cursor,
      },
      credentials,
    );
    res.json({
      ...page,
      items: page.items.map(toRollback),
      meanSecondsToRestore: meanSecondsToRestore(page.items),
    });
  });

  router.get('/rollbacks/:rollbackId', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { change, events } = await rollbacks.get(
      req.params.rollbackId,
      credentials,
    );
    res.json(toRollbackDetail(change, events));
  });

  router.post('/rollbacks/:rollbackId/undo', async (req, res) => {
    const caller = await callerOf(options, req);
    const { rollbackId } = req.params;
    const change = await audited(
      {
        auditor,
        request: req,
        eventId: 'rollback-undo',
        severityLevel: 'high',
        meta: { rollback: rollbackId, reason: req.body.reason },
      },
      async () =>
        rollbacks.nudge(
          rollbackId,
          {
            progress: { undoBy: caller.actor },
            message: `${caller.actor} undoes it: ${requireUndoReason(
              req.body.reason,
            )}`,
            refuse: refuseUndo,
          },
          caller,
        ),
      ({ serverId }) => ({ server: serverId }),
    );
    res.status(202).json(toRollback(change));
  });
}
