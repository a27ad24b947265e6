import { z } from 'zod/v3';
import { dnsSubdomain, serviceName, wholeNumber } from './fields';

/** Shares of the requests in per cent, the first first. */
const steps = z.array(wholeNumber(1, 100)).min(1).max(10);

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
  ])
  .default({ kind: 'none' })
  .describe('How requests move from the version before to this one.');
