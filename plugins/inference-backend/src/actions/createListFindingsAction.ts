import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  findingCauses,
  findingStates,
  type Finding,
} from '@inference-portal/plugin-inference-common';
import { queryToFindingFilter } from '../http/findings/findingQuery';
import type { AuthorizedFindings } from '../permissions';

const MICROS = 1_000_000;
const MAX_ITEMS = 200;
const DEFAULT_ITEMS = 50;

function toItem({ server, stakes, ...finding }: Finding) {
  const { id, owner, cause, state, confidence, summary, since } = finding;
  return {
    id,
    server: `${server.cluster}/${server.namespace}/${server.name}`,
    serverId: server.id,
    model: server.model,
    owner,
    cause,
    state,
    confidence,
    summary,
    since,
    gpus: stakes.gpus,
    gpuProduct: stakes.gpuProduct,
    currency: stakes.currency,
    costPerMonth:
      stakes.microsPerMonth === null ? null : stakes.microsPerMonth / MICROS,
    path: `/inference/findings/${id}`,
  };
}

/** Registers `list-findings`. */
export function createListFindingsAction({
  actionsRegistry,
  findings,
}: {
  actionsRegistry: ActionsRegistryService;
  findings: Pick<AuthorizedFindings, 'list'>;
}): void {
  actionsRegistry.register({
    name: 'list-findings',
    title: 'List findings on model servers',
    description: `
Lists model servers that somebody should look at: servers that hold GPUs and that nobody uses, that a newer version replaced, that keep
crashing, that find no node. Each comes with the evidence in a sentence, how sure the portal is, since when, and what it costs a month.

Open findings only unless \`state\` says otherwise; the most expensive first. \`paused\` names clusters whose metrics are missing, so that
nobody can tell what is used there.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          state: z
            .array(z.enum(findingStates))
            .optional()
            .describe('States of findings. Default: open'),
          cause: z
            .array(z.enum(findingCauses))
            .optional()
            .describe('What the servers are found to be'),
          owner: z
            .array(z.string())
            .optional()
            .describe(
              'Entity refs of owners such as group:default/search; none for servers that nobody owns',
            ),
          server: z.array(z.string()).optional().describe('Ids of servers'),
          cluster: z.array(z.string()).optional().describe('Names of clusters'),
          limit: z
            .number()
            .int()
            .min(1)
            .max(MAX_ITEMS)
            .optional()
            .describe(`Findings at most. Default: ${DEFAULT_ITEMS}`),
        }),
      output: z =>
        z.object({
          findings: z.array(
            z.object({
              id: z.string(),
              server: z.string().describe('<cluster>/<namespace>/<name>'),
              serverId: z.string(),
              model: z.string().nullable(),
              owner: z.string().nullable(),
              cause: z.string(),
              state: z.string(),
              confidence: z.string(),
              summary: z.string(),
              since: z.string().nullable(),
              gpus: z.number().nullable().describe('Physical GPUs it holds'),
              gpuProduct: z.string().nullable(),
              currency: z.string().nullable(),
              costPerMonth: z
                .number()
                .nullable()
                .describe('In units of currency; null when nobody knows'),
              path: z.string().describe('Page in the portal'),
            }),
          ),
          total: z.number().describe('Findings that match'),
          avoidablePerMonth: z.array(
            z.object({ currency: z.string(), amount: z.number() }),
          ),
          paused: z.array(
            z.object({ cluster: z.string(), message: z.string() }),
          ),
        }),
    },
    examples: [
      { title: 'All open findings', input: {} },
      {
        title: 'What one team has that nobody uses',
        input: {
          owner: ['group:default/search'],
          cause: ['zombie', 'superseded'],
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const { limit = DEFAULT_ITEMS, ...query } = input;
      const page = await findings.list(
        { filter: queryToFindingFilter(query), limit },
        credentials,
      );
      return {
        output: {
          findings: page.items.map(toItem),
          total: page.totals.count,
          avoidablePerMonth: page.totals.avoidable.map(
            ({ currency, micros }) => ({ currency, amount: micros / MICROS }),
          ),
          paused: page.detection.paused.map(({ cluster, message }) => ({
            cluster,
            message,
          })),
        },
      };
    },
  });
}
