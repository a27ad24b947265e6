import { SubPageBlueprint } from '@backstage/frontend-plugin-api';

const plannerPage = SubPageBlueprint.make({
  name: 'planner',
  params: {
    path: 'planner',
    title: 'Planner',
    loader: () =>
      import('./components/pages').then(({ PageContent, PlannerPage }) => (
        <PageContent>
          <PlannerPage />
        </PageContent>
      )),
  },
});

/** Page that says whether a model fits on GPUs. */
export const plannerExtensions = [plannerPage];
