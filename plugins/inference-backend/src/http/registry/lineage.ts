import type { InferenceRouter } from '../endpoints';
import type { RegistryRouterOptions } from './RegistryRouterOptions';
import { requireModelRef, requireNode, requireVersionOrAlias } from './names';

const DEFAULT_DEPTH = 5;

/** Lineage of a model and of any node, and two versions side by side. */
export function addLineageRoutes(
  router: InferenceRouter,
  { httpAuth, registry }: RegistryRouterOptions,
): void {
  router.get('/models/:namespace/:name/lineage', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { version, direction = 'both', depth = DEFAULT_DEPTH } = req.query;
    res.json(
      await registry.lineage.getModelLineage(
        requireModelRef(req.params),
        version === undefined ? undefined : requireVersionOrAlias(version),
        { direction, depth },
        credentials,
      ),
    );
  });

  router.get('/lineage', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { node, direction = 'both', depth = DEFAULT_DEPTH } = req.query;
    res.json(
      await registry.lineage.getLineage(
        requireNode(node),
        { direction, depth },
        credentials,
      ),
    );
  });

  router.get('/models/:namespace/:name/compare', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(
      await registry.comparison.compare(
        requireModelRef(req.params),
        {
          a: requireVersionOrAlias(req.query.a),
          b: requireVersionOrAlias(req.query.b),
        },
        credentials,
      ),
    );
  });
}
