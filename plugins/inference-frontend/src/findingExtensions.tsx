import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { groupFilter, modelServerFilter } from './entityFilters';

const findingsPage = SubPageBlueprint.make({
  name: 'findings',
  params: {
    path: 'findings',
    title: 'Findings',
    loader: () =>
      import('./components/pages').then(({ PageContent, FindingsSection }) => (
        <PageContent>
          <FindingsSection />
        </PageContent>
      )),
  },
});

const serverFindings = EntityCardBlueprint.make({
  name: 'model-server-findings',
  params: {
    type: 'content',
    filter: modelServerFilter,
    loader: () =>
      import('./components/entity').then(({ EntityServerFindingsCard }) => (
        <EntityServerFindingsCard />
      )),
  },
});

const groupFindings = EntityCardBlueprint.make({
  name: 'group-findings',
  params: {
    type: 'content',
    filter: groupFilter,
    loader: () =>
      import('./components/entity').then(({ EntityGroupFindingsCard }) => (
        <EntityGroupFindingsCard />
      )),
  },
});

/** Page and cards that show what somebody should look at. */
export const findingExtensions = [findingsPage, serverFindings, groupFindings];
