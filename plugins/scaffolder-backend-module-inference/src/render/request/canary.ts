import { z } from 'zod/v3';
import { dnsLabel, dnsSubdomain, serviceName, wholeNumber } from './fields';

/** Shares of the requests in per cent, the first first. */
const stepsUpTo = (most: number) =>
  z.array(wholeNumber(1, most)).min(1).max(10);
const steps = stepsUpTo(100);

/** Most that KServe takes as the weight of a server. */
export const MOST_WEIGHT = 1_000_000;
/** Weight of a server that has all requests: large enough that each step in per cent is a whole number beside it, within 0.01 %. */
export const WHOLE_WEIGHT = 10_000;

/** How requests move from the version before to this one. */
export const canary = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }).strict(),
    z
      .object({
        kind: z.literal('httproute'),
        stableService: serviceName(63, '').describe(
          'Service of the version before.',
        ),
        route: dnsSubdomain.describe(
          'HTTPRoute that sends requests to it now; this deployment takes it over, as of two routes for one host the older wins.',
        ),
        steps,
      })
      .strict(),
    z
      .object({
        kind: z.literal('rollout'),
        by: z
          .enum(['httproute', 'replicas'])
          .describe(
            'What splits requests: weights of the HTTPRoute, which Argo Rollouts needs its plugin of the Gateway API for, or the numbers of replicas.',
          ),
        steps,
        pauseMinutes: wholeNumber(1, 10_080)
          .nullable()
          .default(null)
          .describe('Minutes between two steps; by default a person goes on.'),
      })
      .strict(),
    z
      .object({
        kind: z.literal('kserve'),
        stableServer: dnsLabel().describe(
          'LLMInferenceService of the version before, in the same namespace.',
        ),
        group: dnsLabel()
          .nullable()
          .default(null)
          .describe(
            'Routing group that it is in; by default it is called like it.',
          ),
        stableWeight: wholeNumber(1, MOST_WEIGHT)
          .default(WHOLE_WEIGHT)
          .describe('Its weight in that group.'),
        // Weights are shares of a sum: all requests come when that of the version before is 0, which is no field of this server.
        steps: stepsUpTo(99),
      })
      .strict(),
  ])
  .default({ kind: 'none' })
  .describe('How requests move from the version before to this one.');
