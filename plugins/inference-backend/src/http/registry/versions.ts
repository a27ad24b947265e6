import type { InferenceRouter } from '../endpoints';
import {
  callerOf,
  DEFAULT_LIMIT,
  type RegistryRouterOptions,
} from './RegistryRouterOptions';
import { audited } from './audited';
import { readContent, readLineage, readMetrics } from './content';
import { requireModelRef, requireVersionOrAlias } from './names';

/** `/models/{namespace}/{name}/versions`, what is below it, and `/model-versions`. */
export function addVersionRoutes(
  router: InferenceRouter,
  options: RegistryRouterOptions,
): void {
  const { httpAuth, registry } = options;

  router.get('/model-versions', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { q, digest, limit = DEFAULT_LIMIT, cursor } = req.query;
    const text = q?.trim() || undefined;
    res.json(
      await registry.versions.searchVersions(
        { text, digest, limit, cursor },
        credentials,
      ),
    );
  });

  router.get('/models/:namespace/:name/versions', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { state, q, limit = DEFAULT_LIMIT, cursor } = req.query;
    const text = q?.trim() || undefined;
    res.json(
      await registry.versions.listVersions(
        requireModelRef(req.params),
        { state, text, limit, cursor },
        credentials,
      ),
    );
  });

  router.get('/models/:namespace/:name/versions/:version', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(
      await registry.versions.getVersion(
        requireModelRef(req.params),
        requireVersionOrAlias(req.params.version),
        credentials,
      ),
    );
  });

  addVersionWrites(router, options);
}

function addVersionWrites(
  router: InferenceRouter,
  options: RegistryRouterOptions,
): void {
  const { auditor, registry } = options;
  const metaOf = (path: {
    namespace: string;
    name: string;
    version: string;
  }) => ({ model: `${path.namespace}/${path.name}`, version: path.version });

  router.post('/models/:namespace/:name/versions', async (req, res) => {
    const caller = await callerOf(options, req);
    const meta = metaOf({ ...req.params, version: req.body.version });
    const { created, version } = await audited(
      { auditor, request: req, eventId: 'version-register', meta },
      async () =>
        registry.versions.registerVersion(
          requireModelRef(req.params),
          readContent(req.body),
          caller,
        ),
      result => ({ created: result.created }),
    );
    res.status(created ? 201 : 200).json(version);
  });

  router.put(
    '/models/:namespace/:name/versions/:version/retirement',
    async (req, res) => {
      const caller = await callerOf(options, req);
      const meta = { ...metaOf(req.params), retired: req.body.retired };
      const version = await audited(
        {
          auditor,
          request: req,
          eventId: 'version-retire',
          severityLevel: 'high',
          meta,
        },
        async () =>
          registry.versions.setRetirement(
            requireModelRef(req.params),
            requireVersionOrAlias(req.params.version),
            req.body,
            caller,
          ),
      );
      res.json(version);
    },
  );

  router.post(
    '/models/:namespace/:name/versions/:version/metrics',
    async (req, res) => {
      const caller = await callerOf(options, req);
      const version = await audited(
        {
          auditor,
          request: req,
          eventId: 'version-metrics-add',
          meta: { ...metaOf(req.params), count: req.body.metrics.length },
        },
        async () =>
          registry.versions.addMetrics(
            requireModelRef(req.params),
            requireVersionOrAlias(req.params.version),
            readMetrics(req.body.metrics),
            caller,
          ),
      );
      res.json(version);
    },
  );

  router.post(
    '/models/:namespace/:name/versions/:version/lineage',
    async (req, res) => {
      const caller = await callerOf(options, req);
      const version = await audited(
        {
          auditor,
          request: req,
          eventId: 'version-lineage-add',
          meta: { ...metaOf(req.params), count: req.body.lineage.length },
        },
        async () =>
          registry.versions.addLineage(
            requireModelRef(req.params),
            requireVersionOrAlias(req.params.version),
            readLineage(req.body.lineage),
            caller,
          ),
      );
      res.json(version);
    },
  );
}
