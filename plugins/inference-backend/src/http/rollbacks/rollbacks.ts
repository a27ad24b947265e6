import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { RollbackWish } from '../../act/rollback/RollbackPlanner';
import type {
  AuthorizedChanges,
  AuthorizedRegistry,
  RollbackSafety,
} from '../../permissions';
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
  readonly rollbackSafety: RollbackSafety;
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
  const { auditor, httpAuth, rollbacks, rollbackSafety: safety } = options;
  const rules = safety.rules.approval;

  router.post('/model-servers/:id/rollback-plans', async (req, res) => {
    const caller = await callerOf(options, req);
    const { force = false, revisionId = null } = req.body;
    const plan = await audited(
      {
        auditor,
        request: req,
        eventId: 'rollback-plan',
        meta: { server: req.params.id, revision: revisionId, force },
      },
      async () =>
        rollbacks.makePlan(req.params.id, { force, revisionId }, caller),
      ({ id, hash }) => ({ plan: id, hash }),
    );
    res.json(toRollbackPlan(plan, rules));
  });

  router.post('/rollbacks', async (req, res) => {
    const caller = await callerOf(options, req);
    const { autoUndo = false, emergency = false, reason } = req.body;
    const { planId, planHash } = req.body;
    const change = await audited(
      {
        auditor,
        request: req,
        eventId: 'rollback-start',
        severityLevel: 'high',
        meta: { plan: planId, hash: planHash, reason, autoUndo, emergency },
      },
      async () => {
        if (emergency) {
          await safety.requireEmergency(planId, caller);
        }
        return rollbacks.begin(
          {
            planId,
            planHash,
            reason,
            key: idempotencyKeyOf(req),
            progress: { autoUndo, emergency },
          },
          caller,
        );
      },
      ({ id, serverId }) => ({ rollback: id, server: serverId }),
    );
    res.status(202).json(toRollback(change, rules));
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
      items: page.items.map(one => toRollback(one, rules)),
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
    const pause = await safety.findPause(change.id);
    res.json(toRollbackDetail(change, events, pause, rules));
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
    res.status(202).json(toRollback(change, rules));
  });
}
