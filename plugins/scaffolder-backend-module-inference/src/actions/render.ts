import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { filesAsMarkdown } from '../render/documents/filesAsMarkdown';
import { renderDeployment } from '../render/renderDeployment';
import { deploymentRequestFields } from '../render/request/DeploymentRequest';
import { parseDeploymentRequest } from '../render/request/parseDeploymentRequest';
import { examples } from './render.examples';

/**
 * Makes the action `inference:render`, which writes the manifests and documents of a model server into the workspace. It changes nothing
 * else, so a dry run does the same; running it again with the same input writes the same files.
 */
export function createRenderAction() {
  return createTemplateAction({
    id: 'inference:render',
    description:
      'Renders a model server as manifests for Kubernetes with kustomize overlays, catalog-info.yaml, a runbook and an exit plan.',
    examples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z
          .object({
            ...deploymentRequestFields,
            targetPath: z
              .string()
              .optional()
              .describe(
                'Folder in the workspace that the files go to; the workspace itself by default.',
              ),
          })
          .strict(),
      output: z =>
        z.object({
          files: z
            .array(z.string())
            .describe('Files that were written, in the folder.'),
          overlays: z
            .array(z.string())
            .describe('Folders to build with kustomize, one for each cluster.'),
          catalogInfoPath: z
            .string()
            .describe('Where the catalog entities are, in the folder.'),
          entityRef: z
            .string()
            .describe('Entity of the server in its first cluster.'),
          markdown: z
            .string()
            .describe('All files as one Markdown text, to read or copy.'),
          contents: z
            .array(z.object({ path: z.string(), content: z.string() }))
            .describe(
              'All files; a template that puts them under `files` of its output offers them for download.',
            ),
        }),
    },
    async handler(ctx) {
      const { targetPath = '.', ...input } = ctx.input;
      const request = parseDeploymentRequest(input);
      const folder = resolveSafeChildPath(ctx.workspacePath, targetPath);
      const files = renderDeployment(request);
      for (const { path, content } of files) {
        const file = resolveSafeChildPath(folder, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content);
      }
      ctx.logger.info(
        `Rendered ${request.name} as ${files.length} files in ${targetPath}`,
      );
      const paths = files.map(({ path }) => path);
      ctx.output('files', paths);
      ctx.output(
        'overlays',
        paths
          .filter(path => path.startsWith('overlays/'))
          .map(path => dirname(path)),
      );
      ctx.output('catalogInfoPath', 'catalog-info.yaml');
      ctx.output('entityRef', `component:default/${request.name}`);
      ctx.output('markdown', filesAsMarkdown(files));
      ctx.output('contents', [...files]);
    },
  });
}
