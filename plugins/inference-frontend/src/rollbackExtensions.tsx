import { SubPageBlueprint } from '@backstage/frontend-plugin-api';

const rollbacksPage = SubPageBlueprint.make({
  name: 'rollbacks',
  params: {
    path: 'rollbacks',
    title: 'Rollbacks',
    loader: () =>
      import('./components/pages').then(({ PageContent, RollbacksSection }) => (
        <PageContent>
          <RollbacksSection />
        </PageContent>
      )),
  },
});

/** Page that shows what was rolled back. */
export const rollbackExtensions = [rollbacksPage];
