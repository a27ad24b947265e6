import type { AuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  ModelRef,
  NewModelVersion,
  RegistryApi,
} from '@inference-portal/plugin-inference-common';
import { examples } from './registerVersion.examples';

/** Reads `<namespace>/<name>`, `<name>`, or the entity ref of an ai-model Resource. */
export function readModelRef(text: string): ModelRef {
  const [, namespace = 'default', name = ''] =
    /^(?:resource:)?(?:([^:/]+)\/)?([^:/]+)$/i.exec(text.trim()) ?? [];
  if (name === '') {
    throw new InputError(
      `model: ${JSON.stringify(
        text,
      )} names no model, write namespace/name or resource:namespace/name`,
    );
  }
  return { namespace, name };
}

/** What is stated of an object; the rest is left out. */
function stated<T extends object>(fields: T): T {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as T;
}

/**
 * Makes the action `inference:register-version`. It acts on behalf of the person who started the template, so it may do what they may.
 * Running it again with the same input changes nothing.
 */
export function createRegisterVersionAction(options: {
  auth: AuthService;
  registry: Pick<RegistryApi, 'createModel' | 'registerModelVersion'>;
}) {
  const { auth, registry } = options;
  return createTemplateAction({
    id: 'inference:register-version',
    description:
      'Registers an immutable version of a model in the registry of the inference portal, and the model itself when it is new.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        model: z =>
          z
            .string()
            .min(1)
            .describe(
              'Model as namespace/name, name, or entity ref such as resource:default/support-chat.',
            ),
        owner: z =>
          z
            .string()
            .optional()
            .describe(
              'Entity ref of the group or user that owns the model. With it the model is registered when it is new.',
            ),
        version: z =>
          z
            .string()
            .min(1)
            .describe(
              'Name of the version; not `latest`, as versions do not move.',
            ),
        source: z =>
          z
            .string()
            .min(1)
            .describe(
              'Where the weights are, such as hf://Qwen/Qwen3-32B@<commit> or s3://models/chat/v3. Without credentials.',
            ),
        digest: z =>
          z
            .string()
            .optional()
            .describe('Digest of the content as sha256:<hex>.'),
        format: z => z.string().optional().describe('Such as safetensors.'),
        architecture: z =>
          z.string().optional().describe('Such as Qwen3ForCausalLM.'),
        parameters: z =>
          z.number().int().optional().describe('Number of parameters.'),
        precision: z => z.string().optional().describe('Such as bf16.'),
        quantization: z => z.string().optional().describe('Such as awq.'),
        contextLength: z =>
          z.number().int().optional().describe('Longest context in tokens.'),
        license: z =>
          z.string().optional().describe('SPDX id or LicenseRef-….'),
        description: z =>
          z.string().optional().describe('A few sentences about the version.'),
        modelCard: z =>
          z.string().optional().describe('Model card in Markdown.'),
        homepage: z =>
          z.string().optional().describe('Page of this version elsewhere.'),
        creator: z => z.string().optional().describe('Who made it.'),
        createdAt: z =>
          z.string().optional().describe('When it was made, RFC 3339 in UTC.'),
        lineage: z =>
          z
            .array(
              z.object({
                relation: z.enum([
                  'finetune',
                  'quantized',
                  'adapter',
                  'merge',
                  'distilled',
                  'trained-on',
                  'produced-by',
                  'previous-version',
                ]),
                to: z.string(),
                note: z.string().optional(),
              }),
            )
            .optional()
            .describe('What it was made from.'),
        metrics: z =>
          z
            .array(
              z.object({
                name: z.string(),
                value: z.number(),
                dataset: z.string().optional(),
                slice: z.string().optional(),
                at: z.string().optional(),
                better: z.enum(['higher', 'lower']).optional(),
              }),
            )
            .optional()
            .describe('Results of evaluations.'),
        tags: z =>
          z.record(z.string()).optional().describe('Further facts by name.'),
      },
      output: {
        entityRef: z => z.string().describe('Catalog entity of the model.'),
        version: z => z.string().describe('Name of the registered version.'),
        pinned: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Whether the source cannot change; left out in a dry run.',
            ),
      },
    },
    async handler(ctx) {
      const { model, owner, ...fields } = ctx.input;
      const ref = readModelRef(model);
      const version: NewModelVersion = stated(fields);
      const entityRef = `resource:${ref.namespace}/${ref.name}`.toLowerCase();
      ctx.output('entityRef', entityRef);
      ctx.output('version', version.version);
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Would register version ${version.version} of ${ref.namespace}/${ref.name}`,
        );
        return;
      }
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await ctx.getInitiatorCredentials(),
        targetPluginId: 'inference',
      });
      const request = { token, signal: ctx.signal };
      if (owner !== undefined) {
        await registry.createModel({ ...ref, owner }, request);
      }
      const registered = await registry.registerModelVersion(
        ref,
        version,
        request,
      );
      ctx.logger.info(
        `Registered version ${registered.version} of ${ref.namespace}/${
          ref.name
        }${
          registered.source.pinned
            ? ''
            : '; its source is not pinned, so the weights behind it may change'
        }`,
      );
      ctx.output('pinned', registered.source.pinned);
    },
  });
}
