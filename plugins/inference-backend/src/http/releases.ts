import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { AuthorizedReleases } from '../permissions';
import type { InstantMs } from '../types';
import type { InferenceRouter } from './endpoints';

/** `/failing-releases` and `/model-servers/{id}/release`. */
export function addReleaseRoutes(
  router: InferenceRouter,
  options: {
    readonly httpAuth: HttpAuthService;
    readonly usage: { readonly releases: AuthorizedReleases };
    /** Milliseconds since the Unix epoch. */
    readonly now: () => number;
  },
): void {
  const { httpAuth, now } = options;
  const { releases } = options.usage;
  router.get('/failing-releases', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const items = await releases.listFailing(now() as InstantMs, {
      credentials,
    });
    res.json({ items });
  });

  router.get('/model-servers/:id/release', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(
      await releases.getRelease(req.params.id, now() as InstantMs, {
        credentials,
      }),
    );
  });
}
