import type { AuditorService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { RollbackWish } from '../act/rollback/RollbackPlanner';
import { audited } from '../http/registry/audited';
import { toRollbackPlan } from '../http/rollbacks/toRollback';
import type {
  AuthorizedChanges,
  AuthorizedInventory,
  AuthorizedRegistry,
  RollbackSafety,
} from '../permissions';
import { findServerId } from './findServerId';

/** What actions on rollbacks are made of. */
export interface RollbackActionOptions {
  readonly auditor: AuditorService;
  readonly rollbacks: Pick<
    AuthorizedChanges<RollbackWish>,
    'makePlan' | 'begin'
  >;
  readonly rollbackSafety: Pick<RollbackSafety, 'rules'>;
  readonly callers: Pick<AuthorizedRegistry['callers'], 'getCaller'>;
}

/** Registers `plan-server-rollback`. */
export function createPlanRollbackAction({
  actionsRegistry,
  auditor,
  callers,
  rollbacks,
  rollbackSafety,
  servers,
}: {
  actionsRegistry: ActionsRegistryService;
  servers: Pick<AuthorizedInventory, 'listServers'>;
} & RollbackActionOptions): void {
  actionsRegistry.register({
    name: 'plan-server-rollback',
    title: 'Plan the rollback of a model server',
    description: `
Says what going back to an earlier revision of a model server would change, and why that is safe or not. Nothing is changed. Name the server
by \`id\`, or by \`name\` (with \`namespace\` and \`cluster\` where several have the same name). Without \`revisionId\` the target is the last
revision that was healthy and served.

Show the plan to the person before anything is done: the differences, every check that is not a pass, and what is not restored. To do it,
call \`roll-back-server\` with \`planId\` and \`planHash\`. A plan holds for ten minutes.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          id: z.string().optional().describe('Id of the server'),
          name: z.string().optional().describe('Name of its workload'),
          namespace: z.string().optional(),
          cluster: z.string().optional(),
          revisionId: z
            .string()
            .optional()
            .describe('Id of one of its revisions'),
        }),
      output: z =>
        z.object({
          planId: z.string(),
          planHash: z.string(),
          expiresAt: z.string(),
          method: z
            .string()
            .describe(
              'How it is done; none: not at all, propose: in Git, by a person, pull-request: by a pull request that a person merges',
            ),
          fromRevision: z.number().nullable(),
          toRevision: z.number().nullable(),
          steps: z.array(z.string()),
          differences: z.array(
            z.object({
              field: z.string(),
              before: z.string().nullable(),
              after: z.string().nullable(),
            }),
          ),
          checks: z.array(
            z.object({
              code: z.string(),
              result: z.string(),
              message: z.string(),
            }),
          ),
          notRestored: z.array(z.string()),
          blockedBy: z.array(z.string()),
          proposedCommands: z.array(z.string()),
          expectedSeconds: z.number().nullable(),
        }),
    },
    examples: [
      {
        title: 'Back to the last good revision',
        input: { name: 'support-chat', namespace: 'support' },
      },
    ],
    action: async ({ input, credentials }) => {
      const { revisionId = null } = input;
      const id =
        input.id ?? (await findServerId(servers, input, { credentials }));
      const caller = await callers.getCaller(credentials);
      const recorded = await audited(
        {
          auditor,
          eventId: 'rollback-plan',
          meta: { server: id, revision: revisionId },
        },
        async () => rollbacks.makePlan(id, { revisionId }, caller),
        plan => ({ plan: plan.id, hash: plan.hash }),
      );
      const plan = toRollbackPlan(recorded, rollbackSafety.rules.approval);
      return {
        output: {
          planId: plan.id,
          planHash: plan.hash,
          expiresAt: plan.expiresAt,
          method: plan.method,
          fromRevision: plan.from?.number ?? null,
          toRevision: plan.to?.number ?? null,
          steps: plan.steps.map(({ summary }) => summary),
          differences: plan.diff.map(({ after, before, field }) => ({
            field,
            before,
            after,
          })),
          checks: plan.checks,
          notRestored: plan.notRestored,
          blockedBy: plan.blockedBy,
          proposedCommands: plan.proposal?.commands ?? [],
          expectedSeconds: plan.expectedSeconds,
        },
      };
    },
  });
}
