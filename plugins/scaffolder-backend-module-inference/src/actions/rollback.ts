import { setTimeout as sleep } from 'node:timers/promises';
import type { AuthService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  RollbackDetail,
  RollbacksApi,
} from '@inference-portal/plugin-inference-common';
import { describePlan } from './describePlan';
import { examples } from './rollback.examples';

/** Between two looks. */
const LOOK_MS = 3_000;

/** Ends that are none of success. */
const ENDS = {
  failed: 'failed',
  undone: 'was undone',
  declined: 'was not approved',
} as const;

/** What the portal says once it is over; null while it goes on. Throws when it did not help. */
function endOf({ problem, state }: RollbackDetail): 'succeeded' | null {
  switch (state) {
    case 'succeeded':
      return state;
    case 'failed':
    case 'undone':
    case 'declined':
      throw new Error(
        `The rollback ${ENDS[state]}: ${problem ?? 'its page says more'}`,
      );
    default:
      return null;
  }
}

/**
 * Makes the action `inference:rollback`. Without `planHash` it shows the plan and changes nothing; with it, it does that very plan on behalf
 * of the person who started the template, so it may do what they may.
 */
export function createRollbackAction(options: {
  auth: AuthService;
  rollbacks: Pick<
    RollbacksApi,
    'planRollback' | 'startRollback' | 'getRollback'
  >;
  /** Waits between two looks; by the clock unless told. */
  pause?: (ms: number, signal?: AbortSignal) => Promise<void>;
}) {
  const { auth, rollbacks } = options;
  const pause =
    options.pause ??
    (async (ms, signal) => {
      await sleep(ms, undefined, { signal });
    });
  return createTemplateAction({
    id: 'inference:rollback',
    description:
      'Plans to bring a model server back to an earlier revision, or does the plan whose hash it is given and waits until the server is healthy.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        server: z => z.string().min(1).describe('Id of the model server.'),
        revisionId: z =>
          z
            .string()
            .optional()
            .describe(
              'Id of one of its revisions. The last one that was healthy and served by default.',
            ),
        planHash: z =>
          z
            .string()
            .optional()
            .describe(
              'Hash of the plan that somebody read and agreed to. Without it the plan is shown and nothing is changed.',
            ),
        reason: z =>
          z
            .string()
            .optional()
            .describe(
              'Why; it stands in the history of the server. Needed with planHash.',
            ),
        autoUndo: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Put back what was there when the restored revision does not come up in its time.',
            ),
        wait: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Wait until it is over, and fail if it failed. True by default.',
            ),
      },
      output: {
        planHash: z => z.string().describe('Hash of the plan.'),
        method: z =>
          z
            .string()
            .describe(
              'How it is done; `none` when something blocks it, `propose` when it has to be done in Git, `pull-request` when a pull request does it.',
            ),
        plan: z => z.string().describe('The plan in sentences, one a line.'),
        blockedBy: z =>
          z
            .array(z.string())
            .describe('What blocks it; empty when nothing does.'),
        rollbackId: z =>
          z.string().optional().describe('Left out when nothing was begun.'),
        state: z =>
          z
            .string()
            .optional()
            .describe('Its last state that was seen; left out likewise.'),
      },
    },
    async handler(ctx) {
      const {
        autoUndo = false,
        planHash,
        reason = '',
        revisionId,
        server,
        wait = true,
      } = ctx.input;
      if (planHash !== undefined && reason.trim() === '') {
        throw new InputError(
          'reason: say why it is rolled back; it stands in the history of the server',
        );
      }
      if (ctx.isDryRun) {
        ctx.logger.info(`Would roll back model server ${server}`);
        return;
      }
      const credentials = await ctx.getInitiatorCredentials();
      // A token lives for less time than a model may take to load.
      const request = async () => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: credentials,
          targetPluginId: 'inference',
        });
        return { token, signal: ctx.signal };
      };
      const plan = await rollbacks.planRollback(
        server,
        revisionId === undefined ? {} : { revisionId },
        await request(),
      );
      const lines = describePlan(plan);
      lines.forEach(line => ctx.logger.info(line));
      ctx.output('planHash', plan.hash);
      ctx.output('method', plan.method);
      ctx.output('plan', lines.join('\n'));
      ctx.output('blockedBy', plan.blockedBy);
      if (planHash === undefined) {
        return;
      }
      if (plan.hash !== planHash) {
        throw new ConflictError(
          `planHash: the server has changed since that plan was made; read the new one, whose hash is ${plan.hash}`,
        );
      }
      const begun = await rollbacks.startRollback(
        { planId: plan.id, planHash, reason, autoUndo },
        `scaffolder:${plan.id}`,
        await request(),
      );
      ctx.output('rollbackId', begun.id);
      ctx.output('state', begun.state);
      let told = 0;
      while (wait) {
        await pause(LOOK_MS, ctx.signal);
        const seen = await rollbacks.getRollback(begun.id, await request());
        seen.events
          .slice(told)
          .forEach(({ message }) => ctx.logger.info(message));
        told = seen.events.length;
        ctx.output('state', seen.state);
        if (endOf(seen) !== null) {
          return;
        }
      }
    },
  });
}
