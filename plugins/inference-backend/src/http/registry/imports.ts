import type { InferenceRouter } from '../endpoints';
import {
  callerOf,
  DEFAULT_LIMIT,
  type RegistryRouterOptions,
} from './RegistryRouterOptions';
import { audited } from './audited';

/** `/registry-imports` and below. */
export function addImportRoutes(
  router: InferenceRouter,
  options: RegistryRouterOptions,
): void {
  const { auditor, registry } = options;

  router.get('/registry-imports', async (req, res) => {
    const caller = await callerOf(options, req);
    const { source, limit = DEFAULT_LIMIT } = req.query;
    const items = await registry.imports.list({ source, limit }, caller);
    res.json({ items: [...items] });
  });

  router.post('/registry-imports', async (req, res) => {
    const caller = await callerOf(options, req);
    const { source, dryRun = false } = req.body;
    const run = await audited(
      {
        auditor,
        request: req,
        eventId: 'registry-import',
        meta: { source, dryRun },
      },
      async () => registry.imports.start({ source, dryRun }, caller),
      ({ id }) => ({ run: id }),
    );
    res.status(202).json(run);
  });

  router.get('/registry-imports/:id', async (req, res) => {
    const caller = await callerOf(options, req);
    res.json(await registry.imports.get(req.params.id, caller));
  });
}
