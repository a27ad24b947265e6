import { lazy, Suspense } from 'react';
import {
  SubPageBlueprint,
  dialogApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { EntityContextMenuItemBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiArrowGoBackLine } from '@remixicon/react';
import { modelServerFilter } from './entityFilters';
import { useText } from './translation/useText';

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

const EntityRollbackDialog = lazy(() =>
  import('./components/entity').then(m => ({
    default: m.EntityRollbackDialog,
  })),
);

const rollBackServer = EntityContextMenuItemBlueprint.make({
  name: 'roll-back',
  params: {
    icon: <RiArrowGoBackLine size={16} />,
    filter: modelServerFilter,
    useProps: () => {
      const t = useText();
      const { entity } = useEntity();
      const dialogApi = useApi(dialogApiRef);
      return {
        title: t('rollback.button'),
        onClick: () => {
          // The menu goes away with the click, so that the plan cannot be a part of it.
          dialogApi.open(({ dialog }) => (
            <Suspense fallback={null}>
              <EntityRollbackDialog
                entity={entity}
                onClose={() => dialog.close()}
              />
            </Suspense>
          ));
        },
      };
    },
  },
});

/** What was rolled back, and the way to roll back the server of an entity. */
export const rollbackExtensions = [rollbacksPage, rollBackServer];
