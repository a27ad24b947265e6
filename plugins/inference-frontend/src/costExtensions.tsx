import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { aiModelFilter, groupFilter, modelServerFilter } from './entityFilters';

const costsPage = SubPageBlueprint.make({
  name: 'costs',
  params: {
    path: 'costs',
    title: 'Costs',
    loader: () =>
      import('./components/pages').then(({ PageContent, CostsPage }) => (
        <PageContent>
          <CostsPage />
        </PageContent>
      )),
  },
});

const modelCosts = EntityContentBlueprint.make({
  name: 'model-costs',
  params: {
    path: 'costs',
    title: 'Costs',
    group: 'operation',
    filter: aiModelFilter,
    loader: () =>
      import('./components/entity').then(
        ({ InferenceQueryProvider, EntityModelCostsContent }) => (
          <InferenceQueryProvider>
            <EntityModelCostsContent />
          </InferenceQueryProvider>
        ),
      ),
  },
});

const modelServerCosts = EntityContentBlueprint.make({
  name: 'model-server-costs',
  params: {
    path: 'costs',
    title: 'Costs',
    group: 'operation',
    filter: modelServerFilter,
    loader: () =>
      import('./components/entity').then(
        ({ InferenceQueryProvider, EntityModelServerCostsContent }) => (
          <InferenceQueryProvider>
            <EntityModelServerCostsContent />
          </InferenceQueryProvider>
        ),
      ),
  },
});

const groupCosts = EntityContentBlueprint.make({
  name: 'group-costs',
  params: {
    path: 'gpu-costs',
    title: 'GPU costs',
    group: 'operation',
    filter: groupFilter,
    loader: () =>
      import('./components/entity').then(
        ({ InferenceQueryProvider, EntityGroupCostsContent }) => (
          <InferenceQueryProvider>
            <EntityGroupCostsContent />
          </InferenceQueryProvider>
        ),
      ),
  },
});

const myGpus = HomePageWidgetBlueprint.make({
  name: 'my-gpus',
  params: {
    name: 'InferenceMyGpus',
    title: 'My team’s GPUs this month',
    description: 'What the GPUs of your groups cost this month.',
    layout: {
      width: { minColumns: 4, defaultColumns: 6 },
      height: { minRows: 4, defaultRows: 6 },
    },
    components: () =>
      import('./components/Home/MyGpusThisMonth').then(
        ({ MyGpusThisMonth }) => ({ Content: MyGpusThisMonth }),
      ),
  },
});

/** Page, entity tabs and card of the home page that show what GPUs cost. */
export const costExtensions = [
  costsPage,
  modelCosts,
  modelServerCosts,
  groupCosts,
  myGpus,
];
