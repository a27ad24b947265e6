import { useEntity } from '@backstage/plugin-catalog-react';
import { describedModel } from '@inference-portal/plugin-inference-common';
import { ModelDetail } from '../Model/ModelDetail';

/** The registered model that an `ai-model` Resource describes: the one that it names, else that of its own namespace and name. */
export function EntityModelContent() {
  return <ModelDetail model={describedModel(useEntity().entity)} />;
}
