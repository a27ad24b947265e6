import type { RouterOptions } from './createRouter';
import type { InferenceRouter } from './endpoints';

/** `/data-sources`. */
export function addDataSourceRoutes(
  router: InferenceRouter,
  { httpAuth, dataSources }: Pick<RouterOptions, 'httpAuth' | 'dataSources'>,
): void {
  router.get('/data-sources', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json({ items: await dataSources.list({ credentials }) });
  });
}
