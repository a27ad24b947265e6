import { screen } from '@testing-library/react';
import {
  inferenceRollbackExecutePermission,
  inferenceServerScalePermission,
} from '@inference-portal/plugin-inference-common';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

// Answers about permissions are remembered beyond a test, so that the refusal has a file of its own.
describe('the right to change servers', () => {
  it('greys what somebody may not do, and says which permission is missing', async () => {
    const api = new FakeInferenceApi();
    renderPlugin('/inference/servers/c3f1a2', api, 'en', [
      inferenceServerScalePermission.name,
      inferenceRollbackExecutePermission.name,
    ]);
    for (const { name } of [
      inferenceServerScalePermission,
      inferenceRollbackExecutePermission,
    ]) {
      expect(await screen.findByText(new RegExp(name))).toBeInTheDocument();
    }
    for (const name of ['Roll back …', 'Scale to zero …']) {
      expect(screen.getByRole('button', { name })).toBeDisabled();
    }
    expect(api.plans).toBe(0);
  });
});
