import type { RouterOptions } from './createRouter';
import type { InferenceRouter } from './endpoints';

/** `/model-servers/{id}/readiness`. */
export function addReadinessRoutes(
  router: InferenceRouter,
  { httpAuth, readiness }: Pick<RouterOptions, 'httpAuth' | 'readiness'>,
): void {
  router.get('/model-servers/:id/readiness', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await readiness.getReadiness(req.params.id, { credentials }));
  });
}
