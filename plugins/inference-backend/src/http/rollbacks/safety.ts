import type { InferenceRouter } from '../endpoints';
import { audited } from '../registry/audited';
import { callerOf } from '../registry/RegistryRouterOptions';
import type { RollbackRouterOptions } from './rollbacks';
import { toRollback } from './toRollback';

/** The answers of a second person, and the end of a pause of a sync. */
export function addRollbackSafetyRoutes(
  router: InferenceRouter,
  options: RollbackRouterOptions,
): void {
  const { auditor, rollbackSafety: safety } = options;
  const rules = safety.rules.approval;

  for (const verb of ['approve', 'decline'] as const) {
    router.post(`/rollbacks/:rollbackId/${verb}`, async (req, res) => {
      const caller = await callerOf(options, req);
      const { rollbackId } = req.params;
      const { reason } = req.body;
      const change = await audited(
        {
          auditor,
          request: req,
          eventId: `rollback-${verb}`,
          severityLevel: 'high',
          meta: { rollback: rollbackId, reason },
        },
        async () =>
          safety.decide(
            rollbackId,
            { approve: verb === 'approve', reason },
            caller,
          ),
        ({ serverId }) => ({ server: serverId }),
      );
      res.status(202).json(toRollback(change, rules));
    });
  }

  router.post('/rollbacks/:rollbackId/resume-sync', async (req, res) => {
    const caller = await callerOf(options, req);
    const { rollbackId } = req.params;
    const { reason } = req.body;
    const change = await audited(
      {
        auditor,
        request: req,
        eventId: 'rollback-resume-sync',
        severityLevel: 'high',
        meta: { rollback: rollbackId, reason },
      },
      async () => safety.resumeSync(rollbackId, { reason }, caller),
      ({ serverId }) => ({ server: serverId }),
    );
    res.status(202).json(toRollback(change, rules));
  });
}
