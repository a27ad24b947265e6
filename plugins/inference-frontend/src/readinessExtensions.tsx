import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { groupFilter, modelServerFilter } from './entityFilters';

const readinessPage = SubPageBlueprint.make({
  name: 'readiness',
  params: {
    path: 'readiness',
    title: 'Readiness',
    loader: () =>
      import('./components/pages').then(({ PageContent, ReadinessPage }) => (
        <PageContent>
          <ReadinessPage />
        </PageContent>
      )),
  },
});

const serverReadiness = EntityCardBlueprint.make({
  name: 'model-server-readiness',
  params: {
    type: 'content',
    filter: modelServerFilter,
    loader: () =>
      import('./components/entity').then(({ EntityReadinessCard }) => (
        <EntityReadinessCard />
      )),
  },
});

const groupReadiness = EntityCardBlueprint.make({
  name: 'group-readiness',
  params: {
    type: 'content',
    filter: groupFilter,
    loader: () =>
      import('./components/entity').then(({ EntityGroupReadinessCard }) => (
        <EntityGroupReadinessCard />
      )),
  },
});

/** Page and cards that show how ready for production servers are. */
export const readinessExtensions = [
  readinessPage,
  serverReadiness,
  groupReadiness,
];
