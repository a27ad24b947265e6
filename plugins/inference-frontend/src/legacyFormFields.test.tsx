import { renderInTestApp } from '@backstage/test-utils';
import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { screen } from '@testing-library/react';
import {
  InferenceDeploymentTargetFieldExtension,
  InferenceGpuPlanFieldExtension,
  InferenceModelVersionFieldExtension,
} from './legacy';

function Names() {
  const fields = useCustomFieldExtensions(
    <ScaffolderFieldExtensions>
      <InferenceModelVersionFieldExtension />
      <InferenceDeploymentTargetFieldExtension />
      <InferenceGpuPlanFieldExtension />
    </ScaffolderFieldExtensions>,
  );
  return (
    <p>
      {fields
        .map(({ name, validation }) => `${name} ${validation !== undefined}`)
        .join(', ')}
    </p>
  );
}

describe('the form fields in an app of the old frontend system', () => {
  it('are found by the scaffolder under the names that templates use, with what they refuse', async () => {
    await renderInTestApp(<Names />);
    expect(
      screen.getByText(
        'InferenceModelVersion true, InferenceDeploymentTarget true, InferenceGpuPlan true',
      ),
    ).toBeInTheDocument();
  });
});
