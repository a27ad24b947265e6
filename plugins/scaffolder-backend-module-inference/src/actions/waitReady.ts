import { setTimeout as sleep } from 'node:timers/promises';
import type { AuthService } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  InferenceApi,
  ModelServer,
  ModelServerDetail,
} from '@inference-portal/plugin-inference-common';
import { asInitiator } from './asInitiator';
import { examples } from './waitReady.examples';

/** Between two looks. */
const LOOK_MS = 3_000;
/** The catalog hears of a server some seconds after the portal does; its link is worth waiting for, but not for ever. */
const ENTITY_LOOKS = 10;
/** A large model on a cold node: pulling, downloading, loading, compiling. */
const DEFAULT_MINUTES = 30;

/**
 * Whether all replicas that are wanted are ready and run the newest specification; with a canary, which may wait for a person at its first
 * step, whether one of them does.
 */
function isHealthy(server: ModelServer, isCanary: boolean): boolean {
  const { desired, updated } = server.replicas;
  return (
    server.state === 'serving' &&
    (updated === null ||
      desired === null ||
      updated >= (isCanary ? Math.min(desired, 1) : desired))
  );
}

function describeState({ replicas, state, stateReason }: ModelServer): string {
  const counts =
    replicas.desired === null
      ? ''
      : `, ${replicas.ready ?? 0} of ${replicas.desired} replicas ready`;
  return `${state}${counts}${stateReason === null ? '' : `: ${stateReason}`}`;
}

/** What is wrong with the pods that are not ready, one a line. */
function describePods({ pods }: ModelServerDetail): readonly string[] {
  return pods
    .filter(({ ready }) => !ready)
    .map(({ message, name, phase, reason, restarts }) =>
      [
        `Pod ${name}: ${reason ?? phase}`,
        ...(restarts > 0 ? [`${restarts} restarts`] : []),
        ...(message === null ? [] : [message]),
      ].join(', '),
    );
}

/**
 * Makes the action `inference:wait-ready`, which waits until the portal sees a server healthy. It changes nothing; a dry run does not
 * wait.
 */
export function createWaitReadyAction(options: {
  auth: AuthService;
  servers: Pick<InferenceApi, 'listModelServers' | 'getModelServer'>;
  /** Waits between two looks; by the clock unless told. */
  pause?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Milliseconds since the Unix epoch; the clock unless told. */
  now?: () => number;
}) {
  const { auth, servers, now = Date.now } = options;
  const pause =
    options.pause ??
    (async (ms, signal) => {
      await sleep(ms, undefined, { signal });
    });
  return createTemplateAction({
    id: 'inference:wait-ready',
    description:
      'Waits until a model server is healthy as the portal observes it, and fails with what is wrong with its pods when it is not in time.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        cluster: z => z.string().min(1).describe('Cluster of the server.'),
        namespace: z => z.string().min(1).describe('Namespace of the server.'),
        name: z => z.string().min(1).describe('Name of the server.'),
        after: z =>
          z
            .string()
            .optional()
            .describe(
              'Only believe what was seen after this instant, RFC 3339: `appliedAt` of inference:apply, so that the version before does not count.',
            ),
        canary: z =>
          z
            .boolean()
            .optional()
            .describe(
              'The newest version gets its requests in steps: one ready replica of it is enough.',
            ),
        timeoutMinutes: z =>
          z
            .number()
            .positive()
            .max(24 * 60)
            .optional()
            .describe(`How long it may take; ${DEFAULT_MINUTES} by default.`),
      },
      output: {
        serverId: z => z.string().describe('Id of the server.'),
        entityRef: z =>
          z
            .string()
            .optional()
            .describe('Its catalog entity; left out before there is one.'),
        state: z => z.string().describe('Its state, `serving`.'),
      },
    },
    async handler(ctx) {
      const { after, cluster, name, namespace } = ctx.input;
      const { canary = false, timeoutMinutes = DEFAULT_MINUTES } = ctx.input;
      if (ctx.isDryRun) {
        ctx.logger.info(`Would wait for ${namespace}/${name} on ${cluster}`);
        return;
      }
      const request = asInitiator(auth, ctx);
      const find = async () => {
        const { items } = await servers.listModelServers(
          { cluster: [cluster], namespace: [namespace], q: name, limit: 100 },
          await request(),
        );
        return items.find(
          server =>
            server.name === name &&
            (after === undefined ||
              Date.parse(server.lastSeenAt) >= Date.parse(after)),
        );
      };
      const end = now() + timeoutMinutes * 60_000;
      let told = '';
      let seen: ModelServer | undefined;
      // Twice in a row: what was seen first may be older than what was applied.
      let looks = 0;
      while (now() < end) {
        seen = await find();
        const words = seen
          ? describeState(seen)
          : 'not seen on the cluster yet';
        if (words !== told) {
          ctx.logger.info(`${name} is ${words}`);
          told = words;
        }
        looks = seen && isHealthy(seen, canary) ? looks + 1 : 0;
        const isNamed = seen !== undefined && seen.entityRef !== null;
        if (seen && looks >= (isNamed ? 2 : ENTITY_LOOKS)) {
          ctx.output('serverId', seen.id);
          ctx.output('entityRef', seen.entityRef ?? undefined);
          ctx.output('state', seen.state);
          return;
        }
        await pause(LOOK_MS, ctx.signal);
      }
      const pods = seen
        ? describePods(await servers.getModelServer(seen.id, await request()))
        : [];
      throw new Error(
        [
          `${name} was not healthy within ${timeoutMinutes} ${
            timeoutMinutes === 1 ? 'minute' : 'minutes'
          }: it is ${told}. What was applied stays; its page shows how it goes on`,
          ...pods,
        ].join('\n'),
      );
    },
  });
}
