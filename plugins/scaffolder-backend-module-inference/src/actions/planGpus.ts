import type { AuthService } from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  GpuPlan,
  GpuPlanRequest,
  GpuPlansApi,
  RequestOptions,
} from '@inference-portal/plugin-inference-common';
import { deploymentRequestFields } from '../render/request/DeploymentRequest';
import { asInitiator } from './asInitiator';
import { describeGpuPlan, describeNearest } from './describeGpuPlan';
import { examples } from './planGpus.examples';

const { engine, gpu, settings } = deploymentRequestFields;

/** Ids under which the model may be known: as it is registered, then as the hub names it. */
function idsOf(name: string, source: string | undefined): readonly string[] {
  const [, hub] = /^hf:\/\/([^/@]+\/[^/@]+)/.exec(source ?? '') ?? [];
  return hub === undefined || hub === name ? [name] : [name, hub];
}

/** The plan for the first id that is known. Rejects with the refusal of the first when none is. */
async function planFirst(
  plans: Pick<GpuPlansApi, 'createGpuPlan'>,
  ids: readonly string[],
  request: (id: string) => GpuPlanRequest,
  options: () => Promise<RequestOptions>,
): Promise<GpuPlan> {
  let refusal: unknown;
  for (const id of ids) {
    try {
      return await plans.createGpuPlan(request(id), await options());
    } catch (error) {
      if (!isError(error) || error.statusCode !== 400) throw error;
      refusal = refusal ?? error;
    }
  }
  throw refusal;
}

/**
 * Makes the action `inference:plan-gpus`, which fails when a model does not fit on the GPUs that were chosen. It changes nothing, so a dry
 * run does the same.
 */
export function createPlanGpusAction(options: {
  auth: AuthService;
  plans: Pick<GpuPlansApi, 'createGpuPlan'>;
}) {
  return createTemplateAction({
    id: 'inference:plan-gpus',
    description:
      'Plans whether a model fits on GPUs, and fails with the reason and the nearest thing that fits when it does not. Takes the same fields as inference:render.',
    examples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z
          .object({
            model: z
              .object({
                name: z
                  .string()
                  .min(1)
                  .describe('Registered model as namespace/name.'),
                source: z
                  .string()
                  .optional()
                  .describe(
                    'Source of the version; its id at the hub is asked for when the registry does not know enough.',
                  ),
              })
              .passthrough()
              .describe('The model as inference:render takes it.'),
            config: z
              .record(z.unknown())
              .optional()
              .describe('The config.json of a model that nobody knows.'),
            engine,
            gpu,
            settings,
            minConcurrency: z
              .number()
              .positive()
              .optional()
              .describe(
                'Requests of maxModelLen tokens that a replica must hold at a time.',
              ),
          })
          .strict(),
      output: z =>
        z.object({
          plan: z.string().describe('The plan in sentences, one a line.'),
          kvTokens: z
            .number()
            .nullable()
            .describe('Tokens that the KV cache of a replica holds.'),
          maxConcurrency: z
            .number()
            .nullable()
            .describe('Requests of maxModelLen tokens that it holds.'),
          longestModelLen: z
            .number()
            .nullable()
            .describe('Longest request that fits.'),
          gpus: z.number().describe('GPUs of a replica.'),
          confidence: z.string().describe('high, medium or low.'),
        }),
    },
    async handler(ctx) {
      const { config, minConcurrency, model } = ctx.input;
      const { dtype, kvCacheDtype, quantization } = ctx.input.settings;
      const plan = await planFirst(
        options.plans,
        idsOf(model.name, model.source),
        id => ({
          model: { id, ...(config !== undefined && { config }) },
          engine: {
            name: ctx.input.engine.name,
            version: ctx.input.engine.version,
          },
          gpu: { product: ctx.input.gpu.product },
          tensorParallel: ctx.input.gpu.tensorParallel,
          pipelineParallel: ctx.input.gpu.pipelineParallel,
          gpuMemoryUtilization: ctx.input.settings.gpuMemoryUtilization,
          maxModelLen: ctx.input.settings.maxModelLen,
          maxNumSeqs: ctx.input.settings.maxNumSeqs,
          maxNumBatchedTokens: ctx.input.settings.maxNumBatchedTokens,
          dtype: dtype === 'auto' ? null : dtype,
          quantization,
          kvCacheDtype,
        }),
        asInitiator(options.auth, ctx),
      );
      const lines = describeGpuPlan(plan);
      lines.forEach(line => ctx.logger.info(line));
      if (!plan.fits) {
        throw new InputError(
          `${model.name} does not fit: ${plan.reasons.join(
            '; ',
          )}. ${describeNearest(plan.nearest)}`,
        );
      }
      if (
        minConcurrency !== undefined &&
        plan.maxConcurrency !== null &&
        plan.maxConcurrency < minConcurrency
      ) {
        throw new InputError(
          `minConcurrency: a replica holds ${plan.maxConcurrency} requests of ${ctx.input.settings.maxModelLen} tokens, and ${minConcurrency} were asked for: choose more or larger GPUs, or a shorter settings.maxModelLen`,
        );
      }
      ctx.output('plan', lines.join('\n'));
      ctx.output('kvTokens', plan.kvTokens);
      ctx.output('maxConcurrency', plan.maxConcurrency);
      ctx.output('longestModelLen', plan.longestModelLen);
      ctx.output('gpus', plan.gpus);
      ctx.output('confidence', plan.confidence);
    },
  });
}
