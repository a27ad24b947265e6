import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createSearchResultListItemExtension } from '@backstage/plugin-search-react';
import { InferenceClient } from '@inference-portal/plugin-inference-common';
import { inferenceApiRef } from './api/inferenceApiRef';
import { MODEL_DOCUMENTS } from './components/Search/readModelDocument';
import { rootRouteRef, templateRouteRef } from './routes';

/** The plugin for apps of the old frontend system. */
export const inferencePlugin = createPlugin({
  id: 'inference',
  routes: { root: rootRouteRef },
  externalRoutes: { template: templateRouteRef },
  apis: [
    createApiFactory({
      api: inferenceApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new InferenceClient(deps),
    }),
  ],
});

/** Overview, servers, models and data sources; to be mounted at `/inference`. */
export const InferencePage = inferencePlugin.provide(
  createRoutableExtension({
    name: 'InferencePage',
    component: () =>
      import('./components/Legacy/LegacyInferencePage').then(
        m => m.LegacyInferencePage,
      ),
    mountPoint: rootRouteRef,
  }),
);

/** Tab of a `model-server` Component. */
export const EntityModelServerContent = inferencePlugin.provide(
  createComponentExtension({
    name: 'EntityModelServerContent',
    component: {
      lazy: () =>
        import('./components/entity').then(
          ({ InferenceQueryProvider, EntityModelServerContent: Content }) =>
            () =>
              (
                <InferenceQueryProvider>
                  <Content />
                </InferenceQueryProvider>
              ),
        ),
    },
  }),
);

/** Tab of an `ai-model` Resource: versions, lineage, comparison, servers and aliases. */
export const EntityModelContent = inferencePlugin.provide(
  createComponentExtension({
    name: 'EntityModelContent',
    component: {
      lazy: () =>
        import('./components/entity').then(
          ({ InferenceQueryProvider, EntityModelContent: Content }) =>
            () =>
              (
                <InferenceQueryProvider>
                  <Content />
                </InferenceQueryProvider>
              ),
        ),
    },
  }),
);

/** Tab of an `ai-model` Resource: the servers that run it. */
export const EntityModelServersContent = inferencePlugin.provide(
  createComponentExtension({
    name: 'EntityModelServersContent',
    component: {
      lazy: () =>
        import('./components/entity').then(
          ({ InferenceQueryProvider, EntityModelServersContent: Content }) =>
            () =>
              (
                <InferenceQueryProvider>
                  <Content />
                </InferenceQueryProvider>
              ),
        ),
    },
  }),
);

/** Overview card of a `model-server` Component. */
export const EntityModelServerCard = inferencePlugin.provide(
  createComponentExtension({
    name: 'EntityModelServerCard',
    component: {
      lazy: () =>
        import('./components/entity').then(m => m.EntityModelServerCard),
    },
  }),
);

/** Overview card of an `ai-model` Resource. */
export const EntityModelServersCard = inferencePlugin.provide(
  createComponentExtension({
    name: 'EntityModelServersCard',
    component: {
      lazy: () =>
        import('./components/entity').then(m => m.EntityModelServersCard),
    },
  }),
);

/** A model or version among the results of the search. */
export const ModelSearchResultListItem = inferencePlugin.provide(
  createSearchResultListItemExtension({
    name: 'ModelSearchResultListItem',
    component: () =>
      import('./components/Search/ModelSearchResult').then(
        m => m.ModelSearchResult,
      ),
    predicate: ({ type }) => type === MODEL_DOCUMENTS,
  }),
);
