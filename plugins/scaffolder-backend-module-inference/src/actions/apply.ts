import { readFile } from 'node:fs/promises';
import {
  resolveSafeChildPath,
  type AuthService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  DeploymentObject,
  DeploymentsApi,
} from '@inference-portal/plugin-inference-common';
import { buildOverlay, type ReadFile } from '../apply/buildOverlay';
import { examples } from './apply.examples';
import { asInitiator } from './asInitiator';

const isMissing = (error: unknown) => isError(error) && error.code === 'ENOENT';

/** Reads files below a folder, and none outside of it. */
function readBelow(folder: string): ReadFile {
  return async path => {
    try {
      return await readFile(resolveSafeChildPath(folder, path), 'utf8');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
}

/**
 * Makes the action `inference:apply`, which applies what `inference:render` wrote for one cluster, on behalf of the person who started the
 * template, so it may do what they may. Running it again changes nothing. In a dry run the cluster tries all of it and stores nothing.
 */
export function createApplyAction(options: {
  auth: AuthService;
  deployments: Pick<DeploymentsApi, 'createDeployment'>;
}) {
  return createTemplateAction({
    id: 'inference:apply',
    description:
      'Applies a rendered model server to its namespace: all objects are tried first, and nothing of others is taken over.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        cluster: z =>
          z
            .string()
            .min(1)
            .describe(
              'Cluster as the portal names it; its overlay is applied.',
            ),
        namespace: z => z.string().min(1).describe('Namespace of the server.'),
        owner: z =>
          z
            .string()
            .min(1)
            .describe('Entity ref of the owner, as it was rendered.'),
        targetPath: z =>
          z
            .string()
            .optional()
            .describe(
              'Folder in the workspace that inference:render wrote to; the workspace itself by default.',
            ),
        dryRun: z =>
          z
            .boolean()
            .optional()
            .describe('Only try it: the cluster stores nothing.'),
      },
      output: {
        objects: z =>
          z
            .array(z.string())
            .describe('What was done, such as `Deployment chat: created`.'),
        warnings: z =>
          z.array(z.string()).describe('What one would not expect.'),
        changed: z =>
          z.boolean().describe('Whether anything was new or different.'),
        appliedAt: z =>
          z
            .string()
            .describe('When it began, RFC 3339, for inference:wait-ready.'),
      },
    },
    async handler(ctx) {
      const { cluster, namespace, owner, targetPath = '.' } = ctx.input;
      const dryRun = ctx.isDryRun === true || ctx.input.dryRun === true;
      const folder = resolveSafeChildPath(ctx.workspacePath, targetPath);
      const objects = await buildOverlay(cluster, readBelow(folder));
      const appliedAt = new Date().toISOString();
      const request = asInitiator(options.auth, ctx);
      const outcome = await options.deployments.createDeployment(
        {
          cluster,
          namespace,
          owner,
          dryRun,
          // Whether they are objects of Kubernetes is for the backend to say.
          objects: objects as readonly object[] as DeploymentObject[],
        },
        await request(),
      );
      const lines = outcome.objects.map(
        ({ kind, name, result }) => `${kind} ${name}: ${result}`,
      );
      lines.forEach(line =>
        ctx.logger.info(dryRun ? `${line} (dry run)` : line),
      );
      outcome.warnings.forEach(warning => ctx.logger.warn(warning));
      ctx.output('objects', lines);
      ctx.output('warnings', outcome.warnings);
      ctx.output(
        'changed',
        outcome.objects.some(({ result }) => result !== 'unchanged'),
      );
      ctx.output('appliedAt', appliedAt);
    },
  });
}
