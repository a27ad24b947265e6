import type { InferenceRouter } from '../endpoints';
import { callerOf, type RegistryRouterOptions } from './RegistryRouterOptions';
import { audited } from './audited';

/** `/registry-imports/{source}`. */
export function addImportRoutes(
  router: InferenceRouter,
  options: RegistryRouterOptions,
): void {
  const { auditor, registry } = options;

  router.post('/registry-imports/:source', async (req, res) => {
    const caller = await callerOf(options, req);
    const { dryRun = false } = req.body;
    const controller = new AbortController();
    res.on('close', () => controller.abort());
    const report = await audited(
      {
        auditor,
        request: req,
        eventId: 'registry-import',
        meta: { source: req.params.source, dryRun },
      },
      async () =>
        registry.imports.run(
          req.params.source,
          { dryRun, signal: controller.signal },
          caller,
        ),
      ({ models, versions, aliases, conflicts }) => ({
        models,
        versions,
        aliases,
        conflicts: conflicts.length,
      }),
    );
    res.json(report);
  });
}
