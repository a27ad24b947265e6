import type { InferenceRouter } from '../endpoints';
import {
  callerOf,
  DEFAULT_LIMIT,
  type RegistryRouterOptions,
} from './RegistryRouterOptions';
import { audited } from './audited';
import { readDescription, requireOwner } from './descriptions';
import { queryToModelFilter } from './modelQuery';
import { readModelName, requireModelRef } from './names';

/** `/models`, one model, and `/registry-conflicts`. */
export function addModelRoutes(
  router: InferenceRouter,
  options: RegistryRouterOptions,
): void {
  const { auditor, httpAuth, registry } = options;

  router.get('/models', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { limit = DEFAULT_LIMIT, cursor } = req.query;
    const filter = queryToModelFilter(req.query);
    res.json(
      await registry.models.listModels({ filter, limit, cursor }, credentials),
    );
  });

  router.post('/models', async (req, res) => {
    const caller = await callerOf(options, req);
    const { namespace, name, owner } = req.body;
    const meta = { model: `${namespace}/${name}`, owner };
    const { created, model } = await audited(
      { auditor, request: req, eventId: 'model-create', meta },
      async () =>
        registry.models.createModel(
          requireModelRef(req.body),
          { ...readDescription(req.body), owner: requireOwner(owner) },
          caller,
        ),
      result => ({ created: result.created }),
    );
    res.status(created ? 201 : 200).json(model);
  });

  router.get('/models/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const ref = requireModelRef(req.params);
    res.json(await registry.models.getModel(ref, credentials));
  });

  router.patch('/models/:namespace/:name', async (req, res) => {
    const caller = await callerOf(options, req);
    const { namespace, name } = req.params;
    const meta = {
      model: `${namespace}/${name}`,
      fields: Object.keys(req.body),
    };
    const model = await audited(
      { auditor, request: req, eventId: 'model-update', meta },
      async () =>
        registry.models.updateModel(
          requireModelRef(req.params),
          readDescription(req.body),
          caller,
        ),
    );
    res.json(model);
  });

  router.get('/registry-conflicts', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const ref = readModelName(req.query.model);
    res.json({ items: await registry.models.listConflicts(ref, credentials) });
  });
}
