import type { RouterOptions } from './createRouter';
import type { InferenceRouter } from './endpoints';
import { queryToFilter } from './serverQuery';

/** Items of a page when the caller does not say. */
const DEFAULT_LIMIT = 100;

/** `/model-servers` and what is below it. */
export function addModelServerRoutes(
  router: InferenceRouter,
  { httpAuth, inventory }: Pick<RouterOptions, 'httpAuth' | 'inventory'>,
): void {
  router.get('/model-servers', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { limit = DEFAULT_LIMIT, cursor } = req.query;
    const filter = queryToFilter(req.query);
    res.json(
      await inventory.listServers({ filter, limit, cursor }, { credentials }),
    );
  });

  router.get('/model-servers/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await inventory.getServer(req.params.id, { credentials }));
  });

  router.get('/model-servers/:id/revisions', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { limit = DEFAULT_LIMIT, cursor } = req.query;
    res.json(
      await inventory.listRevisions(
        req.params.id,
        { limit, cursor },
        { credentials },
      ),
    );
  });
}
