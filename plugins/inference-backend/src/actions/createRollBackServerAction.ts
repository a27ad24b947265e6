import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { audited } from '../http/registry/audited';
import { toRollback } from '../http/rollbacks/toRollback';
import type { RollbackActionOptions } from './createPlanRollbackAction';

/** Registers `roll-back-server`. */
export function createRollBackServerAction({
  actionsRegistry,
  auditor,
  callers,
  rollbacks,
  rollbackSafety,
}: {
  actionsRegistry: ActionsRegistryService;
} & RollbackActionOptions): void {
  actionsRegistry.register({
    name: 'roll-back-server',
    title: 'Roll back a model server',
    description: `
Does a plan of \`plan-server-rollback\`: brings a model server that other people use back to an earlier revision. Its pods are replaced. Call it
only after the person has read that very plan and agreed to it; \`planHash\` proves which plan they saw. When the server has changed since, it
is refused, and a new plan has to be made and shown.

It answers at once; the rollback goes on, and its page shows how far it is. The same plan is never done twice.
    `,
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: z =>
        z.object({
          planId: z.string().describe('Of plan-server-rollback'),
          planHash: z.string().describe('Of plan-server-rollback'),
          reason: z
            .string()
            .min(1)
            .max(2_000)
            .describe(
              'Why, in words of the person; it stands in the history of the server',
            ),
          autoUndo: z
            .boolean()
            .optional()
            .describe(
              'Puts back what was there when the restored revision does not come up in its time. Default: false',
            ),
        }),
      output: z =>
        z.object({
          rollbackId: z.string(),
          server: z.string().describe('<cluster>/<namespace>/<name>'),
          state: z.string(),
          toRevision: z.number().nullable(),
          path: z.string().describe('Page in the portal'),
        }),
    },
    examples: [
      {
        title: 'After the person agreed to the plan',
        input: {
          planId: '5f0c6f9e-5a0e-4b39-9a55-0f6f6f0f7f10',
          planHash:
            '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
          reason: 'Every second request fails since the release of 10:40',
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const { autoUndo = false, planHash, planId, reason } = input;
      const caller = await callers.getCaller(credentials);
      const change = await audited(
        {
          auditor,
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
              // An assistant that lost the answer asks again.
              key: `action:${planId}`,
              progress: { autoUndo },
            },
            caller,
          ),
        ({ id, serverId }) => ({ rollback: id, server: serverId }),
      );
      const { id, server, state, to } = toRollback(
        change,
        rollbackSafety.rules.approval,
      );
      return {
        output: {
          rollbackId: id,
          server: `${server.cluster}/${server.namespace}/${server.name}`,
          state,
          toRevision: to?.number ?? null,
          path: `/inference/servers/${encodeURIComponent(server.id)}`,
        },
      };
    },
  });
}
