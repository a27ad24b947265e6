import {
  ApiBlueprint,
  PageBlueprint,
  SubPageBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { InferenceClient } from '@inference-portal/plugin-inference-common';
import { RiBox3Line, RiCpuLine } from '@remixicon/react';
import { inferenceApiRef } from './api/inferenceApiRef';
import { costExtensions } from './costExtensions';
import { aiModelFilter, modelServerFilter } from './entityFilters';
import { deployExtensions } from './deployExtensions';
import { findingExtensions } from './findingExtensions';
import { MODEL_DOCUMENTS } from './components/Search/readModelDocument';
import { plannerExtensions } from './plannerExtensions';
import { rollbackExtensions } from './rollbackExtensions';
import { readinessExtensions } from './readinessExtensions';
import { rootRouteRef, templateRouteRef } from './routes';

const inferenceApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: inferenceApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new InferenceClient(deps),
    }),
});

const inferencePage = PageBlueprint.make({
  params: {
    path: '/inference',
    title: 'Inference',
    icon: <RiCpuLine />,
    routeRef: rootRouteRef,
  },
});

const overviewPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: 'Overview',
    loader: () =>
      import('./components/pages').then(({ PageContent, OverviewPage }) => (
        <PageContent>
          <OverviewPage />
        </PageContent>
      )),
  },
});

const serversPage = SubPageBlueprint.make({
  name: 'servers',
  params: {
    path: 'servers',
    title: 'Servers',
    loader: () =>
      import('./components/pages').then(({ PageContent, ServersSection }) => (
        <PageContent>
          <ServersSection />
        </PageContent>
      )),
  },
});

const modelsPage = SubPageBlueprint.make({
  name: 'models',
  params: {
    path: 'models',
    title: 'Models',
    loader: () =>
      import('./components/pages').then(({ PageContent, ModelsSection }) => (
        <PageContent>
          <ModelsSection />
        </PageContent>
      )),
  },
});

const dataSourcesPage = SubPageBlueprint.make({
  name: 'data-sources',
  params: {
    path: 'data-sources',
    title: 'Data sources',
    loader: () =>
      import('./components/pages').then(({ PageContent, DataSourcesPage }) => (
        <PageContent>
          <DataSourcesPage />
        </PageContent>
      )),
  },
});

const modelServerContent = EntityContentBlueprint.make({
  name: 'model-server',
  params: {
    path: 'model-server',
    title: 'Model server',
    group: 'deployment',
    filter: modelServerFilter,
    loader: () =>
      import('./components/entity').then(
        ({ InferenceQueryProvider, EntityModelServerContent }) => (
          <InferenceQueryProvider>
            <EntityModelServerContent />
          </InferenceQueryProvider>
        ),
      ),
  },
});

const modelContent = EntityContentBlueprint.make({
  name: 'model',
  params: {
    path: 'model',
    title: 'Model',
    group: 'overview',
    filter: aiModelFilter,
    loader: () =>
      import('./components/entity').then(
        ({ InferenceQueryProvider, EntityModelContent }) => (
          <InferenceQueryProvider>
            <EntityModelContent />
          </InferenceQueryProvider>
        ),
      ),
  },
});

const modelServersContent = EntityContentBlueprint.make({
  name: 'model-servers',
  params: {
    path: 'model-servers',
    title: 'Servers',
    group: 'deployment',
    filter: aiModelFilter,
    loader: () =>
      import('./components/entity').then(
        ({ InferenceQueryProvider, EntityModelServersContent }) => (
          <InferenceQueryProvider>
            <EntityModelServersContent />
          </InferenceQueryProvider>
        ),
      ),
  },
});

const modelServerCard = EntityCardBlueprint.make({
  name: 'model-server',
  params: {
    type: 'content',
    filter: modelServerFilter,
    loader: () =>
      import('./components/entity').then(({ EntityModelServerCard }) => (
        <EntityModelServerCard />
      )),
  },
});

const modelServersCard = EntityCardBlueprint.make({
  name: 'model-servers',
  params: {
    type: 'content',
    filter: aiModelFilter,
    loader: () =>
      import('./components/entity').then(({ EntityModelServersCard }) => (
        <EntityModelServersCard />
      )),
  },
});

const modelSearchResult = SearchResultListItemBlueprint.make({
  name: 'model',
  params: {
    icon: <RiBox3Line />,
    predicate: ({ type }) => type === MODEL_DOCUMENTS,
    component: () =>
      import('./components/Search/ModelSearchResult').then(
        m => m.ModelSearchResult,
      ),
  },
});

const modelSearchType = SearchFilterResultTypeBlueprint.make({
  name: 'model',
  params: {
    value: MODEL_DOCUMENTS,
    name: 'Models',
    icon: <RiBox3Line />,
  },
});

/** Pages, entity tabs, cards and search results of the inference portal for apps of the new frontend system. */
export const inferencePlugin = createFrontendPlugin({
  pluginId: 'inference',
  title: 'Inference',
  icon: <RiCpuLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  externalRoutes: { template: templateRouteRef },
  extensions: [
    inferenceApi,
    inferencePage,
    overviewPage,
    serversPage,
    modelsPage,
    ...costExtensions,
    ...findingExtensions,
    ...readinessExtensions,
    ...rollbackExtensions,
    ...plannerExtensions,
    ...deployExtensions,
    dataSourcesPage,
    modelServerContent,
    modelContent,
    modelServersContent,
    modelServerCard,
    modelServersCard,
    modelSearchResult,
    modelSearchType,
  ],
});
