import { useEntity } from '@backstage/plugin-catalog-react';
import { describedModel } from '@inference-portal/plugin-inference-common';
import { ModelFitPanel } from '../Deploy/ModelFitPanel';

/** On which GPUs of the fleet the model would fit that an `ai-model` Resource describes. */
export function EntityModelFitContent() {
  return <ModelFitPanel model={describedModel(useEntity().entity)} />;
}
