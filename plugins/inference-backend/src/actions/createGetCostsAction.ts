import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { costGroupings } from '@inference-portal/plugin-inference-common';
import { readReportQuestion } from '../http/costs/costQuery';
import type { AuthorizedCosts } from '../permissions';

const MICROS = 1_000_000;
/** Lines of one answer; the rest is named by its number. */
const MAX_LINES = 100;

const inUnits = (micros: number | null) =>
  micros === null ? null : micros / MICROS;

/** Registers `get-costs`. */
export function createGetCostsAction({
  actionsRegistry,
  costs,
}: {
  actionsRegistry: ActionsRegistryService;
  costs: Pick<AuthorizedCosts, 'getReport'>;
}): void {
  actionsRegistry.register({
    name: 'get-costs',
    title: 'Get GPU costs',
    description: `
Tells what GPUs cost over a window of time, by owner, model, server, node or cluster. \`from\` and \`to\` are RFC 3339 times or dates such
as 2026-11-01 in \`timezone\`; the end is exclusive. Keys that begin with two underscores belong to nobody, such as \`__idle__\`.
Amounts are null where nobody knows the price.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          from: z.string().describe('Beginning, such as 2026-11-01'),
          to: z.string().describe('End, exclusive, such as 2026-12-01'),
          timezone: z
            .string()
            .optional()
            .describe('IANA name such as Europe/Berlin. Default: UTC'),
          groupBy: z
            .enum(costGroupings)
            .optional()
            .describe('What the lines are. Default: owner'),
          label: z
            .string()
            .optional()
            .describe('Name of the pod label, with groupBy label only'),
          owner: z.array(z.string()).optional(),
          model: z.array(z.string()).optional(),
          server: z.array(z.string()).optional().describe('Ids of servers'),
          cluster: z.array(z.string()).optional(),
        }),
      output: z =>
        z.object({
          currency: z.string().nullable(),
          total: z.number().nullable().describe('In units of currency'),
          gpuHours: z.number(),
          lines: z.array(
            z.object({
              key: z.string(),
              title: z.string().nullable(),
              currency: z.string().nullable(),
              amount: z.number().nullable(),
              gpuHours: z.number(),
              unpricedGpuHours: z.number(),
            }),
          ),
          linesOmitted: z.number(),
          caveats: z.array(z.string()),
        }),
    },
    examples: [
      {
        title: 'A month by owner',
        input: { from: '2026-11-01', to: '2026-12-01' },
      },
      {
        title: 'The servers of one team',
        input: {
          from: '2026-11-01',
          to: '2026-12-01',
          groupBy: 'server',
          owner: ['group:default/search'],
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const report = await costs.getReport(
        readReportQuestion(input),
        credentials,
      );
      return {
        output: {
          currency: report.currency,
          total: inUnits(report.total),
          gpuHours: report.gpuHours,
          lines: report.lines.slice(0, MAX_LINES).map(line => ({
            key: line.key,
            title: line.title,
            currency: line.currency,
            amount: inUnits(line.micros),
            gpuHours: line.gpuHours,
            unpricedGpuHours: line.unpricedGpuHours,
          })),
          linesOmitted: Math.max(0, report.lines.length - MAX_LINES),
          caveats: report.caveats.map(({ message }) => message),
        },
      };
    },
  });
}
