import type { Caller } from '../../permissions/registry/Caller';
import type { ListedChange } from '../../record';
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

  const answer = (
    verb: 'approve' | 'decline' | 'resume-sync',
    act: (id: string, reason: string, caller: Caller) => Promise<ListedChange>,
  ) => {
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
        () => act(rollbackId, reason, caller),
        ({ serverId }) => ({ server: serverId }),
      );
      res.status(202).json(toRollback(change, rules));
    });
  };

  answer('approve', (id, reason, caller) =>
    safety.decide(id, { approve: true, reason }, caller),
  );
  answer('decline', (id, reason, caller) =>
    safety.decide(id, { approve: false, reason }, caller),
  );
  answer('resume-sync', (id, reason, caller) =>
    safety.resumeSync(id, { reason }, caller),
  );
}
