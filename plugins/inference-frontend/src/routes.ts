import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

/** The plugin's page, by default `/inference`. */
export const rootRouteRef = createRouteRef({ id: 'inference' });

/** The table of all model servers. */
export const serversRouteRef = createSubRouteRef({
  id: 'inference/servers',
  parent: rootRouteRef,
  path: '/servers',
});

/** One model server. */
export const serverRouteRef = createSubRouteRef({
  id: 'inference/server',
  parent: rootRouteRef,
  path: '/servers/:id',
});

/** The table of all registered models. */
export const modelsRouteRef = createSubRouteRef({
  id: 'inference/models',
  parent: rootRouteRef,
  path: '/models',
});

/** Everything that was made from something, by its `node` parameter. */
export const descendantsRouteRef = createSubRouteRef({
  id: 'inference/descendants',
  parent: rootRouteRef,
  path: '/models/descendants',
});

/** One registered model. */
export const modelRouteRef = createSubRouteRef({
  id: 'inference/model',
  parent: rootRouteRef,
  path: '/models/:namespace/:name',
});

/** What GPUs cost, and budgets. */
export const costsRouteRef = createSubRouteRef({
  id: 'inference/costs',
  parent: rootRouteRef,
  path: '/costs',
});

/** Health of what the portal reads. */
export const dataSourcesRouteRef = createSubRouteRef({
  id: 'inference/data-sources',
  parent: rootRouteRef,
  path: '/data-sources',
});

/** What somebody should look at. */
export const findingsRouteRef = createSubRouteRef({
  id: 'inference/findings',
  parent: rootRouteRef,
  path: '/findings',
});

/** One finding. */
export const findingRouteRef = createSubRouteRef({
  id: 'inference/finding',
  parent: rootRouteRef,
  path: '/findings/:id',
});

/** Whether a model fits on GPUs. */
export const plannerRouteRef = createSubRouteRef({
  id: 'inference/planner',
  parent: rootRouteRef,
  path: '/planner',
});

/** How ready for production servers are. */
export const readinessRouteRef = createSubRouteRef({
  id: 'inference/readiness',
  parent: rootRouteRef,
  path: '/readiness',
});

/** What was rolled back. */
export const rollbacksRouteRef = createSubRouteRef({
  id: 'inference/rollbacks',
  parent: rootRouteRef,
  path: '/rollbacks',
});

/** One rollback. */
export const rollbackRouteRef = createSubRouteRef({
  id: 'inference/rollback',
  parent: rootRouteRef,
  path: '/rollbacks/:id',
});

/** The form of a template; without the scaffolder there is none. */
export const templateRouteRef = createExternalRouteRef({
  id: 'inference/template',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});
