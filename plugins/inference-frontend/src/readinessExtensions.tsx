import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { modelServerFilter } from './entityFilters';

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

/** Card that shows how ready for production a server is. */
export const readinessExtensions = [serverReadiness];
