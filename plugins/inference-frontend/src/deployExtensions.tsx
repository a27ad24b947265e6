import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { aiModelFilter } from './entityFilters';
import { formFieldExtensions } from './formFieldExtensions';

const modelFitContent = EntityContentBlueprint.make({
  name: 'model-fit',
  params: {
    path: 'deploy',
    title: 'Deploy',
    group: 'deployment',
    filter: aiModelFilter,
    loader: () =>
      import('./components/entity').then(
        ({ InferenceQueryProvider, EntityModelFitContent }) => (
          <InferenceQueryProvider>
            <EntityModelFitContent />
          </InferenceQueryProvider>
        ),
      ),
  },
});

/** Fields of templates that deploy servers, and the tab of a model that leads to them. */
export const deployExtensions = [modelFitContent, ...formFieldExtensions];
