import type { InferenceRouter } from '../endpoints';
import { callerOf, type RegistryRouterOptions } from './RegistryRouterOptions';
import { audited } from './audited';
import { readContent } from './content';
import { readServerRegistration } from './descriptions';
import { requireModelRef, requireVersionOrAlias } from './names';

/** Where models run, and `/model-servers/{id}/registration`. */
export function addRegistrationRoutes(
  router: InferenceRouter,
  options: RegistryRouterOptions,
): void {
  const { auditor, httpAuth, registry } = options;

  router.get('/models/:namespace/:name/servers', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { version } = req.query;
    const items = await registry.servers.listServers(
      requireModelRef(req.params),
      version === undefined ? undefined : requireVersionOrAlias(version),
      credentials,
    );
    res.json({ items });
  });

  router.get('/model-servers/:id/registration', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await registry.servers.propose(req.params.id, credentials));
  });

  router.post('/model-servers/:id/registration', async (req, res) => {
    const caller = await callerOf(options, req);
    const { created, version } = await audited(
      {
        auditor,
        request: req,
        eventId: 'server-register',
        meta: { server: req.params.id },
      },
      async () =>
        registry.servers.register(
          req.params.id,
          readServerRegistration(req.body),
          readContent,
          caller,
        ),
      result => ({
        created: result.created,
        model: `${result.version.model.namespace}/${result.version.model.name}`,
        version: result.version.version,
      }),
    );
    res.status(created ? 201 : 200).json(version);
  });
}
