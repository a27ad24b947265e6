import type { InferenceRouter } from '../endpoints';
import {
  callerOf,
  DEFAULT_LIMIT,
  type RegistryRouterOptions,
} from './RegistryRouterOptions';
import { audited } from './audited';
import { requireAlias, requireModelRef, requireVersionName } from './names';

/** `/models/{namespace}/{name}/aliases` and `/alias-requests`. */
export function addAliasRoutes(
  router: InferenceRouter,
  options: RegistryRouterOptions,
): void {
  const { auditor, httpAuth, registry } = options;

  router.put('/models/:namespace/:name/aliases/:alias', async (req, res) => {
    const caller = await callerOf(options, req);
    const { version, expectedVersion, reason = null } = req.body;
    const { namespace, name, alias } = req.params;
    const meta = { model: `${namespace}/${name}`, alias, version };
    const result = await audited(
      {
        auditor,
        request: req,
        eventId: 'alias-move',
        severityLevel: 'high',
        meta,
      },
      async () =>
        registry.aliases.moveAlias(
          requireModelRef(req.params),
          {
            alias: requireAlias(alias),
            to: version === null ? null : requireVersionName(version),
            expected: expectedVersion,
            reason,
          },
          caller,
        ),
      ({ moved, request }) => ({ moved, request: request?.id ?? null }),
    );
    res.status(result.request === null ? 200 : 202).json(result);
  });

  router.get(
    '/models/:namespace/:name/aliases/:alias/history',
    async (req, res) => {
      const credentials = await httpAuth.credentials(req, {
        allow: ['user', 'service'],
      });
      const { limit = DEFAULT_LIMIT, cursor } = req.query;
      res.json(
        await registry.aliases.listHistory(
          requireModelRef(req.params),
          requireAlias(req.params.alias),
          { limit, cursor },
          credentials,
        ),
      );
    },
  );

  router.put(
    '/models/:namespace/:name/alias-requests/:requestId',
    async (req, res) => {
      const caller = await callerOf(options, req);
      const { decision, reason = null } = req.body;
      const { namespace, name, requestId } = req.params;
      const meta = {
        model: `${namespace}/${name}`,
        request: requestId,
        decision,
      };
      const decided = await audited(
        {
          auditor,
          request: req,
          eventId: 'alias-request-decide',
          severityLevel: 'high',
          meta,
        },
        async () =>
          registry.aliases.decideRequest(
            requireModelRef(req.params),
            requestId,
            { approve: decision === 'approve', reason },
            caller,
          ),
        ({ alias, to, status }) => ({ alias, version: to, status }),
      );
      res.json(decided);
    },
  );
}
