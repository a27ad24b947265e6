import { screen } from '@testing-library/react';
import { inferenceFindingUpdatePermission } from '@inference-portal/plugin-inference-common';
import { FakeInferenceApi } from '../../../__fixtures__/FakeInferenceApi';
import { renderPlugin } from '../../../__testUtils__/renderPlugin';

// Answers about permissions are remembered beyond a test, so that the refusal has a file of its own.
describe('the right to answer findings', () => {
  it('greys the answers of who may not give them, and says which permission is missing', async () => {
    renderPlugin(
      '/inference/findings/f-legacy-chat',
      new FakeInferenceApi(),
      'en',
      [inferenceFindingUpdatePermission.name],
    );
    expect(
      await screen.findAllByText(
        new RegExp(inferenceFindingUpdatePermission.name),
      ),
    ).not.toHaveLength(0);
    expect(screen.getByRole('button', { name: 'Snooze …' })).toBeDisabled();
  });
});
