import { screen, within } from '@testing-library/react';
import { inferenceBudgetManagePermission } from '@inference-portal/plugin-inference-common';
import { FakeInferenceApi } from '../../../__fixtures__/FakeInferenceApi';
import {
  giveElementsASize,
  renderPlugin,
} from '../../../__testUtils__/renderPlugin';

const PAGE = '/inference/costs?view=budgets';

// Answers about permissions are remembered beyond a test, so that the refusal has a file of its own.
describe('the right to set budgets', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('leaves budgets alone for who may not set them, and says which permission is missing', async () => {
    renderPlugin(PAGE, new FakeInferenceApi(), 'en', [
      inferenceBudgetManagePermission.name,
    ]);
    const item = within(
      await screen.findByRole('listitem', { name: 'Budget of support' }),
    );
    expect(
      await screen.findAllByText(
        new RegExp(inferenceBudgetManagePermission.name),
      ),
    ).toHaveLength(7);
    for (const button of [
      screen.getByRole('button', { name: 'Set a budget' }),
      item.getByRole('button', { name: 'Change' }),
      item.getByRole('button', { name: 'Delete' }),
    ]) {
      expect(button).toBeDisabled();
    }
  });
});
